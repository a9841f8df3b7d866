import { describe, expect, it } from 'vitest';
import { findScenario, SCENARIOS } from '../../scenarios/index.ts';
import { checkDesign, conditionsOf } from '../design/plan.ts';
import { STUDIES } from '../studies/index.ts';
import { madeUpResults } from '../testing.ts';
import type { Results } from '../results.ts';
import { reportOf } from './report-of.ts';

/** Every text of a report. */
const texts = (results: Results): string[] => {
  const { title, question, answer, facts, sections } = reportOf(results);
  return [
    ...[title, question, ...answer, ...facts.flat()],
    ...sections.flatMap((section) => [
      ...[section.title, ...section.says, ...section.figures.map((figure) => figure.title)],
      ...section.tables.flatMap(({ caption, head, rows }) => [caption, ...head, ...rows.flat()]),
    ]),
  ];
};

describe.each(STUDIES.map((study) => [study.id, study] as const))('the study %s', (id, study) => {
  const scenarios = study.scenarios.map((name) => findScenario(name));
  const design = study.design({ scenarios, seeds: [1, 2, 3] });

  it('is possible, on its own scenarios and on all others', () => {
    expect(() => checkDesign(design)).not.toThrow();
    expect(design.study).toBe(id);
    // Of the others it is possible, or says why a knob does nothing there.
    for (const scenario of SCENARIOS)
      try {
        checkDesign(study.design({ scenarios: [scenario], seeds: [1] }));
      } catch (error) {
        expect((error as Error).message).toMatch(/changes nothing about [a-z-]+: it needs/);
      }
  });

  it('asks a question and says how it is answered', () => {
    expect(study.question).toMatch(/\?$/);
    expect(study.how.length).toBeGreaterThan(60);
    expect(conditionsOf(design).length).toBeGreaterThan(1);
  });

  /** Results of its design, made up; as many scenarios as it has, under other names. */
  const results = (seeds: number): Results => {
    const { methods, variations, baselines, forkTest } = design;
    return madeUpResults({
      ...{ study: id, seeds, methods, variations, baselines, forks: forkTest !== null, steps: 20 },
      scenarios: scenarios.length,
    });
  };

  it('is answered from the numbers, each figure under a name of its own', () => {
    const whole = results(8);
    const { answer, sections, title } = reportOf(whole);
    expect(title).toBe(study.title);
    expect(answer.length).toBeGreaterThan(0);
    expect(answer.join(' ')).toMatch(/\d/);
    const figures = sections.flatMap((section) => section.figures.map((figure) => figure.id));
    expect(figures.length).toBeGreaterThan(0);
    expect(new Set(figures).size).toBe(figures.length);
    for (const name of [...figures, ...sections.map((section) => section.id)])
      expect(name).toMatch(/^[a-z0-9-]{1,80}$/);
    expect(texts(whole).filter((text) => /NaN|undefined|null|Infinity/.test(text))).toEqual([]);
  });

  it('is told of whatever there is: one seed, half of the runs, none', () => {
    const one = results(1);
    const half: Results = { ...one, complete: false, runs: one.runs.filter((_, i) => i % 2 === 0) };
    const none: Results = { ...one, complete: false, runs: [], forks: [] };
    for (const some of [one, half, none])
      expect(texts(some).filter((text) => /NaN|undefined|null|Infinity/.test(text))).toEqual([]);
  });
});

it('says how many runs are missing', () => {
  const whole = madeUpResults({ seeds: 2 });
  const half = { ...whole, complete: false, runs: whole.runs.slice(0, 3) };
  expect(reportOf(half).answer[0]).toMatch(/3 of the 6 runs/);
  expect(reportOf(half).facts).toContainEqual(['Runs', '3 of 6, 30 steps each; not complete']);
});
