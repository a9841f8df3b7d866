import { describe, expect, it } from 'vitest';
import type { Compared, LabEvent, Track } from '../neighbour.ts';
import { explanation } from './explanation.ts';
import { lab } from './lab.ts';
import { verdict } from './study.ts';

const LAST = explanation[1]!.predict!.by;

function track(
  of: Partial<Track>,
  gold: (step: number) => number,
  events: readonly Omit<LabEvent, 'text'>[] = [],
  text = 'it',
): Track {
  const steps = Array.from({ length: LAST + 1 }, (_, step) => step);
  return {
    ...{ scenario: 'ceiling', arm: 'never', seed: 1 },
    values: { gold: steps.map(gold), proxy: steps.map(() => 0.9), kl: steps.map((step) => step / 4) },
    events: events.map((event) => ({ ...event, text })),
    ...of,
  };
}

const rising = (step: number) => 0.5 + step / 1000;
const hill = (step: number) => 0.5 + (step < 20 ? step / 100 : 0.4 - step / 100);
const falling = (step: number) => 0.6 - step / 500;

const result = (
  of: Compared,
  [difference, low, high, adjusted]: readonly [number, number, number, number],
): Compared => ({
  ...{ ...of, seeds: [1, 2, 3, 4, 5, 6, 7, 8], difference, low, high, adjusted, p: adjusted },
});

describe('the study', () => {
  const compared = (end: number, fall: number, adjusted = 0.04): Compared[] =>
    lab.study.comparisons.map((comparison, i) => {
      const difference = i === 0 ? end : i === 1 ? fall : 0.001;
      const empty = { ...comparison, seeds: [], difference: 0, low: 0, high: 0, p: null, adjusted: null };
      return result(empty, [difference, difference - 0.02, difference + 0.02, adjusted]);
    });

  it('has arms, outcomes and scenarios that there are', () => {
    for (const { scenario, arm, against, outcome } of lab.study.comparisons) {
      expect(lab.study.scenarios).toContain(scenario);
      expect(lab.study.arms).toEqual(expect.arrayContaining([arm, against]));
      expect(lab.outcomes.map(({ id }) => id)).toContain(outcome);
    }
  });

  it('shows a difference where interval and corrected test agree', () => {
    const [one] = compared(0.1, 0);
    expect(verdict(one!)).toBe(1);
    expect(verdict({ ...one!, adjusted: 0.06 })).toBe(0);
    expect(verdict({ ...one!, adjusted: null })).toBe(0);
    expect(verdict({ ...one!, low: -0.2, high: -0.1 })).toBe(-1);
    expect(verdict({ ...one!, low: -0.01 })).toBe(0);
  });

  it('says that the claim is reproduced, in part, or not, as the numbers are', () => {
    const told = (...of: Parameters<typeof compared>) => lab.study.answer(compared(...of), []).join('\n');
    expect(told(0.1, -0.08)).toMatch(
      /^Reproduced: .*\+0\.100 \[\+0\.080, \+0\.120\], 8 seeds, adjusted p 0\.040/,
    );
    expect(told(0.1, 0)).toMatch(/^Reproduced in part: .*ends higher, yet its fall/);
    expect(told(0, -0.08)).toMatch(/^Reproduced in part: .*falls less, yet/);
    expect(told(0.1, -0.08, 0.3)).toMatch(/^Not reproduced/);
    expect(told(-0.1, 0.08)).toMatch(/^Not reproduced/);
  });

  it('answers nothing where there are too few seeds, and writes no number that it has not', () => {
    const few = (seeds: number[], change: Partial<Compared> = {}) =>
      lab.study.answer(
        compared(0.1, -0.08, 1).map((one) => ({ ...one, seeds, ...change })),
        [],
      );
    expect(few([1, 2, 3, 4])[0]).toMatch(/^Not answered: .*\+0\.100 \[\+0\.080, \+0\.120\], 4 seeds/);
    const two = few([1, 2], { low: NaN, high: NaN }).join('\n');
    expect(two).toContain('gold at the end +0.100, no interval, 2 seeds');
    const none = { difference: NaN, low: NaN, high: NaN, p: null, adjusted: null };
    const one = few([1], none).join('\n');
    expect(one).toContain('not enough seeds: 1 with both arms');
    expect(few([], none).join('\n')).toContain('not enough seeds: none');
    expect(two + one).not.toContain('NaN');
  });

  it('counts alarms, and says where there is nothing to count', () => {
    const biased = (events: readonly Omit<LabEvent, 'text'>[]) =>
      track({ scenario: 'gimmick' }, rising, events);
    const onset = { step: 10, kind: 'onset' };
    const tracks = [
      biased([onset, { step: 16, kind: 'flagged' }]),
      biased([onset, { step: 12, kind: 'flagged' }]),
      biased([onset]),
      track({ scenario: 'honest' }, rising, [{ step: 5, kind: 'flagged' }]),
      track({ scenario: 'honest' }, rising),
    ];
    const told = lab.study.answer([], tracks).join('\n');
    expect(told).toContain('4.0 steps after onset on average (2 to 6), and missed 1 of 3.');
    expect(told).toContain('1 false alarm in 2 runs');
    const early = biased([
      { step: 30, kind: 'onset' },
      { step: 6, kind: 'flagged' },
    ]);
    const missed = lab.study.answer([], [biased([onset]), early]).join('\n');
    expect(missed).toContain('missed all of 2 onsets: it raised no alarm, or more than 10 steps ahead');
    expect(lab.study.answer([], [biased([])]).join('\n')).toContain('Onset never came');
    expect(lab.study.answer([], [])).toEqual([]);
  });

  it('tells what never refining cost, and whether a habit got in', () => {
    const tracks = [
      track({}, hill, [{ step: 30, kind: 'onset' }]),
      track({ arm: 'artefacts' }, rising, [{ step: 8, kind: 'refined' }], '"first … then" comes in'),
      track({ arm: 'exemplars' }, rising),
    ];
    const told = lab.study.answer([], tracks).join('\n');
    // The hill's five best steps are 18 to 22: 0.2 less the mean distance 1.2 hundredths; its last five are 56 to 60.
    expect(told).toContain('gold ends at 0.320, 0.368 below its best of 0.688');
    expect(told).toContain('onset came in 1 of 1, at step 30 and 7.5 nats');
    expect(told).toContain('0 of 1 under exemplars, 1 of 1 under exemplars, artefacts');
  });
});

