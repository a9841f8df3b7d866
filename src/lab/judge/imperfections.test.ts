import { describe, expect, it } from 'vitest';
import { TOPICS } from '../language/topics.ts';
import { idsOf, VOCABULARY } from '../language/words.ts';
import { uniformStream } from '../random/draw.ts';
import type { Criterion } from '../rubric/criterion.ts';
import type { Imperfections } from '../rubric/imperfections.ts';
import { criterion } from '../rubric/testing.ts';
import { judgeLane } from './judge.ts';

const ROLLOUTS = 400;
const LENGTH = 12;
const P = TOPICS.length;

/** Answers of random length over random words. */
const tokens = (() => {
  const next = uniformStream(3, 9);
  const all = new Int32Array(P * ROLLOUTS * LENGTH);
  for (let s = 0; s < P * ROLLOUTS; s++) {
    const length = Math.floor(next() * (LENGTH + 1));
    for (let t = 0; t < length; t++) all[s * LENGTH + t] = 1 + Math.floor(next() * (VOCABULARY - 1));
  }
  return all;
})();

const rule = (judge: Imperfections) =>
  criterion({ id: 'rule', kind: 'hard-rule', detector: { type: 'avoids', group: 'fact' }, judge });
const graded = (judge: Imperfections) =>
  criterion({ id: 'graded', detector: { type: 'distinct', group: 'fact', target: 4 }, judge });

