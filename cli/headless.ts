/** Runs one worker command in headless Chromium, served from the sources, and hands its reports on. */
import type { Command, Report } from '../src/worker/protocol.ts';
import { withPage } from './served-page.ts';

/**
 * @param onReport gets every report until it returns true, which ends the session
 * @throws when the browser, the page or the worker fails
 */
export const runHeadless = (
  command: Command,
  onReport: (report: Report) => boolean | Promise<boolean>,
): Promise<void> =>
  withPage('cli/page.html', {}, async (page, open) => {
    const done = new Promise<void>((resolve, reject) => {
      const receive = async (report: Report) => {
        if (report.type === 'failed') reject(new Error(report.message));
        else if (await onReport(report)) resolve();
      };
      const start = async () => {
        await page.exposeFunction('focalReport', (report: Report) => receive(report).catch(reject));
        await open();
        await page.waitForFunction(() => 'focalSend' in window);
        await page.evaluate((sent) => window.focalSend(sent), command);
      };
      start().catch(reject);
    });
    await done;
  });
