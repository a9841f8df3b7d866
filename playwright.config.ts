import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from './cli/chromium.ts';

/** The built page, and the sources as the dev server serves them: import order has failed in only one before. */
export const BUILT = 'http://127.0.0.1:4317';
export const DEV = 'http://127.0.0.1:4318';

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  snapshotPathTemplate: 'e2e/looks/{arg}{ext}',
  workers: 2, // SwiftShader alone keeps one and a half of two cores busy
  fullyParallel: true,
  timeout: 240_000,
  expect: { timeout: 90_000 }, // the first step compiles a hundred shaders
  reporter: [['list']],
  use: { baseURL: BUILT, launchOptions: chromiumLaunch(), viewport: { width: 1440, height: 900 } },
  webServer: [
    { command: 'npx vite preview --host 127.0.0.1 --port 4317 --strictPort', url: BUILT },
    { command: 'npx vite --host 127.0.0.1 --port 4318 --strictPort', url: DEV },
  ],
});
