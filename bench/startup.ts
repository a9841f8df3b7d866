/** Time from opening the built page to its first training step, in a new browser and after a reload. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright';
import { build, preview } from 'vite';
import { chromiumLaunch } from '../cli/chromium.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const configFile = join(root, 'vite.config.ts');

export interface Startup {
  coldMs: number;
  warmMs: number;
}

/** @throws when the page does not train */
export async function startup(): Promise<Startup> {
  const outDir = mkdtempSync(join(tmpdir(), 'focal-lab-bench-'));
  await build({ root, configFile, logLevel: 'error', build: { outDir, emptyOutDir: true } });
  const server = await preview({
    root,
    configFile,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const profile = mkdtempSync(join(tmpdir(), 'focal-lab-profile-'));
  const { port } = server.httpServer.address() as { port: number };
  try {
    const browser = await chromium.launchPersistentContext(profile, chromiumLaunch());
    try {
      const page = await browser.newPage();
      const address = `http://127.0.0.1:${port}/`;
      const coldMs = await firstStep(page, () => page.goto(address));
      const warmMs = await firstStep(page, () => page.reload());
      return { coldMs, warmMs };
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
    for (const folder of [outDir, profile]) rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens the page, presses play as soon as it can be pressed, and waits for the first outcome. */
async function firstStep(page: Page, open: () => Promise<unknown>): Promise<number> {
  await open();
  await page.waitForFunction(
    () => {
      const play = document.querySelector<HTMLButtonElement>('button.play');
      if (!play || play.disabled) return false;
      play.click();
      return true;
    },
    undefined,
    { polling: 20, timeout: 120_000 },
  );
  const shown = await page.waitForFunction(
    () => document.querySelector('[data-testid^="outcome-"]') && performance.now(),
    undefined,
    { polling: 20, timeout: 120_000 },
  );
  return (await shown.jsonValue()) as number;
}
