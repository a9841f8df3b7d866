import { describe, expect, it } from 'vitest';
import type { Preview } from '../../lab/run/preview.ts';
import { criterion, openedRun } from '../state/testing.ts';
import { Draft } from './Draft.svelte.ts';
import { examples } from './examples.ts';
import { Importing } from './Importing.svelte.ts';
import { isHonest, JUDGE_CONTROLS, judgeInWords, withSetting } from './judge-controls.ts';
import { copyOf, freshId, newCriterion, withFreshIds } from './new-criterion.ts';
import { SideView } from './side-view.svelte.ts';
import { fromSlider, heaviestOn, toSlider } from './weight-scale.ts';
import { whyNoMore } from './why-not.ts';

describe('a draft', () => {
  const opened = () => {
    const { run, sent } = openedRun();
    const draft = new Draft(run, 'hedge');
    draft.follow();
    const edits = () => sent.filter(({ type }) => type === 'edit').length;
    return { run, draft, edits };
  };

  it('counts as it is typed, and is sent when it is done with', () => {
    const { run, draft, edits } = opened();
    draft.type({ name: 'hedg' });
    draft.type({ name: 'hedging' });
    expect([draft.criterion?.name, edits()]).toEqual(['hedging', 0]);
    draft.commit();
    expect([run.criteria.at(-1)!.name, edits()]).toEqual(['hedging', 1]);
    draft.commit(); // nothing new
    expect(edits()).toBe(1);
  });

  it('says where it is wrong, and is not sent then', () => {
    const { draft, edits } = opened();
    draft.set({ detector: { type: 'distinct', group: 'own-fact', target: 99 } });
    expect(draft.problemAt('detector.target')).toMatch(/99/);
    expect([draft.problemAt('detector.group'), draft.problemAt('name')]).toEqual(['', '']);
    expect(draft.problemAt('detector')).not.toBe('');
    expect([draft.criterion, edits()]).toEqual([undefined, 0]);
    draft.type({ detector: { type: 'pattern', pattern: '<hedge> (', target: 1 } });
    expect(draft.problemAt('detector.pattern')).not.toBe('');
  });

  it('gives way to an edit of the same part, and keeps what is typed elsewhere', () => {
    const { run, draft } = opened();
    draft.set({ kind: 'principle' });
    draft.follow();
    draft.type({ name: 'half typed' });
    run.undo();
    draft.follow();
    expect([draft.value.kind, draft.value.name]).toEqual(['hard-rule', 'half typed']);
  });
});

describe('example answers', () => {
  const answer = (prompt: number, value: number) => ({ prompt, value, words: ['so'], evidence: [] });
  const of = (values: [number, number][]): Preview => ({
    fires: 0,
    of: values.length,
    score: 0,
    answers: values.map(([prompt, value]) => answer(prompt, value)),
  });
  const rule = { kind: 'hard-rule', polarity: 'positive' } as const;

  it('mix both sorts, of the prompt looked at first', () => {
    const shown = examples(
      of([
        [0, 1],
        [0, 0],
        [1, 1],
        [1, 1],
        [1, 0],
        [1, 0],
        [1, 0],
      ]),
      rule,
      1,
    );
    expect(shown.map(({ prompt, found }) => [prompt, found])).toEqual([
      [1, true],
      [1, true],
      [1, false],
      [1, false],
    ]);
  });

  it('take more of one sort where the other is rare', () => {
    const shown = examples(
      of([
        [0, 0],
        [0, 0],
        [0, 0],
        [0, 0],
        [1, 1],
      ]),
      rule,
      0,
    );
    expect(shown.map(({ found }) => found)).toEqual([true, false, false, false]);
    expect(
      examples(
        of([
          [0, 1],
          [0, 1],
          [0, 1],
          [0, 1],
          [0, 1],
        ]),
        rule,
        0,
      ),
    ).toHaveLength(4);
  });

  it('find a fault where the score is low', () => {
    const [worst] = examples(
      of([
        [0, 10],
        [0, 1],
      ]),
      { kind: 'principle', polarity: 'negative' },
      0,
    );
    expect([worst!.value, worst!.found]).toEqual([1, true]);
  });
});

describe('criteria that join', () => {
  it('get ids that nobody had', () => {
    expect(freshId('new', new Set(['new_1', 'new_2']))).toBe('new_3');
    expect(freshId('a'.repeat(32), new Set())).toHaveLength(32);
    const { run } = openedRun();
    expect(newCriterion(run.columns)).toMatchObject({ id: 'new_1', weight: 1, kind: 'hard-rule' });
    const second = newCriterion([...run.columns, newCriterion(run.columns)]);
    expect([second.id, second.name]).toEqual(['new_2', 'new criterion 2']);
    const joined = withFreshIds([criterion('hedge'), criterion('hedge_1'), criterion('other')], run.columns);
    expect(joined.map(({ id }) => id)).toEqual(['hedge_1', 'hedge_1_1', 'other']);
  });

  it('are copied under the next number', () => {
    const { run } = openedRun();
    const polite = run.criteria.find(({ id }) => id === 'polite')!;
    const copy = copyOf(polite, run.columns);
    expect([copy.id, copy.name]).toEqual(['polite_1', 'polite 2']);
    expect(copyOf(copy, [...run.columns, copy]).name).toBe('polite 3');
  });

  it('are at most 32', () => {
    const { run } = openedRun();
    expect(whyNoMore(run)).toBe('');
    expect(whyNoMore(run, 26)).toMatch(/7 criteria and 26 to add; at most 32/);
    expect(
      whyNoMore({ ...run, ready: true, finished: false, criteria: Array(32).fill(criterion('x')) }),
    ).toMatch(/There are 32 criteria/);
  });
});

