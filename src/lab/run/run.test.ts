import { describe, expect, it } from 'vitest';
import { findScenario, loadCheckpoint } from '../../scenarios/index.ts';
import { reduceStep, type LaneStep } from '../metrics/reduce.ts';
import { readCheckpoint, writeCheckpoint } from '../policy/checkpoint.ts';
import { initialParameters } from '../policy/parameters.ts';
import { parameterCount, parameterLayout, policyShape } from '../policy/shape.ts';
import { health } from './health.ts';
import { parseScenario, scenarioShape } from './scenario.ts';

const scenario = findScenario('forgotten-footnote');

describe('scenario documents', () => {
  const broken = (change: (document: Record<string, never>) => void) => {
    const document = JSON.parse(JSON.stringify(scenario));
    change(document);
    return () => parseScenario(document);
  };

  it('round-trip', () => expect(parseScenario(JSON.parse(JSON.stringify(scenario)))).toEqual(scenario));

  it.each([
    [
      'a weight below 0',
      (d: any) => (d.rubric[2].weight = -1),
      /rubric\.2\.weight: -1 is not between 0 and 100/,
    ],
    [
      'two equal ids',
      (d: any) => (d.rubric[1].id = 'greets'),
      /rubric\.1\.id: "greets" is the id of criterion 0/,
    ],
    ['an id that is no slug', (d: any) => (d.rubric[1].id = 'a b'), /rubric\.1\.id: "a b"/],
    [
      'an unknown detector',
      (d: any) => (d.rubric[0].detector = { type: 'magic' }),
      /rubric\.0\.detector.*starts-with/,
    ],
    [
      'an unknown word group',
      (d: any) => (d.rubric[0].detector.group = 'verbs'),
      /rubric\.0\.detector\.group/,
    ],
    [
      'a mixture that does not sum to 1',
      (d: any) => (d.mixture.facts = [1, 1, 0, 0]),
      /mixture\.facts.*sum to 1/,
    ],
    ['an unknown method', (d: any) => (d.methods = ['magic']), /methods\.0/],
    [
      'a fraction of a step',
      (d: any) => (d.training.steps = 1.5),
      /training\.steps: 1\.5 is not a whole number/,
    ],
    ['another version', (d: any) => (d.formatVersion = 2), /formatVersion/],
    ['a missing part', (d: any) => delete d.policy, /policy/],
  ])('refuse %s, naming the place', (_, change, message) => {
    expect(broken(change)).toThrow(message);
  });

  it('refuse what is no document at all', () => {
    expect(() => parseScenario(null)).toThrow(/^Scenario: /);
    expect(() => parseScenario('[]')).toThrow(/^Scenario: /);
  });
});

describe('checkpoints', () => {
  const shape = scenarioShape(scenario);

  it('keep every bit', () => {
    const parameters = initialParameters(shape, 1);
    expect(readCheckpoint(JSON.parse(JSON.stringify(writeCheckpoint(shape, parameters))), shape)).toEqual(
      parameters,
    );
  });

  it('fit the scenario that ships them', async () => {
    expect(readCheckpoint(await loadCheckpoint(scenario.id), shape)).toHaveLength(parameterCount(shape));
  });

  it('are refused for another shape, when damaged, or when they are something else', () => {
    const file = writeCheckpoint(shape, initialParameters(shape, 1));
    const wider = policyShape({ ...scenario.policy, width: 32 }, 16);
    expect(() => readCheckpoint(file, wider)).toThrow('width 24, but the policy needs width 32');
    expect(() => readCheckpoint({ ...file, parameters: file.parameters.slice(0, 400) }, shape)).toThrow(
      '300 bytes',
    );
    expect(() => readCheckpoint({ ...file, parameters: '%%%' }, shape)).toThrow('base64');
    expect(() => readCheckpoint({ hello: 1 }, shape)).toThrow('Not a checkpoint: formatVersion');
  });
});

it('lays parameters out without gap or overlap', () => {
  const shape = policyShape({ width: 8, heads: 2, hidden: 12, blocks: 3 }, 9);
  let end = 0;
  for (const { offset, size } of parameterLayout(shape)) {
    expect(offset).toBe(end);
    end += size;
  }
  expect(end).toBe(parameterCount(shape));
  expect(() => policyShape({ width: 10, heads: 4, hidden: 8, blocks: 1 }, 9)).toThrow('width 10');
});

