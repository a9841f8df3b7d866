/** Checks that a machine has what the tests need, and says in one line what is missing. */
import { spawnSync } from 'node:child_process';
import { chromiumLaunch } from './chromium.ts';
import { guarded } from './usage.ts';

/** Exports are Python, and their tests run it. */
function requirePython(): void {
  const asked = 'import sys; sys.exit(sys.version_info < (3, 10))';
  if (spawnSync('python3', ['-c', asked]).status !== 0)
    throw new Error(
      'python3 of 3.10 or newer is needed for the tests of exports (Debian: sudo apt-get install -y python3).',
    );
}

export const main = (): Promise<number> =>
  guarded(async () => {
    chromiumLaunch();
    requirePython();
    return 0;
  });
