/** `npm run experiment`: runs methods times seeds of a scenario headless and writes what came out. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { metricsCsv } from '../src/exchange/csv.ts';
import { parseEngine } from '../src/experiment/engine-wish.ts';
import type { Results } from '../src/experiment/results.ts';
import { parseSeeds } from '../src/experiment/seeds.ts';
import { resultsTable } from '../src/experiment/table.ts';
import { parseSettings } from '../src/experiment/settings.ts';
import { findMethod, METHOD_IDS } from '../src/lab/reward/methods/index.ts';
import { findScenario, SCENARIO_IDS } from '../src/scenarios/index.ts';
import { activityText } from '../src/worker/activity.ts';
import { runHeadless } from './headless.ts';
import { duration, Progress } from './progress.ts';
import { asUsage, guarded, UsageError } from './usage.ts';

const HELP = `Runs methods times seeds of a scenario, all in lock-step from one base policy, and compares them.

  npm run experiment -- --scenario forgotten-footnote --methods static-prior,focal-prior --seeds 2 --out out

  --scenario <id>      one of: ${SCENARIO_IDS.join(', ')}
  --methods <list>     comma-separated; default: the scenario's. Known: ${METHOD_IDS.join(', ')}
  --seeds <seeds>      a count (8 means 1 to 8), a range (101-108) or a list (7,9); default 2
  --steps <n>          training steps; default: the scenario's
  --set <name=value>   overrides a training setting (learningRate, numGenerations, beta, ...) or a method's
                       parameter (focal.gamma, focal.tau, focal.epsilon); may be repeated
  --engine <name>      fused (our own GPU kernels) or ops (plain tfjs operations, the readable definition and
                       slower); default: auto, which is fused where there is WebGPU
  --out <dir>          where to write results.json and metrics.csv; made if it does not exist
  --help               this text

Runs on WebGPU in headless Chromium: the machine's GPU with FOCAL_GPU=hardware, otherwise the processor.
Exit code 0: done. 1: it failed. 2: a flag is wrong.
`;

export const main = (args: string[]): Promise<number> =>
  guarded(async () => {
    const { values } = parseArgs({
      args,
      options: {
        scenario: { type: 'string' },
        methods: { type: 'string' },
        seeds: { type: 'string', default: '2' },
        steps: { type: 'string' },
        set: { type: 'string', multiple: true, default: [] },
        engine: { type: 'string', default: 'auto' },
        out: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    const engine = asUsage(() => parseEngine(values.engine, '--engine'));
    const plan = asUsage(() => {
      if (!values.scenario) throw new Error('--scenario is missing.');
      const scenario = findScenario(values.scenario);
      const methods = values.methods?.split(',').map((id) => id.trim()) ?? scenario.methods;
      methods.forEach(findMethod);
      const settings = [...values.set, ...(values.steps === undefined ? [] : [`steps=${values.steps}`])];
      return {
        scenario: scenario.id,
        methods: [...new Set(methods)],
        seeds: parseSeeds(values.seeds),
        ...parseSettings(settings, scenario.training),
      };
    });
    const out = writableFolder(values.out);
    const lanes = plan.methods.length * plan.seeds.length;
    const progress = new Progress();
    progress.show(`${lanes} lanes: ${plan.methods.join(', ')} on seeds ${plan.seeds.join(', ')}`);
    await runHeadless({ type: 'experiment', plan, backend: 'webgpu', engine }, (report) => {
      if (report.type === 'device') progress.show(`computing on ${report.info.label}`, true);
      if (report.type === 'activity' && report.activity) progress.show(activityText(report.activity));
      if (report.type === 'experiment-progress') {
        const { step, steps, secondsPerStep } = report.progress;
        const left = duration((steps - step) * secondsPerStep);
        progress.show(
          `step ${step} of ${steps}, ${secondsPerStep.toFixed(2)} s per step, ${left} left`,
          step === steps,
        );
      }
      if (report.type !== 'experiment-done') return false;
      write(out, report.results);
      return true;
    });
    return 0;
  });

/** Makes the folder and proves that it can be written to, before hours are spent. */
function writableFolder(path: string | undefined): string {
  if (!path) throw new UsageError('--out is missing.');
  try {
    makeFolder(resolve(path));
    const probe = join(path, '.focal-lab-probe');
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new UsageError(`Cannot write to --out "${path}": ${(error as NodeJS.ErrnoException).code}.`);
  }
  return path;
}

/** Like mkdir's own recursive option, which on Node 20 never returns where the system answers ENOENT (/proc). */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

function write(out: string, results: Results): void {
  writeFileSync(join(out, 'results.json'), JSON.stringify(results));
  writeFileSync(join(out, 'metrics.csv'), metricsCsv(results));
  const { device } = results;
  console.log(resultsTable(results));
  console.log(
    `Final values: mean of the last 10 steps, then over seeds with the sample standard deviation. Every seed ` +
      `starts from the scenario's base policy.\n${device.label}, engine ${device.engine}, ` +
      `${device.secondsPerStep.toFixed(2)} s and ${device.dispatchesPerStep ?? 'unknown'} dispatches per step.\n` +
      `Wrote ${join(out, 'results.json')} and ${join(out, 'metrics.csv')}.`,
  );
}
