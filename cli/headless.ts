/** Runs one worker command in headless Chromium, served from the sources, and hands its reports on. */
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import type { Command, Report } from '../src/worker/protocol.ts';
import { chromiumLaunch } from './chromium.ts';

/**
 * @param onReport gets every report until it returns true, which ends the session
 * @throws when the browser, the page or the worker fails
 */
export async function runHeadless(
  command: Command,
  onReport: (report: Report) => boolean | Promise<boolean>,
): Promise<void> {
  const server = await createServer({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
  });
  try {
    await server.listen();
    const browser = await chromium.launch(chromiumLaunch());
    try {
      const page = await browser.newPage();
      await new Promise<void>((resolve, reject) => {
        page.on('pageerror', reject);
        page.on('crash', () => reject(new Error('The browser page crashed.')));
        browser.on('disconnected', () => reject(new Error('The browser went away.')));
        const start = async () => {
          await page.exposeFunction('focalReport', async (report: Report) => {
            if (report.type === 'failed') reject(new Error(report.message));
            else if (await onReport(report)) resolve();
          });
          const { port } = server.httpServer!.address() as { port: number };
          await page.goto(`http://127.0.0.1:${port}/cli/page.html`);
          await page.waitForFunction(() => 'focalSend' in window);
          await page.evaluate((sent) => window.focalSend(sent), command);
        };
        start().catch(reject);
      });
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}
