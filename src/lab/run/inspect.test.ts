import { describe, expect, it } from 'vitest';
import { calibrate } from '../judge/calibration.ts';
import { judgeLane } from '../judge/judge.ts';
import { TOPICS } from '../language/topics.ts';
import { idsOf, VOCABULARY, WORDS } from '../language/words.ts';
import { metFrom } from '../metrics/record.ts';
import { uniformStream } from '../random/draw.ts';
import { findMethod } from '../reward/methods/index.ts';
import { rewardLane, rubricWeights } from '../reward/reward.ts';
import { criterion } from '../rubric/testing.ts';
import { inspectGroup, inspectLane } from './inspect.ts';
import { preview } from './preview.ts';

const P = TOPICS.length;
const G = 8;
const T = 6;
const next = uniformStream(5, 9);
const tokens = Int32Array.from({ length: P * G * T }, () => Math.floor(VOCABULARY * next()));

const criteria = [
  criterion({
    id: 'rule',
    kind: 'hard-rule',
    detector: { type: 'contains', group: 'fact' },
    judge: { falsePositive: 0.4, falseNegative: 0.4 },
  }),
  criterion({ id: 'graded', detector: { type: 'distinct', group: 'fact', target: 3 }, polarity: 'negative' }),
  criterion({ id: 'open', detector: null, active: false }),
];

const noise = { seed: 3, step: 7 };
const scores = judgeLane(tokens, P, G, criteria, noise);
const settings = {
  method: findMethod('focal-prior'),
  parameters: {},
  rubric: (prompt: number) => rubricWeights(criteria, prompt),
  step: 7,
  scaleRewards: 'group' as const,
  matchRewardScale: false,
  promptGamma: 0,
  dropSilentGroups: false,
};
const rollouts = {
  step: noise.step,
  tables: { criteria, training: settings } as never,
  tokens,
  judgeScores: scores.judge,
  goldScores: scores.gold,
  rewards: rewardLane(scores.judge, P, G, settings),
};

describe('a group that is looked at', () => {
  const group = inspectGroup(rollouts, 2);

  it('shows the judge’s verdicts beside the gold ones, in points', () => {
    expect(group.answers).toHaveLength(G);
    group.answers.forEach(({ verdicts, gold }, j) => {
      const at = (2 * G + j) * criteria.length;
      expect(verdicts[0]).toBe(scores.judge[at]);
      expect(verdicts[1]! / 10).toBeCloseTo(scores.judge[at + 1]!, 6);
      expect(gold[0]).toBe(scores.gold[at]);
      expect(gold[1]).toBe(verdicts[1]); // its judge is honest
      expect(verdicts[2]).toBe(0); // nothing detects it
    });
    expect(group.answers.some(({ verdicts, gold }) => verdicts[0] !== gold[0])).toBe(true);
  });

  it('points at the words behind the gold verdict', () => {
    for (const { words, evidence } of group.answers)
      for (const at of evidence[0]!) expect(WORDS.find(({ text }) => text === words[at])!.class).toBe('fact');
  });
});

describe('calibration', () => {
  it('counts, over all answers of the lane, where judge and gold agree', () => {
    const { calibration } = inspectLane(rollouts);
    const [rule, graded] = calibration;
    expect(calibration).toHaveLength(2); // nothing detects the third
    const { truePositive, falsePositive, falseNegative, trueNegative, answers } = rule!;
    expect(truePositive + falsePositive + falseNegative + trueNegative).toBe(answers);
    expect(answers).toBe(P * G);
    expect(falsePositive).toBeGreaterThan(0);
    expect(falseNegative).toBeGreaterThan(0);
    expect(graded).toMatchObject({ falsePositive: 0, falseNegative: 0, meanError: 0 });
    expect(graded!.correlation).toBeCloseTo(1, 6);
  });

  it('has no correlation where one side never varies', () => {
    expect(calibrate('x', [1, 1], [0, 1], 1).correlation).toBeNaN();
  });

  it('says which way the judge errs, and by how much', () => {
    const lenient = calibrate('x', [1, 1, 0.8, 0.4], [0.9, 0.5, 0.8, 0.2], metFrom({ kind: 'principle' }));
    expect(lenient).toMatchObject({ truePositive: 2, falsePositive: 1, falseNegative: 0, trueNegative: 1 });
    expect(lenient.meanError).toBeCloseTo(0.2, 6);
    expect(lenient.correlation).toBeCloseTo(0.745356, 6); // worked out apart
  });
});

describe('a preview', () => {
  const answers = { step: 0, tokens, rollouts: G, maxTokens: T };

  it('says in how many answers a criterion fires, and why', () => {
    const own = criterion({ id: 'x', kind: 'hard-rule', detector: { type: 'contains', group: 'polite' } });
    const polite = new Set(idsOf('polite').map((id) => WORDS[id]!.text));
    const shown = preview(answers, own)!;
    const having = shown.answers.filter(({ words }) => words.some((word) => polite.has(word)));
    expect(shown).toMatchObject({ of: P * G, fires: having.length });
    expect(shown.score).toBeCloseTo(having.length / (P * G), 6);
    for (const { words, evidence, value } of shown.answers) {
      expect(value).toBe(Number(evidence.length > 0));
      for (const at of evidence) expect(polite).toContain(words[at]);
    }
    const fault = preview(answers, { ...own, polarity: 'negative' })!;
    expect(fault.fires).toBe(shown.fires); // found as often, and now it costs
    expect(fault.score).toBeCloseTo(1 - shown.score, 6);
  });

  it('counts a Principle from 7 points on, and has nothing to say without a detector', () => {
    const own = criterion({ id: 'x', detector: { type: 'distinct', group: 'fact', target: 2 } });
    const shown = preview(answers, own)!;
    expect(shown.fires).toBe(shown.answers.filter(({ value }) => value >= 7).length);
    expect(preview(answers, { ...own, detector: null, active: false })).toBeUndefined();
  });
});
