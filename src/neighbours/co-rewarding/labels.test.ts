import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { END, WORDS } from '../../lab/language/words.ts';
import { ANSWERS, answerOf, answersOf, majority, NO_ANSWER, spelt } from './answers.ts';
import { advantagesFor, findArm, labelsFrom } from './labels.ts';
import { mixAt } from './schedule.ts';
import { teacherSeed } from './run.ts';

const id = (text: string): number => WORDS.findIndex((word) => word.text === text);
const answer = fc.integer({ min: 0, max: NO_ANSWER });
const group = fc.array(answer, { minLength: 2, maxLength: 12 });

describe('answers', () => {
  it('are the first word of the question’s own topic, whatever goes before or after', () => {
    const texts = ANSWERS.map((own) => own.map((word) => WORDS[word]!.text));
    expect(texts[0]).toEqual(['clouds', 'drops', 'fall', 'cool', 'condense']);
    expect(new Set(texts.flat()).size).toBe(30); // no word answers two questions
    expect(answerOf([id('hello'), id('fall'), id('drops'), END], 0)).toBe(2);
    expect(answerOf([id('hello'), id('so'), END, id('fall')], 0)).toBe(NO_ANSWER); // after END nothing is said
    expect(answerOf([id('rusts'), id('clouds')], 0)).toBe(0);
    expect(answerOf([id('rusts'), END], 0)).toBe(NO_ANSWER); // a word of another question
  });

  it('are read by the question that a prompt asks, one way or the other', () => {
    // Two questions, asked both ways, two answers of two words each.
    const words = ['fall', 'rusts', 'rusts', 'ore', 'so', 'drops', 'fall', 'fall'];
    const tokens = Int32Array.from(words.flatMap((word) => [id(word), END]));
    expect(answersOf(tokens, 4, 2)).toEqual([
      [2, NO_ANSWER],
      [2, 1],
      [NO_ANSWER, 1],
      [NO_ANSWER, NO_ANSWER],
    ]);
  });

  it('are spelt so that they are read back', () => {
    fc.assert(
      fc.property(answer, fc.nat(5), fc.boolean(), (own, question, greets) => {
        const tokens = spelt(greets ? [id('hello'), id('so')] : [], question, own, 4);
        expect(tokens).toHaveLength(4);
        expect(tokens[3]).toBe(END);
        expect(answerOf(tokens, question)).toBe(own);
      }),
    );
  });
});

describe('majority', () => {
  it('is what no other answer beats, the one said first among equals, and never “no answer”', () => {
    expect(majority([1, 2, 2, 1])).toBe(1);
    expect(majority([2, 1, 1, 2])).toBe(2);
    expect(majority([NO_ANSWER, NO_ANSWER, NO_ANSWER, 4])).toBe(4);
    expect(majority([NO_ANSWER, NO_ANSWER])).toBeNull();
    fc.assert(
      fc.property(group, (own) => {
        // Found by sorting: most frequent first, then by first appearance.
        const said = [...new Set(own)].filter((one) => one !== NO_ANSWER);
        const times = (one: number) => own.filter((other) => other === one).length;
        const [first] = said.sort((a, b) => times(b) - times(a) || own.indexOf(a) - own.indexOf(b));
        expect(majority(own)).toBe(first ?? null);
      }),
    );
  });
});

describe('labels', () => {
  it('of the own view stay, crossed ones change places, prompt by prompt', () => {
    const asked = [0, 1, null, 3, 4, 5]; // three questions
    expect(labelsFrom(asked, { crossed: false })).toEqual(asked);
    expect(labelsFrom(asked, { crossed: true })).toEqual([3, 4, 5, 0, 1, null]);
  });

  it('come from where each arm says', () => {
    expect(
      ['single-view', 'co-rewarding-1', 'co-rewarding-2', 'co-rewarding-3', 'known-answers'].map((arm) => {
        const { of, crossed } = findArm(arm).source;
        return [of, crossed];
      }),
    ).toEqual([
      ['policy', false],
      ['policy', true],
      ['teacher', false],
      ['teacher', true],
      ['known', false],
    ]);
    expect(() => findArm('magic')).toThrow('"magic"; there are single-view, co-rewarding-1');
  });
});

describe('advantages', () => {
  it('are z-scores of matching the label, worked out by hand', () => {
    // Rewards 1 0 0 1 0 0 0 0: mean 1/4, sample variance (2 (3/4)^2 + 6 (1/4)^2) / 7 = 3/14.
    const spread = Math.sqrt(3 / 14);
    const [hit, miss] = [0.75 / spread, -0.25 / spread];
    const found = advantagesFor([[2, 0, 1, 2, NO_ANSWER, 0, 3, 1]], [2]);
    [hit, miss, miss, hit, miss, miss, miss, miss].forEach((value, i) =>
      expect(found[i]).toBeCloseTo(value, 4),
    );
  });

  it('are nothing where all match, none does, or there is no label; they sum to 0 and rise with the match', () => {
    fc.assert(
      fc.property(group, fc.option(answer.filter((one) => one !== NO_ANSWER)), (own, label) => {
        const found = Array.from(advantagesFor([own], [label]));
        const hits = own.filter((one) => one === label).length;
        if (label === null || hits === 0 || hits === own.length) expect(found).toEqual(own.map(() => 0));
        else own.forEach((one, i) => expect(found[i]! > 0).toBe(one === label));
        expect(found.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 4);
      }),
    );
  });
});

describe('the teacher', () => {
  it('follows on a half cosine, from the first mix to the last', () => {
    expect(mixAt(0.01, 1e-5, 0, 200)).toBeCloseTo(0.01, 12);
    expect(mixAt(0.01, 1e-5, 100, 200)).toBeCloseTo((0.01 + 1e-5) / 2, 12);
    expect(mixAt(0.01, 1e-5, 200, 200)).toBeCloseTo(1e-5, 12);
    // Half-angle form: cos^2(pi k / 2K) instead of (1 + cos) / 2.
    for (const k of [3, 17, 59])
      expect(mixAt(0.03, 0.001, k, 60)).toBeCloseTo(0.001 + 0.029 * Math.cos((Math.PI * k) / 120) ** 2, 12);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(299), (steps, at) => {
        const k = at % steps;
        expect(mixAt(0.03, 0.001, k + 1, steps)).toBeLessThan(mixAt(0.03, 0.001, k, steps));
      }),
    );
  });

  it('goes about as far in a run of 50 steps as the script’s in some hundreds', () => {
    const moved = (start: number, end: number, steps: number) => {
      let left = 1;
      for (let k = 1; k <= steps; k++) left *= 1 - mixAt(start, end, k, steps);
      return 1 - left;
    };
    expect(Math.abs(moved(0.03, 3e-5, 50) - moved(0.01, 1e-5, 150))).toBeLessThan(0.02);
  });

  it('draws numbers of its own, one seed for each policy’s', () => {
    expect([1, 2, 3].map(teacherSeed)).toEqual([0x80000001, 0x80000002, 0x80000003]);
  });
});