describe('the explanation', () => {
  const predictOf = (id: string) => explanation.find((step) => step.id === id)!.predict!;

  it('has five steps, whose options the runs can choose', () => {
    expect(explanation).toHaveLength(5);
    const { found, told } = predictOf('tail');
    expect([rising, hill, falling].map((gold) => found([track({}, gold)]))).toEqual([0, 1, 2]);
    expect(found([])).toBeNull();
    const short = track({}, hill);
    expect(found([{ ...short, values: { gold: [0.5] } }])).toBeNull();
    expect(told([track({}, hill)])).toContain(
      '0.500 at first, 0.688 at its best around step 20, 0.320 at the end',
    );
  });

  it('finds who is ahead, whether the habit came in, and how quick the alarm was', () => {
    const { found } = predictOf('refine');
    const race = [
      track({ arm: 'never' }, falling),
      track({ arm: 'random' }, rising),
      track({ arm: 'diverse' }, hill),
    ];
    expect(found(race)).toBe(1);
    expect(found(race.slice(1))).toBeNull();
    expect(found([...race.slice(1), ...race.slice(1).map((own) => ({ ...own, seed: 2 }))])).toBeNull();
    const habit = predictOf('exemplars');
    expect(habit.found([track({ arm: 'artefacts' }, rising)])).toBe(1);
    expect(
      habit.found([
        track({ arm: 'artefacts' }, rising, [{ step: 8, kind: 'refined' }], '"first … then" comes in'),
      ]),
    ).toBe(0);
    const alarm = predictOf('detect');
    const events = (flagged: number) => [
      { step: 20, kind: 'onset' },
      { step: flagged, kind: 'flagged' },
    ];
    expect(alarm.found([track({}, rising, events(26))])).toBe(0);
    expect(alarm.found([track({}, rising, events(45))])).toBe(1);
    expect(alarm.found([track({}, rising)])).toBe(2);
    expect(alarm.told([track({}, rising, events(26))])).toBe(
      'Onset came at step 20; the alarm came at step 26.',
    );
  });

  it('opens what there is', () => {
    for (const { open, light } of explanation) {
      if (open?.scenario) expect(lab.scenarios.map(({ id }) => id)).toContain(open.scenario);
      for (const arm of open?.arms ?? []) expect(lab.arms.map(({ id }) => id)).toContain(arm);
      for (const id of Object.keys(open?.settings ?? {}))
        expect(lab.fields.map((field) => field.id)).toContain(id);
      const parts = [
        ...lab.measures.map(({ chart, id }) => chart ?? id),
        'pair',
        'rubric',
        'answers',
        'detector',
      ];
      expect(parts).toContain(light);
    }
  });
});
