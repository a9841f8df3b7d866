/** Runs what needs no GPU side by side: unit tests, types, format and lint. */
import { availableParallelism } from 'node:os';
import { together } from './together.ts';
import { guarded } from './usage.ts';

/** Scripts of package.json, the longest first. */
const SCRIPTS = ['test:unit', 'check', 'lint'];

export const main = (): Promise<number> =>
  guarded(async () => {
    const commands = SCRIPTS.map((script) => `npm run --silent ${script}`);
    const failed = await together(commands, availableParallelism(), (text) => console.log(text));
    if (failed.length > 0) throw new Error(`Failed: ${failed.join(', ')}. What they said stands above.`);
    return 0;
  });
