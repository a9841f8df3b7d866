import { describe, expect, it } from 'vitest';
import { fields, numbersOf } from './fields.ts';
import { lookAt } from './look.ts';
import { setUpOf } from './set-ups.ts';
import { answer, YARDSTICKS } from './testing.ts';
import { TailTrack } from './track.ts';

const SETTINGS = { every: 2, rounds: 2, klBudget: 5, alpha: 0, group: 16 };

const ANSWERS = Array.from({ length: 8 }, () => ({ ...answer('maybe'), reward: 0 }));

const pool = [
  'hello clouds fall drops fall [atlas] so just so just so just so just so',
  'hello clouds fall [survey] drops cool [atlas] just so well really indeed maybe often first',
  'hello drops cool clouds cool [atlas] well then well then well then well then well',
  'maybe maybe',
];

function trained(arm: string, steps: number, settings: Record<string, number> = {}) {
  const track = new TailTrack(arm, 1, setUpOf('ceiling'), numbersOf({ ...SETTINGS, ...settings }));
  const told = Array.from({ length: steps }, (_, step) => {
    const answers = pool.map((text) => {
      const own = answer(text, 0, track.yardsticks);
      return { ...own, reward: own.proxy };
    });
    return track.take(step, { gold: 0.5, proxy: 0.6, kl: step, biasRate: 0, answers });
  });
  return { track, told, events: told.flatMap(({ events }) => events) };
}

describe('a track', () => {
  it('refines at its steps and no more than its rounds, never with the same pair', () => {
    const { track, events } = trained('great', 10, { tie: 1 });
    const refined = events.filter(({ kind }) => kind === 'refined');
    expect(refined.map(({ step }) => step)).toEqual([2, 4]);
    expect(Object.keys(track.rubric).length).toBeGreaterThan(Object.keys(setUpOf('ceiling').first).length);
    const [first, second] = [3, 5]
      .map((steps) => trained('great', steps, { tie: 1 }))
      .map((own) => own.track.latest!.pairs[0]!);
    expect([first!.better.text, first!.worse.text]).not.toEqual([second!.better.text, second!.worse.text]);
  });

  it('adds what separates the pair the most', () => {
    const { track } = trained('great', 3);
    const [best] = track.latest!.proposals;
    expect(track.latest!.added).toEqual(best);
    expect(track.rubric[best!.criterion]).toBe(best!.weight);
  });

  it('leaves the rubric alone where it never looks, is paused, or has no rounds', () => {
    const { first } = setUpOf('ceiling');
    expect(trained('never', 10).track.rubric).toEqual(first);
    expect(trained('great', 10, { rounds: 0 }).track.rubric).toEqual(first);
    const { track } = trained('great', 2);
    track.paused = true;
    track.take(2, { gold: 0.5, proxy: 0.6, kl: 1, biasRate: 0, answers: [] });
    expect(track.rubric).toEqual(first);
  });

  it('marks the KL budget once', () => {
    const spent = trained('never', 10).events.filter(({ kind }) => kind === 'budget');
    expect(spent).toHaveLength(1);
    expect(spent[0]).toMatchObject({ step: 5, text: 'The KL budget of 5 is spent: 5.00 nats per answer.' });
  });

  it('dates onset back to its first step, and tells it when it has lasted', () => {
    const track = new TailTrack('never', 1, setUpOf('gimmick'), numbersOf({ ...SETTINGS, alpha: 0.5 }));
    const told = [0.1, 0.1, 0.1, 0.2, 0.5, 0.6, 0.7, 0.8, 0.9, 0.9].map((biasRate, step) =>
      track
        .take(step, { gold: 0.5, proxy: 0.5, kl: 0, biasRate, answers: ANSWERS })
        .events.filter(({ kind }) => kind === 'onset'),
    );
    expect(told.flat()).toHaveLength(1);
    expect(told[8]![0]).toMatchObject({ step: 4 });
  });

  it('takes a criterion that a person chose', () => {
    const { track } = trained('never', 1);
    expect(track.addByHand(3, 'variety', 2).text).toBe('"varied" comes in with weight 2: chosen by hand.');
    expect(track.addByHand(4, 'variety', 2).text).toBe('"varied" weighs 3 now: chosen by hand.');
    expect(() => track.addByHand(5, 'variety', 2)).toThrow('weighs 3 already');
    expect(track.rubric['variety']).toBe(3);
  });

  it('is looked at as plain JSON', () => {
    const { track } = trained('artefacts', 3);
    const numbers = numbersOf(SETTINGS);
    const answers = pool.map((text) => answer(text));
    const seen = lookAt(3, [{ track, answers }], setUpOf('ceiling'), numbers);
    expect(JSON.parse(JSON.stringify(seen))).toEqual(seen);
    expect(seen.tracks[0]!.latest!.pairs[0]!.better.text).toMatch(/first .* then/);
    expect(seen.tracks[0]!.rubric.filter(({ atFirst }) => !atFirst)).toHaveLength(1);
    expect(seen.gold.map(({ criterion }) => criterion)).toEqual(Object.keys(YARDSTICKS.gold));
  });
});

describe('settings', () => {
  it('are the fields’ own where a plan leaves them out', () => {
    const numbers: Record<string, number> = numbersOf({ steps: 7 });
    expect(Object.keys(numbers)).toEqual(fields.map(({ id }) => id));
    expect(numbers).toMatchObject({ steps: 7, rounds: 4 });
  });
});
