/** What one picture of the main screen costs its thread while a long run goes on at full speed, from a browser's trace. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright';
import { build, preview } from 'vite';
import { chromiumLaunch } from '../cli/chromium.ts';
import { perFrame, type FrameCost, type TraceEvent } from './trace.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const configFile = join(root, 'vite.config.ts');

export interface FramesAsked {
  methods: string;
  criteria: number;
  seeds: number;
  steps: number;
  /** Steps that are there before the measurement. */
  before: number;
  perPicture: number;
  viewport: { width: number; height: number };
}

export const USUAL: FramesAsked = {
  methods: 'static-prior,static-uniform,focal-uniform,focal-prior',
  criteria: 8,
  seeds: 8,
  steps: 2000,
  before: 1700,
  perPicture: 1,
  viewport: { width: 1440, height: 900 },
};

/** @param served an address where the page of `bench/screen` is already served, instead of building it */
export async function frames(asked: FramesAsked, served?: string): Promise<FrameCost[]> {
  if (served) return inBrowser((browser) => trace(browser, asked, served));
  const outDir = mkdtempSync(join(tmpdir(), 'focal-lab-screen-'));
  const input = join(root, 'bench/screen/index.html');
  await build({
    root,
    configFile,
    logLevel: 'error',
    build: { outDir, emptyOutDir: true, rollupOptions: { input } },
  });
  const server = await preview({
    root,
    configFile,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const { port } = server.httpServer.address() as { port: number };
  try {
    return await inBrowser((browser) => trace(browser, asked, `http://127.0.0.1:${port}`));
  } finally {
    await server.close();
    rmSync(outDir, { recursive: true, force: true });
  }
}

async function inBrowser<Result>(use: (browser: Browser) => Promise<Result>): Promise<Result> {
  const browser = await chromium.launch(chromiumLaunch());
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}

async function trace(browser: Browser, asked: FramesAsked, address: string): Promise<FrameCost[]> {
  const page: Page = await browser.newPage({ viewport: asked.viewport });
  const { methods, criteria, seeds, steps, before, perPicture } = asked;
  await page.goto(
    `${address}/bench/screen/index.html?methods=${methods}&criteria=${criteria}&seeds=${seeds}&steps=${steps}`,
  );
  await page.waitForFunction(() => 'feed' in window && window.screenRun.ready);
  await page.evaluate((count) => window.feed(count), before);
  await page.evaluate(([to, by]) => window.play(to!, by!), [before + 60, perPicture]); // code gets warm
  await browser.startTracing(page, {
    categories: [
      'toplevel',
      'devtools.timeline',
      'disabled-by-default-devtools.timeline',
      'v8',
      '__metadata',
    ],
  });
  await page.evaluate(([to, by]) => window.play(to!, by!), [steps, perPicture]);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[];
  };
  return perFrame(traceEvents);
}
