/** `npm run experiment`: runs methods times seeds of scenarios headless, compares them, and writes what came out. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseEngine } from '../src/experiment/engine-wish.ts';
import { mergeResults } from '../src/experiment/merge.ts';
import {
  difference,
  readResults,
  shardText,
  type ExperimentResults,
} from '../src/experiment/read-results.ts';
import { jobsOf, shardSeeds } from '../src/experiment/design/plan.ts';
import type { EngineWish } from '../src/lab/engine/make.ts';
import { LAB_IDS } from '../src/neighbours/index.ts';
import { METHOD_IDS } from '../src/lab/reward/methods/index.ts';
import { STUDIES } from '../src/experiment/studies/index.ts';
import { SCENARIO_IDS } from '../src/scenarios/index.ts';
import { conduct } from './experiment/conduct.ts';
import { designOf, parseShard, saysDesign } from './experiment/design-of.ts';
import { Folder } from './experiment/folder.ts';
import { WRITTEN, writeAll } from './experiment/outcome.ts';
import { labMain } from './lab/main.ts';
import { asUsage, guarded, UsageError } from './usage.ts';

const HELP = `Runs methods times seeds of one or more scenarios, all from one base policy, and compares them.

  npm run experiment -- --scenario forgotten-footnote --methods static-prior,focal-prior --seeds 8 --out out

What is run
  --scenario <list>    ids or scenario files: ${SCENARIO_IDS.join(', ')}
  --methods <list>     default: the first scenario's. Known: ${METHOD_IDS.join(', ')}
  --seeds <seeds>      a count (8 means 1 to 8), a range (101-108) or a list (7,9); default 2
  --steps <n>          training steps; default: each scenario's
  --set <name=value>   a training setting (learningRate, numGenerations, beta, ...) or a method's parameter
                       (focal.gamma, focal.tau, ...) of all runs; may be repeated
  --ablate <name=list> runs every value, e.g. gamma=0,1,3; repeated, every combination. Also prior.skew,
                       judge.falseNegative, judge.falsePositive, judge.leak, and training settings
  --baseline <list>    methods that the others are compared with; default: the first
  --study <id>         one of the paper's questions: ${STUDIES.map(({ id }) => id).join(', ')}
  --lab <id>           the study of a neighbouring paper's lab instead: ${LAB_IDS.join(', ')}.
                       Takes --scenario, --arms, --seeds, --steps and --set of its own: --lab <id> --help lists them
  --arms <list>        with --lab: what is compared
How
  --engine <name>      fused (our own GPU kernels) or ops (plain tfjs operations, the readable definition and
                       slower); default: auto, which is fused where there is WebGPU
  --out <dir>          where to write; made if it does not exist
  --resume             goes on with what --out holds; the other flags may be left out then
  --force              overwrites what --out holds
  --shard <i/n>        runs only the i-th of n parts of the seeds, e.g. on the i-th of n machines
  --merge <dirs...>    merges the shards in these folders into --out; nothing is run
  --help               this text

Writes results.json (of a lab lab.json, and comparisons.csv and .md), metrics.csv, report.html (one page that opens
offline) and figures/*.svg. Ctrl-C stops after the
step under way and leaves partial results, which --resume goes on with. Runs on WebGPU in headless Chromium: the
machine's GPU with FOCAL_GPU=hardware, otherwise the processor.
Exit code 0: done. 1: it failed. 2: a flag is wrong. 130: stopped.
`;

export const main = (args: string[]): Promise<number> =>
  guarded(async () => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        scenario: { type: 'string' },
        methods: { type: 'string' },
        seeds: { type: 'string' },
        steps: { type: 'string' },
        set: { type: 'string', multiple: true, default: [] },
        ablate: { type: 'string', multiple: true, default: [] },
        baseline: { type: 'string' },
        study: { type: 'string' },
        engine: { type: 'string', default: 'auto' },
        out: { type: 'string' },
        resume: { type: 'boolean', default: false },
        force: { type: 'boolean', default: false },
        shard: { type: 'string' },
        merge: { type: 'string', multiple: true, default: [] },
        lab: { type: 'string' },
        arms: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.lab !== undefined) {
      if (positionals.length > 0) throw new UsageError(`"${positionals[0]!}" is not understood.`);
      const { methods, ablate, baseline, shard, merge: shards, ...call } = values;
      return labMain({
        ...call,
        lab: values.lab,
        others: { methods, ablate, baseline, shard, merge: shards },
      });
    }
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    if (values.arms !== undefined)
      throw new UsageError('--arms goes with --lab; without it, take --methods.');
    const { scenario, methods, seeds, steps, set, ablate, baseline, study, resume, force } = values;
    const flags = { scenario, methods, seeds, steps, set, ablate, baseline, study };
    const merged = [...values.merge, ...(values.merge.length > 0 ? positionals : [])];
    if (merged.length > 0) {
      if (saysDesign(flags) || resume || values.shard !== undefined)
        throw new UsageError('--merge runs nothing: it goes with --out and --force alone.');
      return merge(merged, values.out, force);
    }
    if (positionals.length > 0) throw new UsageError(`"${positionals[0]!}" is not understood.`);
    const engine = asUsage(() => parseEngine(values.engine, '--engine'));
    if (resume && force)
      throw new UsageError('--resume and --force do not go together: go on with it, or overwrite it.');

    if (resume) {
      const folder = Folder.existing(values.out);
      const before = asUsage(() => folder.results());
      asUsage(() => {
        if (saysDesign(flags)) sameAs(before, flags, folder.path);
        const shard = parseShard(values.shard, before.design);
        if (values.shard !== undefined && JSON.stringify(shard) !== JSON.stringify(before.shard))
          throw new Error(`"${folder.path}" holds ${shardText(before.shard)}, not ${shardText(shard)}.`);
      });
      if (before.complete) {
        writeAll(folder, before); // what is written last may be what was cut short
        console.log('Nothing was left to run.');
        return 0;
      }
      return conduct(folder, { ...before, engine: asUsage(() => sameEngine(before, engine)), before });
    }

    const design = asUsage(() => designOf(flags));
    const shard = asUsage(() => parseShard(values.shard, design));
    const folder = Folder.open(values.out);
    refuseToOverwrite(folder, force);
    const runs = jobsOf(design, shard).length;
    const lines = [
      runs > 0 &&
        `${runs} runs: ${design.methods.join(', ')} on seeds ${shardSeeds(design.seeds, shard).join(', ')}`,
      design.forkTest && `fork tests on seeds ${shardSeeds(design.seeds, shard).join(', ')}`,
    ];
    for (const line of lines) if (line) console.error(line);
    return conduct(folder, { design, shard, engine, before: null });
  });

/** What was begun on one engine goes on with it: between engines, runs agree but not bit for bit. */
function sameEngine({ device: { engine }, runs }: ExperimentResults, wish: EngineWish): EngineWish {
  if (runs.length === 0) return wish;
  const before = parseEngine(engine, 'the engine of the results');
  if (wish !== 'auto' && wish !== before)
    throw new Error(
      `--engine is "${wish}", but what is there was computed by ${before}: leave it out, or take another --out.`,
    );
  return before;
}

