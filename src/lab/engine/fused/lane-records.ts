/** Writes a lane's tables the way the kernels read them. */
import { encodeImperfections, isHonest } from '../../judge/imperfections.ts';
import { textKey } from '../../random/draw.ts';
import { METHODS } from '../../reward/methods/index.ts';
import { FINISHES } from '../../reward/methods/method.ts';
import { categories, normalisedPrior } from '../../reward/reward.ts';
import { SCALE_REWARDS } from '../../reward/reward.wgsl.ts';
import { weightAt } from '../../rubric/criterion.ts';
import { encodeDetector } from '../../rubric/detectors/index.ts';
import type { UpdateSettings } from '../../update/pass.ts';
import { LOSS_TYPES } from '../../wgsl/answer-weight.ts';
import { CLOCK_WORDS, LaneWriter, MAX_CRITERIA, TABLE_WORDS, writeClock } from '../../wgsl/lane.ts';
import type { AdamSettings } from '../../policy/adam.ts';
import type { LaneTables } from '../engine.ts';

/** What a criterion that nothing detects is judged by: a number no detector has. */
const NO_DETECTOR = { detector: 0xffffffff, settings: [], table: undefined };

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
  writer.count('finish', FINISHES.indexOf(method.finish));
  writer.count('scaleRewards', SCALE_REWARDS.indexOf(training.scaleRewards));
  writer.count('matchRewardScale', Number(training.matchRewardScale));
  writer.count('dropSilentGroups', Number(training.dropSilentGroups));
  writer.number('promptGamma', training.promptGamma);
  writeUpdateSettings(writer, training);
  writer.methodParameters(method.parameters.map(({ name, default: usual }) => parameters[name] ?? usual));
  const perPrompt = <Value>(value: (prompt: number) => Value) =>
    Array.from({ length: directWeights.length }, (_, prompt) => value(prompt));
  const priors = perPrompt((prompt) => normalisedPrior(criteria, prompt));
  const category = categories(criteria);
  criteria.forEach((criterion, k) => {
    const { id, kind, polarity, active, unsatisfiable, detector, judge } = criterion;
    const encoded = detector ? encodeDetector(detector) : NO_DETECTOR;
    const counts = active && !unsatisfiable;
    writer.criterion(
      k,
      {
        detector: encoded.detector,
        hardRule: Number(kind === 'hard-rule'),
        negative: Number(polarity === 'negative'),
        active: Number(active),
        counts: Number(counts),
        judged: Number(detector !== null),
        category: category[k]!,
        noise: textKey(id),
        honest: Number(isHonest(judge)),
        ...encodeImperfections(judge),
      },
      {
        prior: priors.map((prior) => prior[k]!),
        fixedWeight: perPrompt((prompt) => (counts ? directWeights[prompt]![k]! : 0)),
        currentWeight: perPrompt((prompt) => (counts ? weightAt(criterion, prompt) : 0)),
      },
      encoded.settings,
      encoded.table,
    );
  });
  return words;
}

/** Loss and optimiser settings; the learning rate travels with the clock. */
export function writeUpdateSettings(writer: LaneWriter, settings: UpdateSettings): void {
  for (const name of ['temperature', 'beta', 'adamBeta1', 'adamBeta2', 'adamEpsilon', 'maxGradNorm'] as const)
    writer.number(name, settings[name]);
  writer.number('adamRest1', 1 - settings.adamBeta1);
  writer.number('adamRest2', 1 - settings.adamBeta2);
  writer.number('clipLow', 1 - settings.epsilon);
  writer.number('clipHigh', 1 + settings.epsilonHigh);
  writer.count('lossType', LOSS_TYPES.indexOf(settings.lossType));
}

/**
 * Tables and clocks of lanes that differ in nothing but seeds 1, 2, ... and these settings.
 *
 * @param updates for each pass, how many updates went before it
 */
export function plainLanes(settings: readonly UpdateSettings[], updates: readonly number[] = [0]) {
  const tables = new Uint32Array(settings.length * TABLE_WORDS);
  const clock = new Uint32Array(settings.length * CLOCK_WORDS);
  settings.forEach((own, lane) => {
    const writer = new LaneWriter(tables.subarray(lane * TABLE_WORDS, (lane + 1) * TABLE_WORDS));
    writer.count('seed', lane + 1);
    writeUpdateSettings(writer, own);
    const rates = updates.map((before) => adamRates(own, before));
    writeClock(
      clock,
      lane,
      { active: 1, step: 0, slot: 0 },
      rates.map(({ rate }) => rate),
      rates.map(({ correction }) => correction),
    );
  });
  return { tables, clock };
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
