/** `npm run warm-start`: trains a scenario's base policy and writes the checkpoint it ships with. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseEngine } from '../src/experiment/engine-wish.ts';
import { findScenario, SCENARIO_IDS } from '../src/scenarios/index.ts';
import { runHeadless } from './headless.ts';
import { Progress } from './progress.ts';
import { asUsage, guarded, UsageError } from './usage.ts';

const HELP = `Trains a scenario's base policy on its template corpus and writes the checkpoint it ships with.

  npm run warm-start -- --scenario <id>

  --scenario <id>   one of: ${SCENARIO_IDS.join(', ')}
  --engine <name>   fused (our own GPU kernels) or ops (plain tfjs operations, the readable definition and
                    slower); default: auto, which is fused where there is WebGPU
  --out <file>      where to write; default src/scenarios/<id>/base.json
  --help            this text

Runs on WebGPU in headless Chromium: the machine's GPU with FOCAL_GPU=hardware, otherwise the processor.
`;

export const main = (args: string[]): Promise<number> =>
  guarded(async () => {
    const { values } = parseArgs({
      args,
      options: {
        scenario: { type: 'string' },
        engine: { type: 'string', default: 'auto' },
        out: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    if (!values.scenario) throw new UsageError('--scenario is missing.');
    const { id } = asUsage(() => findScenario(values.scenario!));
    const engine = asUsage(() => parseEngine(values.engine, '--engine'));
    const out = values.out ?? fileURLToPath(new URL(`../src/scenarios/${id}/base.json`, import.meta.url));
    const progress = new Progress();
    await runHeadless({ type: 'warm-start', scenario: id, backend: 'webgpu', engine }, (report) => {
      if (report.type === 'warm-start-progress')
        progress.show(
          `warm start: step ${report.step} of ${report.steps}, loss ${report.loss.toFixed(3)} nats per token`,
          report.step === report.steps,
        );
      if (report.type !== 'warm-start-done') return false;
      writeFileSync(out, `${JSON.stringify(report.checkpoint)}\n`);
      console.log(`wrote ${out}\n\n| criterion | target | corpus | base policy |\n|---|---|---|---|`);
      for (const { id: criterion, target, corpus, measured } of report.rates)
        console.log(
          `| ${criterion} | ${target?.toFixed(2) ?? '-'} | ${corpus.toFixed(3)} | ${measured.toFixed(3)} |`,
        );
      return true;
    });
    return 0;
  });
