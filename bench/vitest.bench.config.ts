/** Runs the checks of the benchmark's peers in a browser: `npx vitest run --config bench/vitest.bench.config.ts`. */
import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, mergeConfig } from 'vitest/config';
import { chromiumLaunch } from '../cli/chromium.ts';
import app from '../vite.config.ts';

export default mergeConfig(
  app,
  defineConfig({
    root: fileURLToPath(new URL('..', import.meta.url)),
    cacheDir: 'node_modules/.vite-bench', // the app's own dependency cache stays as it is
    optimizeDeps: { include: ['@jax-js/jax'] },
    test: {
      name: 'bench',
      include: ['bench/**/*.gpu.test.ts'],
      fileParallelism: false, // SwiftShader uses every core
      testTimeout: 300_000,
      hookTimeout: 120_000,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        provider: playwright({ launchOptions: chromiumLaunch() }),
        instances: [{ browser: 'chromium' }],
      },
    },
  }),
);
