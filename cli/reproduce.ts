/** `npm run reproduce`: runs the experiments behind the README's results, or goes on with them. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { difference } from '../src/experiment/read-results.ts';
import { checkDesign } from '../src/experiment/design/plan.ts';
import { digest, type Digest } from '../src/experiment/digest.ts';
import { parts, SEEDS } from '../src/experiment/reproduce.ts';
import { findScenario, SCENARIOS } from '../src/scenarios/index.ts';
import type { Design } from '../src/experiment/design/design.ts';
import type { Results } from '../src/experiment/results.ts';
import { resultsFrom } from '../src/experiment/run/results-from.ts';
import { conduct, NO_DEVICE } from './experiment/conduct.ts';
import { Folder } from './experiment/folder.ts';
import { withMeasured } from './reproduce/notes.ts';
import { withResults } from './reproduce/readme.ts';
import { asUsage, guarded, UsageError } from './usage.ts';

const HELP = `Runs the experiments behind the results table of the README: every scenario
with static and focal weights and its own remedies, seeds ${SEEDS}.

  npm run reproduce

  --out <dir>        where to keep what was run; default artifacts/reproduce. What is there is gone on with
  --scenario <list>  runs only these scenarios, and writes no tables: that is for the last call, without it
  --so-far           runs nothing: writes the tables from what is there, and says what is missing
  --help             this text

Writes docs/results.json, and from it the tables of README.md and what was measured in src/scenarios/*/note.md. Set FOCAL_GPU=hardware to use the machine's GPU; on a
processor it takes an hour or more, and may be stopped (Ctrl-C) and called again.
`;

/** Where the results of the README are kept, from the root of the repository. */
const DIGEST = 'docs/results.json';

/** Writes the digest, and from it the README's tables and what the notes of scenarios say was measured. */
async function writeDigest(made: Digest): Promise<void> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  writeFileSync(join(root, DIGEST), `${JSON.stringify(made)}\n`);
  const readme = join(root, 'README.md');
  writeFileSync(readme, await withResults(readFileSync(readme, 'utf8'), made));
  for (const scenario of SCENARIOS) {
    const note = join(root, 'src/scenarios', scenario.id, 'note.md');
    if (existsSync(note)) writeFileSync(note, await withMeasured(readFileSync(note, 'utf8'), scenario, made));
    else console.error(`${note} is not there: write it, and what was measured goes into it.`);
  }
  console.log(`Wrote ${DIGEST}, and from it the tables of README.md and the notes of scenarios.`);
}

/** Results of what has not begun. */
const nothingOf = (design: Design): Results =>
  resultsFrom({
    ...{ design, shard: null, date: '', device: NO_DEVICE, runs: [], forks: [], checkpoint: null },
  });

export const main = (args: string[]): Promise<number> =>
  guarded(async () => {
    const { values } = parseArgs({
      args,
      options: {
        out: { type: 'string', default: 'artifacts/reproduce' },
        scenario: { type: 'string' },
        'so-far': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const wanted = values.scenario?.split(',').map((id) => asUsage(() => findScenario(id)));
    const all = parts(wanted ?? SCENARIOS).map(({ id, design }) => {
      checkDesign(design);
      const folder = Folder.open(join(values.out, id));
      const before = folder.has('results.json') ? folder.results() : null;
      const differs = before && difference(before.design, design);
      if (differs)
        throw new UsageError(
          `"${folder.path}" holds another experiment: its ${differs} differ. Take another --out, or delete it.`,
        );
      return { id, design, folder, before };
    });
    for (const { id, design, folder, before } of all) {
      if (before?.complete || values['so-far']) continue;
      console.error(`${id}: ${design.methods.join(', ')}`);
      const code = await conduct(folder, { design, shard: null, engine: 'auto', before });
      if (code !== 0) return code;
    }
    if (wanted) return 0;
    const known = all.map(({ design, folder }) =>
      folder.has('results.json') ? folder.results() : nothingOf(design),
    );
    await writeDigest(digest(known));
    return 0;
  });
