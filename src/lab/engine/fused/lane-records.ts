/** Writes a lane's tables the way the kernels read them. */
import { METHODS } from '../../reward/methods/index.ts';
import { normalisedPrior } from '../../reward/reward.ts';
import { LOSS_TYPES, SCALE_REWARDS } from '../../reward/reward.wgsl.ts';
import { encodeDetector } from '../../rubric/detectors/index.ts';
import { LaneWriter, MAX_CRITERIA, TABLE_WORDS } from '../../wgsl/lane.ts';
import type { AdamSettings } from '../../policy/adam.ts';
import type { LaneTables } from '../engine.ts';

/** @throws when there are more criteria than a record holds */
export function laneRecord(tables: LaneTables): Uint32Array<ArrayBuffer> {
  const { seed, method, parameters, criteria, directWeights, training } = tables;
  if (criteria.length > MAX_CRITERIA)
    throw new Error(`The rubric has ${criteria.length} criteria; at most ${MAX_CRITERIA} fit.`);
  const words = new Uint32Array(TABLE_WORDS);
  const writer = new LaneWriter(words);
  writer.count('seed', seed);
  writer.count('criteria', criteria.length);
  writer.count(
    'method',
    METHODS.findIndex(({ id }) => id === method.id),
  );
  writer.count('scaleRewards', SCALE_REWARDS.indexOf(training.scaleRewards));
  writer.count('lossType', LOSS_TYPES.indexOf(training.lossType));
  writer.number('temperature', training.temperature);
  writer.number('clipLow', 1 - training.epsilon);
  writer.number('clipHigh', 1 + training.epsilonHigh);
  writer.number('beta', training.beta);
  writer.number('adamBeta1', training.adamBeta1);
  writer.number('adamBeta2', training.adamBeta2);
  writer.number('adamEpsilon', training.adamEpsilon);
  writer.number('maxGradNorm', training.maxGradNorm);
  writer.methodParameters(method.parameters.map(({ name, default: usual }) => parameters[name] ?? usual));
  const prior = normalisedPrior(criteria);
  criteria.forEach(({ kind, active, unsatisfiable, weight, detector }, k) => {
    const encoded = encodeDetector(detector);
    const counts = active && !unsatisfiable;
    writer.criterion(
      k,
      {
        detector: encoded.detector,
        hardRule: Number(kind === 'hard-rule'),
        active: Number(active),
        counts: Number(counts),
      },
      {
        prior: prior[k]!,
        fixedWeight: counts ? directWeights[k]! : 0,
        currentWeight: counts ? weight : 0,
      },
      encoded.settings,
    );
  });
  return words;
}

/** Learning rate and second-moment correction of the update that follows `updates` others. */
export function adamRates(
  { learningRate, adamBeta1, adamBeta2 }: AdamSettings,
  updates: number,
): { rate: number; correction: number } {
  return {
    rate: learningRate / (1 - adamBeta1 ** (updates + 1)),
    correction: 1 / (1 - adamBeta2 ** (updates + 1)),
  };
}
