import { describe, expect, it, vi } from 'vitest';
import { mathText } from '../methods/mathml.ts';
import { CONFIDENCE } from '../methods/sources.ts';
import { texToMath } from '../methods/tex.ts';
import { openedRun } from '../state/testing.ts';
import { Glossary } from './Glossary.svelte.ts';
import { termsIn } from './in-text.ts';
import { liveOf } from './live.ts';
import { findTerm, TERMS } from './terms/index.ts';

describe('terms', () => {
  it('have an id of their own, a sentence, a source and a tag', () => {
    expect(new Set(TERMS.map(({ id }) => id)).size).toBe(TERMS.length);
    for (const { says, source, confidence } of TERMS) {
      expect(says).toMatch(/^\p{Lu}[^!]*\.$/u);
      expect(source).toMatch(/[^.]$/);
      expect(Object.keys(CONFIDENCE)).toContain(confidence);
    }
  });

  it('have formulas that the page can set', () => {
    const formulas = TERMS.flatMap(({ formula }) => formula ?? []);
    expect(formulas.length).toBeGreaterThan(10);
    for (const formula of formulas) expect(mathText(texToMath(formula))).not.toBe('');
  });

  it('are named by what uses them', () => {
    expect(findTerm('effort').name).toBe('Effort');
    expect(() => findTerm('force')).toThrow('Unknown term "force"; there are effort,');
  });

  it('tell their numbers at the step shown, as far as they are known', () => {
    const { run, step } = openedRun();
    expect(liveOf(run)).toBeNull();
    step((id) => (id === 'hedge' ? 0.1 : 0.8));
    step((id) => (id === 'hedge' ? 0.3 : 0.9));
    const live = liveOf(run)!;
    expect(live.worst).toMatchObject({ name: 'hedges', scores: 0.2 });
    for (const term of ['effort', 'saturation', 'weight', 'score'])
      expect(findTerm(term).live!(live)).toContain('hedges');
    expect(findTerm('advantage').live!(live)).toBeNull(); // no answers yet
    run.cursor = 0;
    expect(findTerm('saturation').live!(liveOf(run)!)).toBe('hedges: .10');
  });

  it('tell of a past step what it ran with, not what holds now', () => {
    const { run, step } = openedRun();
    step(() => 0.5);
    run.edit({ kind: 'parameter', name: 'focal.gamma', value: 6 });
    run.edit({ kind: 'active', criterion: 'hedge', value: false });
    const told = (id: string) => findTerm(id).live!(liveOf(run)!);
    expect(told('gamma')).toContain(')^1 = ');
    const before = run.criteria.length;
    expect(told('rubric')).toBe(`${before} of ${before} criteria count`);
    step(() => 0.5);
    expect(told('gamma')).toContain(')^6 = ');
    expect(told('rubric')).toBe(`${before - 1} of ${before} criteria count`);
    expect(told('speed')).toBe('1000 ms since the step before');
    run.cursor = 0;
    expect(told('gamma')).toContain(')^1 = ');
    expect(told('speed')).toBeNull();
  });

  it('are found in a sentence, once each', () => {
    const sentence =
      'Answers still vary (entropy 0.92), drift is KL 1.8 per answer, 5 of 6 groups can teach something.';
    const parts = termsIn(sentence);
    expect(parts.map(({ text }) => text).join('')).toBe(sentence);
    expect(parts.flatMap(({ term }) => term ?? [])).toEqual(['entropy', 'kl', 'silent']);
    for (const { term } of parts) if (term) findTerm(term);
    expect(termsIn('Reset.')).toEqual([{ text: 'Reset.' }]);
  });
});

describe('the card', () => {
  const anchor = {} as Element;

  it('opens at once by keyboard, after a rest of the pointer, and stays while the pointer is on it', () => {
    vi.useFakeTimers();
    const glossary = new Glossary();
    glossary.show('effort', anchor);
    expect(glossary.isOpen(anchor)).toBe(true);
    glossary.close();
    glossary.hover('effort', anchor);
    expect(glossary.open).toBeNull();
    vi.runAllTimers();
    expect(glossary.open).toEqual({ id: 'effort', anchor });
    glossary.away();
    glossary.stay();
    vi.runAllTimers();
    expect(glossary.isOpen(anchor)).toBe(true);
    glossary.away();
    vi.runAllTimers();
    expect(glossary.open).toBeNull();
    vi.useRealTimers();
  });

  it('goes with its term, and does not open for one that is gone', () => {
    vi.useFakeTimers();
    const glossary = new Glossary();
    const other = {} as Element;
    glossary.show('effort', anchor);
    glossary.gone(other);
    expect(glossary.isOpen(anchor)).toBe(true);
    glossary.gone(anchor);
    expect(glossary.open).toBeNull();
    glossary.hover('effort', anchor);
    glossary.gone(anchor);
    vi.runAllTimers();
    expect(glossary.open).toBeNull();
    vi.useRealTimers();
  });

  it('does not open where the pointer only passes', () => {
    vi.useFakeTimers();
    const glossary = new Glossary();
    glossary.hover('effort', anchor);
    glossary.away();
    vi.runAllTimers();
    expect(glossary.open).toBeNull();
    vi.useRealTimers();
  });
});
