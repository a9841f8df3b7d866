import { describe, expect, it } from 'vitest';
import type { Track } from '../neighbour.ts';
import { lab } from './lab.ts';
import { questionsOf } from './questions.ts';
import { setupOf } from './settings.ts';

const initial = Object.fromEntries(lab.fields.map((field) => [field.id, field.initial]));

describe('the lab', () => {
  it('has settings within their fields in every scenario', () => {
    for (const { id, settings } of lab.scenarios) {
      for (const [key, value] of Object.entries(settings)) {
        const field = lab.fields.find((one) => one.id === key);
        expect(field, `${id}.${key}`).toBeDefined();
        if (field?.kind === 'number') {
          expect(value).toBeGreaterThanOrEqual(field.min);
          expect(value).toBeLessThanOrEqual(field.max);
        }
      }
      expect(questionsOf(setupOf({ ...initial, ...settings }).errors)).toHaveLength(6);
    }
  });

  it('names only what there is: in its study, its explanation and what it opens with', () => {
    const has = (parts: readonly { id: string }[]) => (id: string) =>
      expect(parts.map((part) => part.id)).toContain(id);
    lab.study.scenarios.forEach(has(lab.scenarios));
    lab.study.arms.forEach(has(lab.arms));
    for (const { scenario, arm, against, outcome } of lab.study.comparisons) {
      has(lab.scenarios)(scenario);
      [arm, against].forEach(has(lab.arms));
      has(lab.outcomes)(outcome);
    }
    lab.usual.arms.forEach(has(lab.arms));
    expect(lab.explanation).toHaveLength(5);
    for (const { open, light } of lab.explanation) {
      open?.arms?.forEach(has(lab.arms));
      if (open?.scenario) has(lab.scenarios)(open.scenario);
      if (light && light !== 'panel') has(lab.measures)(light);
    }
  });
});

describe('predictions', () => {
  const run = (arm: string, first: number, then: number, steps: number): Track => ({
    ...{ scenario: 'one-view', arm, seed: 1, events: [] },
    values: Object.fromEntries(
      lab.measures.map(({ id }) => [id, [first, ...new Array<number>(steps).fill(then)]]),
    ),
  });
  const predictions = lab.explanation.flatMap(({ predict }) => (predict ? [predict] : []));
  const [own, crossing, failing] = predictions;

  it('wait until the run can tell', () => {
    expect(predictions.length).toBeGreaterThanOrEqual(2);
    for (const { by, found } of predictions) {
      const tracks = ['single-view', 'co-rewarding-1', 'known-answers'].map((arm) =>
        run(arm, 0.4, 0.5, by - 1),
      );
      expect(found(tracks)).toBeNull();
      expect(found([])).toBeNull();
    }
  });

  it('are settled by the numbers, each way, and told with them', () => {
    const after = (single: number, crossed: number) => [
      run('single-view', 0.4, single, 60),
      run('co-rewarding-1', 0.4, crossed, 60),
      run('known-answers', 0.4, 0.9, 60),
    ];
    expect([0.6, 0.2, 0.41].map((single) => own!.found(after(single, 0.5)))).toEqual([0, 1, 2]);
    expect([0.6, 0.4, 0.5].map((crossed) => crossing!.found(after(0.5, crossed)))).toEqual([0, 1, 2]);
    expect(own!.told(after(0.62, 0.5))).toContain('from 40 % to 62 %');
    expect(crossing!.told(after(0.5, 0.71))).toContain('71 % right');
    expect(failing!.told(after(0.5, 0.3))).toContain('90 %');
    expect(failing!.told(after(0.5, 0.3).slice(0, 2))).toContain('the ceiling: not in this run.');
  });
});
