/** Serves a page from the sources and opens it in headless Chromium, for as long as a command needs it. */
import { fileURLToPath } from 'node:url';
import { chromium, type LaunchOptions, type Page } from 'playwright';
import { createServer, type InlineConfig } from 'vite';
import { chromiumLaunch } from './chromium.ts';

/**
 * @param path of the page, e.g. "cli/page.html"
 * @param settings of the server, besides the project's own
 * @param use gets the page before it is opened, and a function that opens it
 * @param launch options of the browser, over the usual ones
 * @throws when the server or the browser cannot start, or `use` fails
 */
export async function withPage<Result>(
  path: string,
  settings: InlineConfig,
  use: (page: Page, open: () => Promise<unknown>) => Promise<Result>,
  launch: LaunchOptions = {},
): Promise<Result> {
  const before = new Set(process.listeners('SIGTERM'));
  const server = await createServer({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
    ...settings,
  });
  // The server would end the process at once, whatever is under way; who asks for signals sees to that.
  if (launch.handleSIGTERM === false)
    for (const own of process.listeners('SIGTERM')) if (!before.has(own)) process.off('SIGTERM', own);
  try {
    await server.listen();
    const browser = await chromium.launch({ ...chromiumLaunch(), ...launch });
    try {
      const { port } = server.httpServer!.address() as { port: number };
      const page = await browser.newPage();
      const failed = new Promise<never>((_, reject) => {
        page.on('pageerror', reject);
        page.on('crash', () => reject(new Error('The browser page crashed.')));
        browser.on('disconnected', () => reject(new Error('The browser went away.')));
      });
      failed.catch(() => {}); // closing the browser ends it too
      return await Promise.race([use(page, () => page.goto(`http://127.0.0.1:${port}/${path}`)), failed]);
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}