describe('the judge’s controls', () => {
  it('leave out what is off, so that honest is empty', () => {
    const lenient = withSetting({}, 'shift', 2);
    expect(lenient).toEqual({ shift: 2 });
    expect(withSetting(lenient, 'shift', 0)).toEqual({});
    expect(withSetting({ coarse: 2 }, 'coarse', undefined)).toEqual({});
    expect(judgeInWords([{ judge: {} }])).toBe('honest');
    expect(judgeInWords([{ judge: lenient }, { judge: {} }])).toBe('1 criterion judged imperfectly');
    expect(isHonest({ judge: lenient })).toBe(false);
  });

  it('have ranges that a criterion accepts', () => {
    for (const { key, min, max } of JUDGE_CONTROLS)
      for (const value of [min, max])
        expect(criterion('x', { judge: { [key]: value } }).judge).toEqual({ [key]: value });
  });
});

describe('weights on a slider', () => {
  it('come back as they were set, and reach what the rubric holds', () => {
    for (const weight of [0, 0.3, 0.5, 1, 3, 5, 10])
      expect(Math.abs(fromSlider(toSlider(weight, 10), 10) - weight)).toBeLessThan(0.11);
    expect(heaviestOn([{ weight: 5 }])).toBe(10);
    expect(heaviestOn([{ weight: 50 }])).toBe(100);
  });
});

describe('a rubric on its way in', () => {
  const own = (criteria: object[]) =>
    JSON.stringify({ format: 'focal-lab-rubric', formatVersion: 1, name: 'mine', criteria });

  it('changes nothing while it is read, and says what is wrong', () => {
    const { run, sent } = openedRun();
    const importing = new Importing(run);
    const before = sent.length;
    importing.begin();
    expect(importing.outcome).toEqual({});
    importing.take('{ "criteria": ');
    expect(importing.outcome.problem).toBeTruthy();
    importing.take(own([criterion('hedge')]));
    expect(importing.outcome.rubric?.criteria.map(({ id }) => id)).toEqual(['hedge']);
    expect(sent).toHaveLength(before);
  });

  it('replaces the rubric, or joins it under ids of its own', () => {
    const { run } = openedRun();
    const importing = new Importing(run);
    importing.take(own([criterion('hedge'), criterion('x', { detector: null, active: false })]));
    expect(importing.undetected).toBe(1);
    importing.add();
    expect(run.criteria.slice(7).map(({ id }) => id)).toEqual(['hedge_1', 'x']);
    importing.replace();
    expect(run.criteria.map(({ id }) => id)).toEqual(['hedge', 'x']);
    expect(importing.open).toBe(false);
  });

  it('is one row of a file with several', () => {
    const row = (...texts: string[]) =>
      JSON.stringify({
        prompt: [{ role: 'user', content: 'x' }],
        rubrics: texts.map((text) => ({ criterion: text, points: 1, tags: [] })),
      });
    const importing = new Importing(openedRun().run);
    importing.take(`${row('one')}\n${row('two', 'three')}`);
    const read = () => [importing.outcome.rubric?.rows, importing.outcome.rubric?.criteria.length];
    expect(read()).toEqual([2, 1]);
    importing.row = 1;
    expect(read()).toEqual([2, 2]);
    importing.take(row('four')); // another text begins at its first row
    expect(read()).toEqual([1, 1]);
  });

  it('is refused unread when the file is too large', async () => {
    const importing = new Importing(openedRun().run);
    let read = false;
    const text = () => {
      read = true;
      return Promise.resolve('');
    };
    await importing.takeFile({ name: 'huge.json', size: 9e6, text } as unknown as File);
    expect(importing.outcome.problem).toBe('huge.json has 9.0 MB; at most 1 MB are read.');
    expect(read).toBe(false);
  });
});

describe('the right column', () => {
  it('shows an editor while there is such a criterion', () => {
    const { run } = openedRun();
    const view = new SideView(run);
    view.edit('new_1');
    expect(view.shown.kind).toBe('list');
    run.edit({ kind: 'add', value: criterion('new_1'), at: 0 });
    expect(view.shown).toEqual({ kind: 'criterion', id: 'new_1' });
    run.undo();
    expect(view.shown.kind).toBe('list');
  });
});
