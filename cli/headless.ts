/** Runs one worker command in headless Chromium, served from the sources, and hands its reports on. */
import type { LaunchOptions, Page } from 'playwright';
import type { Command, Report } from '../src/worker/protocol.ts';
import { carried, carry } from './experiment/carried.ts';
import { withPage } from './served-page.ts';

/**
 * @param onReport gets every report until it returns true, which ends the session; may send further commands
 * @param launch options of the browser, over the usual ones
 * @throws when the browser, the page or the worker fails
 */
export const runHeadless = (
  command: Command,
  onReport: (report: Report, send: (command: Command) => void) => boolean | Promise<boolean>,
  launch: LaunchOptions = {},
): Promise<void> => {
  const run = async (page: Page, open: () => Promise<unknown>) => {
    const done = new Promise<void>((resolve, reject) => {
      const send = (sent: Command) =>
        page.evaluate((text) => window.focalSend(text), carry(sent)).catch(reject);
      const receive = async (text: string) => {
        const report = carried<Report>(text);
        if (report.type === 'failed') reject(new Error(report.message));
        else if (await onReport(report, (next) => void send(next))) resolve();
      };
      const start = async () => {
        await page.exposeFunction('focalReport', (text: string) => receive(text).catch(reject));
        await open();
        await page.waitForFunction(() => 'focalSend' in window);
        await send(command);
      };
      start().catch(reject);
    });
    await done;
  };
  return withPage('cli/page.html', {}, run, launch);
};