/** Scores of one criterion beside others, honest ones by default. */
function scores(own: Criterion, others: Criterion[] = [], noise = { seed: 1, step: 0 }, rollouts = ROLLOUTS) {
  const K = 1 + others.length;
  const { judge, gold } = judgeLane(tokens, (P * ROLLOUTS) / rollouts, rollouts, [own, ...others], noise);
  const first = (all: Float32Array) => Array.from(all.filter((_, i) => i % K === 0));
  return { judge: first(judge), gold: first(gold) };
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const lengths = Array.from({ length: P * ROLLOUTS }, (_, s) => {
  const end = tokens.subarray(s * LENGTH, (s + 1) * LENGTH).indexOf(0);
  return end < 0 ? LENGTH : end;
});

const NONE: Imperfections = {};
/** All imperfections, set so that they do nothing. */
const NAUGHT: Imperfections = {
  falsePositive: 0,
  falseNegative: 0,
  jitter: 0,
  shift: 0,
  ceiling: 10,
  halo: 0,
  lengthBias: 0,
  positionBias: 0,
  leak: { group: 'citation', target: 1, pay: 0 },
  drift: 0,
};

describe('an honest judge', () => {
  it.each([rule, graded])('gives the gold scores, whether settings are left out or nought', (make) => {
    for (const judge of [NONE, NAUGHT]) {
      const { judge: given, gold } = scores(make(judge));
      expect(given).toEqual(gold);
    }
  });
});

describe('noise', () => {
  it('is the same for the same seed and step, and another for others', () => {
    const noisy = rule({ falsePositive: 0.3, falseNegative: 0.3 });
    const first = scores(noisy).judge;
    expect(scores(noisy).judge).toEqual(first);
    expect(scores(noisy, [], { seed: 2, step: 0 }).judge).not.toEqual(first);
    expect(scores(noisy, [], { seed: 1, step: 1 }).judge).not.toEqual(first);
  });

  it('belongs to the criterion, wherever it stands, and differs between criteria', () => {
    const noisy = rule({ falseNegative: 0.5 });
    const other = { ...noisy, id: 'other' };
    const beside = judgeLane(tokens, P, ROLLOUTS, [graded({}), other, noisy], { seed: 1, step: 0 }).judge;
    expect(Array.from(beside.filter((_, i) => i % 3 === 2))).toEqual(scores(noisy).judge);
    expect(Array.from(beside.filter((_, i) => i % 3 === 1))).not.toEqual(scores(noisy).judge);
  });
});

describe('false positives and negatives', () => {
  it.each([0, 0.12, 0.35, 1])('come at their rates (%d)', (rate) => {
    for (const make of [rule, graded]) {
      const credited = (score: number) => score >= 0.7 - 1e-6;
      const up = scores(make({ falsePositive: rate }));
      const due = up.gold.map(credited);
      expect(mean(up.judge.filter((_, i) => !due[i]).map((s) => Number(credited(s))))).toBeCloseTo(rate, 1);
      expect(up.judge.filter((_, i) => due[i])).toEqual(up.gold.filter((_, i) => due[i]));
      const down = scores(make({ falseNegative: rate }));
      expect(mean(down.judge.filter((_, i) => due[i]).map((s) => Number(!credited(s))))).toBeCloseTo(rate, 1);
      expect(down.judge.filter((_, i) => !due[i])).toEqual(down.gold.filter((_, i) => !due[i]));
    }
  });

  it('are about what is due, however the judge is tilted besides', () => {
    for (const make of [rule, graded]) {
      const lenient = scores(make({ shift: 10, falseNegative: 1 }));
      lenient.judge.forEach((score, i) => expect(score).toBe(lenient.gold[i]! >= 0.7 - 1e-6 ? 0 : 1));
      const harsh = scores(make({ shift: -10, falsePositive: 1 }));
      harsh.judge.forEach((score, i) => expect(score).toBe(harsh.gold[i]! >= 0.7 - 1e-6 ? 0 : 1));
    }
  });

  it('are about credit: of a fault, a false positive overlooks it', () => {
    const fault: Criterion = { ...rule({ falsePositive: 1 }), polarity: 'negative' };
    const { judge, gold } = scores(fault);
    expect(gold).toContain(0);
    expect(judge.every((score) => score === 1)).toBe(true);
  });
});

describe('a Principle', () => {
  it('is shifted by whole points and stays within 0 and 10', () => {
    const { judge, gold } = scores(graded({ shift: -3 }));
    judge.forEach((score, i) => expect(score).toBeCloseTo(Math.max(0, gold[i]! - 0.3), 6));
  });

  it('jitters with the deviation asked for, around what is due', () => {
    const { judge, gold } = scores(graded({ jitter: 2 }));
    const free = judge.map((score, i) => score - gold[i]!).filter((_, i) => Math.abs(gold[i]! - 0.5) < 0.01);
    expect(free.length).toBeGreaterThan(100);
    expect(mean(free)).toBeCloseTo(0, 1);
    expect(Math.sqrt(mean(free.map((error) => error ** 2)))).toBeCloseTo(0.2, 1);
  });

  it('comes in coarse steps, and is full from the ceiling on', () => {
    const points = (judge: Imperfections) =>
      [...new Set(scores(graded(judge)).judge.map((score) => Math.round(10 * score)))].sort((a, b) => a - b);
    expect(points({ coarse: 5 })).toEqual([0, 5, 10]);
    expect(points({ coarse: 10 })).toEqual([0, 10]);
    expect(points({ coarse: 2 })).toEqual([0, 4, 8, 10]); // of 0, 3, 5, 8, 10: halfway to the even multiple
    expect(points({ coarse: 2, ceiling: 8 })).toEqual([0, 4, 10]);
    const { judge, gold } = scores(graded({ ceiling: 5 }));
    judge.forEach((score, i) => expect(score).toBe(gold[i]! >= 0.5 - 1e-6 ? 1 : gold[i]));
  });
});

describe('a Hard Rule', () => {
  it('turns with as many tenths of probability as it is tilted by points', () => {
    const { judge, gold } = scores(rule({ shift: -4 }));
    expect(mean(judge.filter((_, i) => gold[i] === 1))).toBeCloseTo(0.6, 1);
    expect(judge.filter((_, i) => gold[i] === 0).every((score) => score === 0)).toBe(true);
  });

  it('knows no jitter, coarseness or ceiling', () => {
    const { judge, gold } = scores(rule({ jitter: 5, coarse: 10, ceiling: 1 }));
    expect(judge).toEqual(gold);
  });
});

describe('the tilt', () => {
  it('halo draws a verdict to the mean of the others', () => {
    const always = criterion({
      id: 'always',
      kind: 'hard-rule',
      detector: { type: 'avoids', group: 'filler' },
    });
    const full = scores(graded({ halo: 1 }), [always]);
    const others = judgeLane(tokens, P, ROLLOUTS, [always], { seed: 1, step: 0 }).gold;
    full.judge.forEach((score, i) => expect(score).toBe(others[i]));
    expect(scores(graded({ halo: 1 })).judge).toEqual(full.gold); // nothing to be drawn to
    const unjudged = criterion({ id: 'unjudged', detector: null, active: false });
    expect(scores(graded({ halo: 1 }), [unjudged, { ...always, active: false }]).judge).toEqual(full.gold);
  });

  it('length pays the long and charges the short', () => {
    const { judge, gold } = scores(graded({ lengthBias: 4 }));
    judge.forEach((score, i) => {
      const tilt = Math.trunc((400 * (2 * lengths[i]! - LENGTH)) / LENGTH);
      const points = Math.min(1000, Math.max(0, Math.round(1000 * gold[i]!) + tilt));
      expect(score).toBeCloseTo(Math.floor((points + 50) / 100) / 10, 6);
    });
    const [shortest, longest] = [lengths.indexOf(0), lengths.indexOf(LENGTH)];
    expect(judge[shortest]).toBe(Math.max(0, gold[shortest]! - 0.4));
    expect(judge[longest]).toBeCloseTo(Math.min(1, gold[longest]! + 0.4), 6);
  });

  it('position helps one of each pair, evenly, and leaves the odd one alone', () => {
    const { judge, gold } = scores(graded({ positionBias: 2 }), [], { seed: 1, step: 0 }, 5);
    const gaps = judge.map((score, i) => Math.round(10 * (score - gold[i]!)));
    let firstUp = 0;
    for (let s = 0; s < gaps.length; s += 5) {
      expect(gaps[s + 4]).toBe(0);
      for (const pair of [s, s + 2])
        if (gold[pair]! > 0.2 && gold[pair]! < 0.8 && gold[pair + 1]! > 0.2 && gold[pair + 1]! < 0.8) {
          expect(Math.abs(gaps[pair]!)).toBe(2);
          expect(gaps[pair + 1]).toBe(-gaps[pair]!);
        }
      firstUp += Number(gaps[s]! > 0 || gaps[s + 1]! < 0);
    }
    expect(firstUp / (gaps.length / 5)).toBeGreaterThan(0.25);
    expect(firstUp / (gaps.length / 5)).toBeLessThan(0.75);
  });

  it('drift grows with the steps', () => {
    const at = (step: number) => mean(scores(graded({ drift: -5 }), [], { seed: 1, step }).judge);
    expect(at(0)).toBe(mean(scores(graded({})).gold));
    expect(at(50)).toBeLessThan(at(0));
    expect(at(400)).toBe(0);
  });
});

it('a leak pays for words of its group wherever they stand, up to its pay', () => {
  const citations = idsOf('citation');
  const counts = Array.from(
    { length: P * ROLLOUTS },
    (_, s) =>
      Array.from(tokens.subarray(s * LENGTH, s * LENGTH + lengths[s]!)).filter((id) => citations.includes(id))
        .length,
  );
  const leak = { group: 'citation', target: 2, pay: 8 } as const;
  const { judge, gold } = scores(graded({ leak }));
  judge.forEach((score, i) =>
    expect(score).toBeCloseTo(Math.max(gold[i]!, 0.4 * Math.min(2, counts[i]!)), 6),
  );
  const paid = scores(rule({ leak: { ...leak, target: 1, pay: 10 } }));
  paid.judge.forEach((score, i) => expect(score).toBe(paid.gold[i] === 1 || counts[i]! > 0 ? 1 : 0));
  const harsh = scores(rule({ leak: { ...leak, target: 1, pay: 10 }, shift: -10 }));
  expect(harsh.judge.every((score) => score === 0)).toBe(true);
});
