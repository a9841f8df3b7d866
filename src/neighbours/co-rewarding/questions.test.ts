import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { majority, answersOf, NO_ANSWER } from './answers.ts';
import { examples } from './base.ts';
import { leadsIn, promptRates, questionsOf, ratesOf, rightAnswers, type Errors } from './questions.ts';
import { SCENARIOS } from './scenarios.ts';
import { FIELDS, setupOf } from './settings.ts';
import type { Settings } from '../neighbour.ts';

const INITIAL: Settings = Object.fromEntries(FIELDS.map(({ id, initial }) => [id, initial]));
const errorsOf = (settings: Settings = {}): Errors => setupOf({ ...INITIAL, ...settings }).errors;

/** Any settings that the form allows. */
const anyErrors = fc.record(
  Object.fromEntries(
    FIELDS.filter((field) => field.kind === 'number').map(({ id, min, max, step }) => [
      id,
      fc.integer({ min: 0, max: Math.floor((max - min) / step) }).map((i) => min + i * step),
    ]),
  ),
);

describe('the question set', () => {
  it('asks every question in two phrasings, with one right answer', () => {
    const questions = questionsOf(errorsOf());
    expect(questions).toHaveLength(6);
    expect(new Set(questions.flatMap(({ texts }) => texts)).size).toBe(12);
    expect(questions[1]).toEqual({
      texts: ['what of iron?', 'tell me about iron'],
      right: 1,
      leads: 'second',
      wrong: [2, 3],
    });
    expect(rightAnswers(questions)).toEqual([0, 1, 2, 3, 4, 0, 0, 1, 2, 3, 4, 0]);
  });

  it('has as many questions of each sort as the shares say', () => {
    const sorts = (settings: Settings) => {
      const leads = questionsOf(errorsOf(settings)).map((question) => question.leads);
      return ['both', 'first', 'second', 'neither'].map((sort) => leads.filter((one) => one === sort).length);
    };
    expect(sorts({})).toEqual([0, 3, 3, 0]);
    expect(sorts({ oneView: 0 })).toEqual([6, 0, 0, 0]);
    expect(sorts({ oneView: 0.25, noView: 0.5 })).toEqual([1, 1, 1, 3]);
    expect(() => questionsOf(errorsOf({ oneView: 0.75, noView: 0.5 }))).toThrow('0.75 and noView 0.5');
  });

  it('has rates that are probabilities, with the leader ahead, whatever the form allows', () => {
    fc.assert(
      fc.property(anyErrors, fc.boolean(), (settings, alike) => {
        const errors = errorsOf({ ...settings, oneView: 0.5, noView: 0.25, alike });
        for (const question of questionsOf(errors))
          for (const phrasing of [0, 1] as const) {
            const rates = ratesOf(question, phrasing, errors);
            const { right, wrong } = question;
            expect(rates.reduce((sum, rate) => sum + rate, 0)).toBeCloseTo(1, 12);
            expect(Math.min(...rates)).toBeGreaterThanOrEqual(0);
            expect(wrong[phrasing]).not.toBe(right);
            expect(wrong[0] === wrong[1]).toBe(alike);
            expect(rates[right]! >= rates[wrong[phrasing]]!).toBe(
              leadsIn(question, phrasing) || errors.trailRight === errors.leadWrong,
            );
          }
      }),
      { numRuns: 25 },
    );
  });
});

describe('scenarios', () => {
  const sums = (scenario: string) => {
    const errors = errorsOf(SCENARIOS.find(({ id }) => id === scenario)!.settings);
    return questionsOf(errors).map((question) => {
      const both = [0, 1].map((phrasing) => ratesOf(question, phrasing as 0 | 1, errors));
      return both[0]!.map((rate, i) => rate + both[1]![i]!);
    });
  };
  /** Whether the right answer is the most frequent over both phrasings, by question. */
  const best = (scenario: string) =>
    sums(scenario).map((own, q) => {
      const [right] = rightAnswers(questionsOf(errorsOf())).slice(q);
      return own[right!] === Math.max(...own);
    });

  it('are what their notes say', () => {
    expect(best('one-view').every(Boolean)).toBe(true);
    expect(best('plurality-right').every(Boolean)).toBe(true);
    expect(best('both-wrong').filter(Boolean)).toHaveLength(3);
    expect(best('right-trails').filter(Boolean)).toHaveLength(0);
  });
});

describe('examples of the base policy', () => {
  it('come as often as the rates say, batch by batch', () => {
    const errors = errorsOf({ questions: 3 });
    const rates = promptRates(questionsOf(errors), errors);
    const next = examples(rates, 8, 5);
    const counts = rates.map(() => new Array<number>(NO_ANSWER + 1).fill(0));
    const batches = 40;
    for (let i = 0; i < batches; i++) {
      const answers = answersOf(next(), rates.length, 8);
      answers.forEach((group, prompt) => {
        for (const one of group) counts[prompt]![one]!++;
        // Evenly spaced points: no batch is off by a whole answer.
        rates[prompt]!.forEach((rate, k) =>
          expect(Math.abs(group.filter((one) => one === k).length - 8 * rate)).toBeLessThan(1),
        );
        expect(majority(group)).not.toBeNull();
      });
    }
    counts.forEach((own, prompt) =>
      own.forEach((count, k) =>
        expect(Math.abs(count / (8 * batches) - rates[prompt]![k]!)).toBeLessThan(0.02),
      ),
    );
  });

  it('are the same for the same seed', () => {
    const rates = [0, 1].map(() => [0.5, 0.1, 0.1, 0.1, 0.16, 0.04]);
    expect(examples(rates, 4, 2)()).toEqual(examples(rates, 4, 2)());
    expect(examples(rates, 16, 2)()).not.toEqual(examples(rates, 16, 3)());
  });
});
