/** Runs side by side what needs no build: GPU tests, unit tests, types, format and lint. */
import { availableParallelism } from 'node:os';
import { together } from './together.ts';
import { guarded } from './usage.ts';

/** Scripts of package.json, the longest first: GPU tests leave half a core of two idle. */
const SCRIPTS = ['test:gpu', 'test:unit', 'check', 'lint'];

export const main = (): Promise<number> =>
  guarded(async () => {
    const commands = SCRIPTS.map((script) => `npm run --silent ${script}`);
    const failed = await together(commands, availableParallelism(), (text) => console.log(text));
    if (failed.length > 0) throw new Error(`Failed: ${failed.join(', ')}. What they said stands above.`);
    return 0;
  });
