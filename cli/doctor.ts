/** Checks that a machine has what the tests need, and says in one line what is missing. */
import { chromiumLaunch } from './chromium.ts';
import { guarded } from './usage.ts';

export const main = (): Promise<number> =>
  guarded(async () => {
    chromiumLaunch();
    return 0;
  });
