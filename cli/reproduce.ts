/** `npm run reproduce`: runs the experiments behind the README's results, or goes on with them. */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { difference } from '../src/experiment/read-results.ts';
import { checkDesign } from '../src/experiment/design/plan.ts';
import { parts, SEEDS } from '../src/experiment/reproduce.ts';
import { SCENARIOS } from '../src/scenarios/index.ts';
import { conduct } from './experiment/conduct.ts';
import { Folder } from './experiment/folder.ts';
import { guarded, UsageError } from './usage.ts';

const HELP = `Runs the experiments behind the results table of the README: every scenario, every method, seeds ${SEEDS}.

  npm run reproduce

  --out <dir>   where to keep what was run; default artifacts/reproduce. What is there is gone on with
  --help        this text

Set FOCAL_GPU=hardware to use the machine's GPU; on a processor it takes an hour or more, and may be stopped (Ctrl-C) and
called again.
`;

export const main = (args: string[]): Promise<number> =>
  guarded(async () => {
    const { values } = parseArgs({
      args,
      options: {
        out: { type: 'string', default: 'artifacts/reproduce' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    for (const { id, design } of parts(SCENARIOS)) {
      checkDesign(design);
      const folder = Folder.open(join(values.out, id));
      const before = folder.has('results.json') ? folder.results() : null;
      const differs = before && difference(before.design, design);
      if (differs)
        throw new UsageError(
          `"${folder.path}" holds another experiment: its ${differs} differ. Take another --out, or delete it.`,
        );
      if (before?.complete) continue;
      console.error(`${id}: ${design.methods.join(', ')}`);
      const code = await conduct(folder, { design, shard: null, engine: 'auto', before });
      if (code !== 0) return code;
    }
    return 0;
  });
