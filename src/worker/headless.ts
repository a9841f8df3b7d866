/** What is asked for without a page: a run to be recorded, a scenario's base policy. */
import { tfjsReady } from '../lab/engine/device.ts';
import type { BatchShape } from '../lab/engine/engine.ts';
import { warmStartOn } from '../lab/engine/make.ts';
import { writeCheckpoint } from '../lab/policy/checkpoint.ts';
import type { WarmStartProgress } from '../lab/policy/warm-start.ts';
import { corpusAnswers, ratesOf } from '../lab/run/rates.ts';
import { scenarioShape } from '../lab/run/scenario.ts';
import { findScenario } from '../scenarios/index.ts';
import type { Equipment } from './equipment.ts';
import type { Command, Report } from './protocol.ts';

type Headless = Extract<Command, { type: 'record' | 'warm-start' }>;

export function obeyHeadless(
  command: Headless,
  equipment: Equipment,
  report: (report: Report) => void,
): Promise<void> {
  switch (command.type) {
    case 'record':
      return record(command, equipment, report);
    case 'warm-start':
      return warmStart(command, equipment, report);
  }
}

async function record(
  command: Extract<Headless, { type: 'record' }>,
  equipment: Equipment,
  report: (report: Report) => void,
): Promise<void> {
  const { plan, backend, engine } = command;
  const scenario = findScenario(plan.scenario);
  const device = await equipment.open(backend);
  const base = await equipment.basePolicy(scenario, device, { engine, fresh: false });
  const make = async (batch: BatchShape) => (await equipment.engine(engine, device, batch)).engine;
  const { recordRun } = await import('../experiment/record.ts');
  const recording = await recordRun(
    { ...plan, scenario },
    base,
    device.info,
    command.today,
    make,
    (progress) => report({ type: 'record-progress', progress }),
  );
  report({ type: 'record-done', recording });
}

async function warmStart(
  command: Extract<Headless, { type: 'warm-start' }>,
  equipment: Equipment,
  report: (report: Report) => void,
): Promise<void> {
  const scenario = findScenario(command.scenario);
  const shape = scenarioShape(scenario);
  const { info } = await equipment.open(command.backend);
  const train = warmStartOn(command.engine, info);
  const parameters = await train(shape, scenario.mixture, scenario.warmStart, (progress: WarmStartProgress) =>
    report({ type: 'warm-start-progress', ...progress }),
  );
  await tfjsReady();
  const { measureBaseRates } = await import('../lab/engine/base-rates.ts');
  const measured = await measureBaseRates(parameters, shape, scenario.rubric, 20);
  const inCorpus = ratesOf(corpusAnswers(scenario, 20_000), scenario.rubric);
  report({
    type: 'warm-start-done',
    checkpoint: writeCheckpoint(shape, parameters),
    rates: scenario.rubric.map(({ id: criterion, baseRate }, k) => ({
      id: criterion,
      target: baseRate ?? null,
      corpus: inCorpus[k]!,
      measured: measured[k]!,
    })),
  });
}