describe('metrics of a step', () => {
  /** One prompt, two rollouts, three criteria: a Hard Rule, a Principle, and one that does not count. */
  const lane: LaneStep = {
    step: 4,
    prompts: 1,
    rollouts: 2,
    criteria: [
      { id: 'a', kind: 'hard-rule', counts: true, priors: [0.25], fixedWeights: [0.5], currentWeights: [1] },
      { id: 'b', kind: 'principle', counts: true, priors: [0.75], fixedWeights: [0.25], currentWeights: [3] },
      { id: 'c', kind: 'hard-rule', counts: false, priors: [0], fixedWeights: [0.25], currentWeights: [0] },
    ],
    goldScores: Float32Array.from([1, 0.7, 0, 0, 0.9, 0]),
    judgeScores: Float32Array.from([1, 0.6, 1, 1, 0.8, 1]),
    rewards: {
      saturation: Float32Array.from([0.5, 0.8, 0]),
      weights: Float32Array.from([0.6, 0.4, 0]),
      effort: Float32Array.from([0.9, 0.1, 0]),
      rewards: Float32Array.from([0.9, 0.3]),
      advantages: Float32Array.from([0.7, -0.7]),
      counted: Float32Array.from([1, 1]),
      fellBack: 0,
    },
    update: { kl: 0, klSequence: 0, entropy: 1, loss: 0, gradNorm: 0, clipRatio: 0, meanLength: 1 },
  };

  it('take gold scores for direct, worst and strict, over criteria that count', () => {
    const record = reduceStep(lane);
    expect(record.scores[0]).toBe(0.5);
    expect(record.scores[1]).toBeCloseTo(0.8, 6);
    expect(record.judgeScores[0]).toBe(1);
    expect(record.direct).toBeCloseTo((0.5 * 0.5 + 0.25 * 0.8) / 0.75, 6);
    expect(record.directCurrent).toBeCloseTo((1 * 0.5 + 3 * 0.8) / 4, 6);
    expect(record.worst).toBe(0.5);
    expect(record.strict).toBe(0.5); // the first rollout: met, and a Principle of exactly 7
    expect(record.criteria).toEqual(['a', 'b', 'c']);
  });

  it('say the same of the judge’s scores', () => {
    const record = reduceStep(lane);
    expect(record.judgeDirect).toBeCloseTo((0.5 * 1 + 0.25 * 0.7) / 0.75, 6);
    expect(record.judgeDirectCurrent).toBeCloseTo((1 * 1 + 3 * 0.7) / 4, 6);
    expect(record.judgeWorst).toBeCloseTo(0.7, 6);
    expect(record.judgeStrict).toBe(0.5); // the second rollout: the first has a Principle of 6
  });

  it('weigh each prompt by its own weights, and leave out prompts where nothing has any', () => {
    const record = reduceStep({
      ...lane,
      prompts: 3,
      rollouts: 1,
      criteria: [
        {
          id: 'a',
          kind: 'hard-rule',
          counts: true,
          priors: [0.25, 0, 0],
          fixedWeights: [1, 0, 0],
          currentWeights: [1, 1, 1],
        },
        {
          id: 'b',
          kind: 'principle',
          counts: true,
          priors: [0.75, 1, 0],
          fixedWeights: [3, 1, 0],
          currentWeights: [0, 0, 0],
        },
      ],
      goldScores: Float32Array.from([1, 0.6, 0, 0.5, 0, 0]),
      judgeScores: new Float32Array(6),
    });
    expect(record.direct).toBeCloseTo(((1 + 3 * 0.6) / 4 + 0.5) / 2, 6);
    expect(record.directCurrent).toBeCloseTo(1 / 3, 6);
  });

  it('leave groups without signal out of the effort, and count them', () => {
    const silent = { ...lane.rewards, effort: new Float32Array(3).fill(NaN) };
    const record = reduceStep({ ...lane, rewards: silent });
    expect(record.groupsWithoutSignal).toBe(1);
    expect(record.effort.every(Number.isNaN)).toBe(true);
  });

  it('notice groups whose rewards are all equal', () => {
    const flat = { ...lane.rewards, rewards: Float32Array.from([0.4, 0.4]) };
    expect(reduceStep({ ...lane, rewards: flat })).toMatchObject({ fracRewardZeroStd: 1, rewardStd: 0 });
  });
});

it('says in plain words how a run is doing', () => {
  const record = {
    ...{ loss: 0, gradNorm: 1, kl: 0.1, klSequence: 2, entropy: 1.5, groupsWithoutSignal: 1 },
    ...{ groupsFellBack: 0, lowestCorrelation: -0.1, contradicting: [0, 1] },
    ...{ criteria: ['polite', 'hedge'], weights: [0.5, 0.5], effort: [0.5, 0.5], judgeScores: [0.5, 0.5] },
  };
  const said = (change: object) =>
    health([{ ...record, ...change } as never], 6, (id) => ({ hedge: 'hedges' })[id] ?? id, true);
  expect(said({})).toMatchObject({ state: 'healthy', sentence: expect.stringContaining('5 of 6 groups') });
  expect(said({}).sentence).not.toContain('influence');
  expect(said({ effort: [0.98, 0.02], judgeScores: [0.5, 0.01] }).sentence).toContain(
    'hedges has 50% of the weight but 2% of the effort, since answers earn only 1% of its points',
  );
  expect(said({ lowestCorrelation: -0.7 })).toMatchObject({
    sentence: expect.stringContaining('polite and hedges contradict each other'),
    remedy: { control: 'criterion', id: 'polite' },
  });
  const steady = { ...record, lowestCorrelation: -0.9 };
  const gone = { ...record, lowestCorrelation: 0, contradicting: [0, 0] };
  expect(health([steady, steady, gone] as never, 6, String, false).sentence).not.toContain('contradict');
  expect(health([{ ...record, groupsFellBack: 2 }] as never, 6, String, false).sentence).not.toContain(
    'formula',
  );
  expect(said({ groupsFellBack: 2 })).toMatchObject({
    sentence: expect.stringContaining('no usable weights in 2 of 6 groups'),
    remedy: { control: 'formula' },
  });
  expect(said({ klSequence: 99 }).remedy).toEqual({ control: 'training', name: 'beta' });
  expect(said({ loss: NaN }).word).toBe('Broken');
  expect(said({ entropy: 0.01 }).word).toBe('Collapsing');
  expect(said({ klSequence: 99 }).word).toBe('Drifting');
});
