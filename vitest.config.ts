import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumLaunch } from './cli/chromium.ts';

export default defineConfig({
  test: {
    projects: [
      {
        extends: './vite.config.ts',
        test: {
          name: 'node',
          environment: 'node',
          include: ['{src,cli}/**/*.test.ts'],
          exclude: ['**/*.{gpu,browser}.test.ts'],
          isolate: false, // what files import is loaded once per process: nearly half of the time
          testTimeout: 60_000, // a busy machine is no failure
        },
      },
      {
        extends: './vite.config.ts',
        test: {
          name: 'gpu',
          include: ['src/**/*.{gpu,browser}.test.ts'],
          fileParallelism: false, // SwiftShader uses every core
          testTimeout: 240_000, // other tests run beside them
          hookTimeout: 240_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromiumLaunch() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
