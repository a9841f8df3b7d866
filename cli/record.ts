/** `npm run record`: records a run of a scenario, which the page shows before anything has trained. */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseEngine } from '../src/experiment/engine-wish.ts';
import { parseSeeds } from '../src/experiment/seeds.ts';
import { thumbnail } from '../src/exchange/svg/thumbnail.ts';
import { readRecording } from '../src/lab/run/recording/read.ts';
import type { Scenario } from '../src/lab/run/scenario.ts';
import { findScenario, SCENARIO_IDS } from '../src/scenarios/index.ts';
import { activityText } from '../src/worker/activity.ts';
import { runHeadless } from './headless.ts';
import { duration, Progress } from './progress.ts';
import { asUsage, guarded, UsageError } from './usage.ts';

const HELP = `Records a run of a scenario with its own methods and settings, which the page shows at first.

  npm run record -- --scenario <id>

  --scenario <id>   one of: ${SCENARIO_IDS.join(', ')}
  --seeds <seeds>   a count (4 means 1 to 4), a range (101-104) or a list (7,9); default 4
  --engine <name>   fused (our own GPU kernels) or ops (plain tfjs operations, the readable definition and
                    slower); default: auto, which is fused where there is WebGPU
  --out <file>      where to write; default src/scenarios/<id>/recorded.json
  --thumbnail       runs nothing: draws thumbnail.svg from the recorded run that is there
  --help            this text

Beside it goes thumbnail.svg, the scenario's picture in the page's gallery. The format is described in src/lab/run/recording/format.ts. It is to stay under 100 KB: fewer seeds make it smaller.
Runs on WebGPU in headless Chromium: the machine's GPU with FOCAL_GPU=hardware, otherwise the processor.
`;

/** Draws the picture of a recorded run, beside it. */
async function draw(recorded: string, scenario: Scenario): Promise<void> {
  const { rubric, records, author } = await readRecording(
    JSON.parse(readFileSync(recorded, 'utf8')),
    scenario,
  );
  const out = join(dirname(recorded), 'thumbnail.svg');
  const text = thumbnail(rubric, records.slice(author));
  writeFileSync(out, text);
  console.log(`wrote ${out}, ${(text.length / 1000).toFixed(1)} KB`);
}

export const main = (args: string[]): Promise<number> =>
  guarded(async () => {
    const { values } = parseArgs({
      args,
      options: {
        scenario: { type: 'string' },
        seeds: { type: 'string', default: '4' },
        engine: { type: 'string', default: 'auto' },
        out: { type: 'string' },
        thumbnail: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    if (!values.scenario) throw new UsageError('--scenario is missing.');
    const found = asUsage(() => findScenario(values.scenario!));
    const { id: scenario, methods } = found;
    const seeds = asUsage(() => parseSeeds(values.seeds));
    const engine = asUsage(() => parseEngine(values.engine, '--engine'));
    const out =
      values.out ?? fileURLToPath(new URL(`../src/scenarios/${scenario}/recorded.json`, import.meta.url));
    if (values.thumbnail) {
      await draw(out, found);
      return 0;
    }
    const progress = new Progress();
    const today = new Date().toISOString().slice(0, 10);
    const plan = { scenario, methods: [...methods], seeds };
    await runHeadless({ type: 'record', plan, today, backend: 'webgpu', engine }, (report) => {
      if (report.type === 'activity' && report.activity) progress.show(activityText(report.activity));
      if (report.type === 'record-progress') {
        const { step, steps, secondsPerStep } = report.progress;
        const left = duration((steps - step) * secondsPerStep);
        progress.show(`step ${step} of ${steps}, ${left} left`, step === steps);
      }
      if (report.type !== 'record-done') return false;
      const text = `${JSON.stringify(report.recording)}\n`;
      writeFileSync(out, text);
      console.log(`wrote ${out}, ${(text.length / 1000).toFixed(1)} KB`);
      return true;
    });
    await draw(out, found);
    return 0;
  });
