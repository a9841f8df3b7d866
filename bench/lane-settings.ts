/** Lane records for the benchmarks: the same settings for every lane. */
import { adamRates } from '../src/lab/engine/fused/lane-records.ts';
import type { UpdateSettings } from '../src/lab/update/pass.ts';
import { CLOCK_WORDS, LaneWriter, TABLE_WORDS, writeClock } from '../src/lab/wgsl/lane.ts';

/** Tables and clocks of lanes that train with some settings, seeds 1, 2, ... */
export function trainingSettings(count: number, settings: UpdateSettings) {
  const lanes = new Uint32Array(count * TABLE_WORDS);
  const clock = new Uint32Array(count * CLOCK_WORDS);
  const rates = [0, 1].map((update) => adamRates(settings, update));
  for (let lane = 0; lane < count; lane++) {
    const table = new LaneWriter(lanes.subarray(lane * TABLE_WORDS, (lane + 1) * TABLE_WORDS));
    table.count('seed', lane + 1);
    for (const name of [
      'temperature',
      'beta',
      'adamBeta1',
      'adamBeta2',
      'adamEpsilon',
      'maxGradNorm',
    ] as const)
      table.number(name, settings[name]);
    table.number('clipLow', 1 - settings.epsilon);
    table.number('clipHigh', 1 + settings.epsilonHigh);
    writeClock(
      clock,
      lane,
      { active: 1, step: 0, slot: 0 },
      rates.map(({ rate }) => rate),
      rates.map(({ correction }) => correction),
    );
  }
  return { lanes, clock };
}

/** The same for lanes that only sample. */
export const samplingSettings = (count: number, temperature: number) =>
  trainingSettings(count, {
    temperature,
    learningRate: 0,
    adamBeta1: 0.9,
    adamBeta2: 0.99,
    adamEpsilon: 1e-8,
    maxGradNorm: 0,
    beta: 0,
    epsilon: 0.2,
    epsilonHigh: 0.2,
    lossType: 'dapo',
  });
