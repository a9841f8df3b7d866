/** All lessons in all their languages: nothing is named that there is not, and all is said that is named. */
import { describe, expect, it } from 'vitest';
import { findMethod, METHODS } from '../../lab/reward/methods/index.ts';
import { findScenario } from '../../scenarios/index.ts';
import { STUDIES } from '../../experiment/studies/index.ts';
import { trainingSchema } from '../../lab/run/scenario.ts';
import { requestOf } from './set-up.ts';
import { texToMath } from '../methods/tex.ts';
import {
  FALLBACK,
  LANGUAGES,
  languagesOf,
  LESSON_IDS,
  loadCourseWords,
  loadLesson,
} from '../../lessons/index.ts';
import type { Action, Lesson, LessonWords, SetUp } from '../../lessons/lesson.ts';
import { plainText, readText, withFacts } from '../../lessons/text.ts';

const WORDS_PER_STEP = 110;
const WORDS_PER_SENTENCE = 25;

const all = await Promise.all(
  LESSON_IDS.flatMap((id) =>
    languagesOf(id).map(async (language) => {
      const told = await loadLesson(id, language);
      return { name: `${id} in ${language}`, id, ...told! };
    }),
  ),
);

const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.,-]*/gu)?.length ?? 0;
const sentencesIn = (text: string): string[] =>
  plainText(text)
    .split(/(?<=[.?!:])["”“]?\s+|\n/)
    .filter((sentence) => sentence !== '');

/** Everything that a lesson says in its steps. */
const textsOf = (words: LessonWords): string[] =>
  Object.values(words.steps).flatMap(({ text, after = '' }) => [text, after]);

/** Keys that texts name, by what they are keys of. */
function named(texts: readonly string[]) {
  const keys = { action: new Set<string>(), number: new Set<string>(), formula: new Set<string>() };
  for (const paragraph of texts.flatMap((text) => readText(text)))
    if (paragraph.kind === 'formula') keys.formula.add(paragraph.key);
    else for (const part of paragraph.parts) if (part.kind !== 'words') keys[part.kind].add(part.key);
  return keys;
}

const actionsOf = ({ actions, steps }: Lesson): Action[] => [
  ...Object.values(actions),
  ...steps.flatMap((step) => [...(step.first ?? []), ...(step.kind === 'predict' ? step.then : [])]),
];

describe('the course', () => {
  it('has its own words in English, and numbers its lessons without a gap', async () => {
    expect(LANGUAGES[0]).toBe(FALLBACK);
    for (const language of LANGUAGES)
      expect((await loadCourseWords(language)).words.lessons).toMatch(/^\p{Lu}/u);
    const numbers = all.filter(({ language }) => language === FALLBACK).map(({ lesson }) => lesson.number);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('falls back to English, and knows what there is not', async () => {
    expect((await loadLesson(LESSON_IDS[0]!, 'xx'))?.language).toBe(FALLBACK);
    expect((await loadCourseWords('xx')).language).toBe(FALLBACK);
    expect(await loadLesson('no-such-lesson', FALLBACK)).toBeUndefined();
  });
});

describe.each(all)('$name', ({ id, lesson, words }) => {
  it('has the id of its folder, and English words', () => {
    expect(lesson.id).toBe(id);
    expect(languagesOf(id)).toContain(FALLBACK);
  });

  it('says what its steps do, and nothing besides', () => {
    expect(Object.keys(words.steps)).toEqual(lesson.steps.map((step) => step.id));
    for (const step of lesson.steps) {
      const { title, text, options, after } = words.steps[step.id]!;
      expect(title).toMatch(/\S/);
      expect(text).toMatch(/\S/);
      expect(options?.length, step.id).toBe(step.kind === 'predict' ? step.options : undefined);
      if (step.kind === 'predict') expect(after, step.id).toMatch(/\S/);
      else expect(after, step.id).toBeUndefined();
    }
  });

  it('names only actions, numbers and formulas that there are, and each of them somewhere', () => {
    const keys = named(textsOf(words));
    expect([...keys.action].sort()).toEqual(Object.keys(lesson.actions).sort());
    expect([...keys.number].sort()).toEqual(Object.keys(lesson.numbers).sort());
    expect([...keys.formula].sort()).toEqual(Object.keys(lesson.formulas ?? {}).sort());
    for (const { tex } of Object.values(lesson.formulas ?? {})) expect(() => texToMath(tex)).not.toThrow();
  });

  it('has for its teacher only facts that there are, each of them somewhere, and tells them as numbers', () => {
    const { aim, plan, questions, pitfalls } = words.teacher;
    const asked = questions.flatMap(({ ask, expect: expected }) => [ask, expected]);
    const { facts = {} } = lesson;
    expect([...named(asked).number].sort()).toEqual(Object.keys(facts).sort());
    for (const text of [aim, ...plan.flat(), ...pitfalls, ...asked.map((each) => withFacts(each, facts))])
      expect(text).not.toMatch(/[{}]|NaN/);
  });

  it('opens a run first, asks before it trains, and ends with its one question', () => {
    const [first] = lesson.steps;
    expect(first?.panels?.length).toBeGreaterThan(0);
    expect(first?.first?.some((action) => action.do === 'open')).toBe(true);
    expect(lesson.steps.filter(({ kind }) => kind === 'predict').length).toBeGreaterThan(0);
    expect(lesson.steps.filter(({ kind }) => kind === 'question')).toEqual([lesson.steps.at(-1)]);
    for (const step of lesson.steps) if (step.kind === 'predict') expect(step.then.length).toBeGreaterThan(0);
  });

  it('says little at a time, in short sentences, without an exclamation mark', () => {
    for (const [step, { title, text, after = '', options = [] }] of Object.entries(words.steps)) {
      expect(wordsIn(plainText(text)), `words of ${step}`).toBeLessThanOrEqual(WORDS_PER_STEP);
      expect(wordsIn(plainText(after)), `words after ${step}`).toBeLessThanOrEqual(WORDS_PER_STEP);
      for (const sentence of [...sentencesIn(text), ...sentencesIn(after), ...options, title]) {
        expect(wordsIn(sentence), sentence).toBeLessThanOrEqual(WORDS_PER_SENTENCE);
        expect(sentence).not.toContain('!');
      }
    }
  });

  it('has something for a teacher in every part', () => {
    const { aim, plan, questions, pitfalls } = words.teacher;
    expect(aim).toMatch(/\.$/);
    for (const part of [plan, questions, pitfalls]) expect(part.length).toBeGreaterThan(0);
    for (const { ask, expect: expected } of questions) {
      expect(ask).toMatch(/\?$/);
      expect(expected).toMatch(/\.$/);
    }
  });

  it('asks of the lab only what it has', () => {
    let scenario = findScenario(
      (lesson.steps[0]!.first!.find(({ do: what }) => what === 'open') as SetUp).scenario,
    );
    const parameters = new Set(METHODS.flatMap((method) => method.parameters.map(({ name }) => name)));
    const every = actionsOf(lesson);
    const scenarios = [
      ...new Set(every.flatMap((action) => (action.do === 'open' ? [action.scenario] : []))),
    ].map(findScenario);
    const criteria = new Set(scenarios.flatMap(({ rubric }) => rubric.map((criterion) => criterion.id)));
    for (const action of every) {
      if (action.do === 'open') {
        scenario = findScenario(action.scenario);
        for (const method of action.methods ?? []) expect(findMethod(method).id).toBe(method);
        for (const name of Object.keys(action.parameters ?? {})) expect([...parameters]).toContain(name);
        for (const name of Object.keys(action.training ?? {}))
          expect(trainingSchema.entries).toHaveProperty(name);
        const wishes = { seeds: { first: 1, count: 'auto' }, backend: 'auto', engine: 'auto' } as const;
        const { request } = requestOf(action, {
          ...wishes,
          scenario: scenario.id,
          methods: [],
          freshBase: false,
        });
        expect(request.rubric !== undefined).toBe((action.changes?.length ?? 0) > 0);
      }
      const changes = action.do === 'edit' ? [action.change] : action.do === 'edits' ? action.changes : [];
      for (const change of changes) {
        if ('criterion' in change) expect([...criteria]).toContain(change.criterion);
        if (change.kind === 'parameter') expect([...parameters]).toContain(change.name);
      }
      if ('criterion' in action) expect([...criteria]).toContain(action.criterion);
      if (action.do === 'train') expect(action.to).toBeLessThanOrEqual(scenario.training.steps);
      if (action.do === 'go' && action.study !== undefined)
        expect(STUDIES.map((study) => study.id)).toContain(action.study);
    }
  });
});