/** Whatever flags are given with --resume must ask for what is there. */
function sameAs(before: ExperimentResults, flags: Parameters<typeof designOf>[0], path: string): void {
  const differs = difference(before.design, designOf(flags));
  if (differs !== null)
    throw new Error(
      `"${path}" holds another experiment: its ${differs} differ. Leave the flags out to go on with it, or take another --out.`,
    );
}

function refuseToOverwrite(folder: Folder, force: boolean): void {
  const there = WRITTEN.filter((name) => folder.has(name));
  if (there.length === 0) return;
  if (!force)
    throw new UsageError(
      there.includes('results.json')
        ? `"${folder.path}" holds results already: --resume goes on with them, --force overwrites them.`
        : `"${folder.path}" holds ${there.join(', ')} already: take another folder, or overwrite it with --force.`,
    );
  for (const name of ['checkpoint.json', 'figures', 'tables']) folder.remove(name);
}

function merge(paths: readonly string[], out: string | undefined, force: boolean): number {
  const parts = asUsage(() =>
    paths.map((path) => {
      const where = path.endsWith('.json') ? path : join(path, 'results.json');
      if (!existsSync(where)) throw new Error(`There is no ${where} to merge.`);
      return { where, results: readResults(readFileSync(where, 'utf8'), where) };
    }),
  );
  const results = asUsage(() => mergeResults(parts));
  const folder = Folder.open(out);
  refuseToOverwrite(folder, force);
  writeAll(folder, results);
  return 0;
}
