import { describe, expect, it } from 'vitest';
import { LESSON_IDS, loadLesson } from '../../lessons/index.ts';
import { readText } from '../../lessons/text.ts';
import type { Lesson, LessonWords } from '../../lessons/lesson.ts';
import { SideView } from '../rubric/side-view.svelte.ts';
import { SlowMotion } from '../slow/SlowMotion.svelte.ts';
import { Layout } from '../state/Layout.svelte.ts';
import { openedAs, openedRun } from '../state/testing.ts';
import type { OpenRequest } from '../../worker/protocol.ts';
import { readAsked, withAsked } from './address.ts';
import { actionsUpTo, requestOf } from './set-up.ts';
import { Walk } from './Walk.svelte.ts';

const wishes: OpenRequest = {
  scenario: 'forgotten-footnote',
  methods: [],
  seeds: { first: 1, count: 'auto' },
  backend: 'auto',
  engine: 'auto',
  freshBase: false,
};

const lesson: Lesson = {
  id: 'a-lesson',
  number: 1,
  minutes: 3,
  actions: {},
  numbers: {
    length: ({ length }) => String(length),
    at: ({ at }) => String(at),
    none: () => String(NaN),
  },
  steps: [
    {
      id: 'begin',
      kind: 'read',
      panels: ['answers'],
      first: [{ do: 'open', scenario: 'forgotten-footnote', methods: ['focal-prior'] }],
    },
    {
      id: 'guess',
      kind: 'predict',
      options: 2,
      panels: ['river', 'answers'],
      then: [
        { do: 'edit', change: { kind: 'weight', criterion: 'hedge', value: 5 } },
        { do: 'train', to: 2 },
      ],
      found: ({ length }) => (length >= 2 ? 1 : null),
    },
    { id: 'end', kind: 'question' },
  ],
};

const words = { steps: { begin: {}, guess: {}, end: {} } } as unknown as LessonWords;

function walked(index = 0) {
  const { run, sent } = openedRun();
  const layout = new Layout({ mode: 'lab', panels: null });
  const page = { run, wishes, layout, view: new SideView(run), slow: new SlowMotion(run) };
  const walk = new Walk({ ...page, experiments: () => {} }, { lesson, words, language: 'en' }, index);
  let runs = 1;
  /** The worker opens what was asked for. */
  const stand = () => {
    run.receive({ type: 'opened', run: ++runs, opened: openedAs(run, [{ method: 'focal-prior', seed: 1 }]) });
    walk.follow();
  };
  const played = () => {
    run.receive({ type: 'records', run: runs, records: [{} as never], health: [], secondsPerStep: 1 });
    walk.follow();
  };
  const rest = () => {
    run.receive({ type: 'playing', run: runs, playing: false, finished: false });
    walk.follow();
  };
  const asked = () => sent.map(({ type }) => type).filter((type) => type !== 'look');
  return { run, walk, page, stand, played, rest, asked, sent };
}

describe('a walk through a lesson', () => {
  it('opens the run, asks, trains when something was said, and compares', () => {
    const { walk, stand, played, rest, sent } = walked();
    expect(walk.actor.opening).toBe(true);
    stand();
    expect(walk.actor.busy).toBe(false);
    expect(walk.panels).toEqual(['answers']);
    walk.next();
    expect([walk.step.id, walk.held]).toEqual(['guess', true]);
    walk.next();
    expect(walk.step.id).toBe('guess');
    walk.predict(0);
    expect(sent.slice(-2)).toEqual([
      { type: 'edit', change: { kind: 'weight', criterion: 'hedge', value: 5 } },
      { type: 'play', until: 2 },
    ]);
    expect(walk.actor.goal).toBe(2);
    played();
    walk.predict(1); // said is said
    expect(walk.prediction).toMatchObject({ chosen: 0, found: null });
    played();
    rest();
    expect(walk.prediction).toEqual({
      chosen: 0,
      found: 1,
      untold: false,
      numbers: { length: '2', at: '1', none: '–' },
    });
    walk.next();
    expect(walk.last).toBe(true);
    expect(walk.panels).toEqual(['river', 'answers']);
    walk.back();
    expect(walk.prediction?.found).toBe(1);
  });

  it('notices that its run was begun anew, drops what it waited for, and has it again', () => {
    const { run, walk, stand, played, rest, asked } = walked();
    stand();
    walk.next();
    walk.predict(1);
    played();
    run.open();
    stand();
    expect([walk.actor.elsewhere, walk.actor.busy, walk.prediction?.found]).toEqual([true, false, null]);
    walk.setUpAgain();
    stand();
    expect(walk.actor.elsewhere).toBe(false);
    expect(asked().slice(-3)).toEqual(['open', 'edit', 'play']);
    played();
    played();
    rest();
    expect(walk.prediction?.found).toBe(1);
  });

  it('notices a run that was opened by hand before its own stood', () => {
    const { run, walk, stand } = walked();
    run.open();
    walk.follow();
    expect(walk.actor.elsewhere).toBe(false);
    stand();
    stand();
    expect([walk.actor.elsewhere, walk.actor.busy]).toEqual([true, false]);
    walk.setUpAgain();
    stand();
    expect([walk.actor.elsewhere, walk.actor.busy]).toEqual([false, false]);
  });

  it('goes on after a pause, and ends a training that was let go on without an end', () => {
    const { run, walk, stand, played, rest, asked } = walked();
    stand();
    walk.next();
    walk.predict(0);
    played();
    run.pause();
    rest();
    expect([walk.actor.goal, walk.held]).toEqual([2, true]);
    run.play();
    played();
    expect(asked().at(-1)).toBe('pause');
    rest();
    expect(walk.prediction?.found).toBe(1);
  });

  it('sets up again where the run was trained on by hand before the edit that a prediction is about', () => {
    const { run, walk, stand, played, rest, asked } = walked();
    stand();
    walk.next();
    run.play();
    for (let step = 0; step < 3; step++) played();
    rest();
    walk.predict(0); // at step 3 an edit would come after the steps that tell
    expect(walk.prediction?.found).toBeNull();
    stand();
    expect(asked().slice(-3)).toEqual(['open', 'edit', 'play']);
    played();
    played();
    rest();
    expect(walk.prediction?.found).toBe(1);
  });

  it('tells the numbers of the last step, whatever step is hovered then', () => {
    const { run, walk, stand, played, rest } = walked();
    stand();
    walk.next();
    walk.predict(0);
    played();
    run.hover(0);
    played();
    rest();
    expect(walk.prediction?.numbers['at']).toBe('1');
  });

  it('leaves nothing open that an earlier lesson opened', () => {
    const { walk, page, stand } = walked();
    stand();
    page.layout.answers = 'gradient';
    page.view.methods();
    walk.setUpAgain();
    expect([page.layout.answers, page.view.shown.kind]).toEqual(['answers', 'list']);
  });

  it('begins at a step with everything that was done before it', () => {
    const { walk, stand, asked } = walked(2);
    expect(walk.step.id).toBe('end');
    stand();
    expect(asked().slice(-3)).toEqual(['open', 'edit', 'play']);
  });

  it('says when the run could not be opened', () => {
    const { run, walk } = walked();
    run.receive({ type: 'failed', run: 2, message: 'no', lost: false });
    walk.follow();
    expect([walk.actor.failed, walk.actor.busy]).toEqual([true, false]);
  });
});

describe('what a lesson sets up', () => {
  it('is made smaller by the address, and has the edits that it begins with', () => {
    const { request } = requestOf(
      {
        scenario: 'forgotten-footnote',
        training: { numGenerations: 8, beta: 0.1 },
        seeds: 1,
        changes: [{ kind: 'weight', criterion: 'hedge', value: 4 }],
      },
      { ...wishes, training: { numGenerations: 4 }, seeds: { first: 5, count: 2 } },
    );
    expect(request.training).toEqual({ numGenerations: 4, beta: 0.1 });
    expect(request.seeds).toEqual({ first: 5, count: 2 });
    expect(request.rubric?.find(({ id }) => id === 'hedge')?.weight).toBe(4);
  });

  it('has several seeds where it is about them, whatever the address asks for', () => {
    const { request } = requestOf(
      { scenario: 'forgotten-footnote', seeds: 4 },
      { ...wishes, seeds: { first: 5, count: 1 } },
    );
    expect(request.seeds).toEqual({ first: 5, count: 4 });
  });

  it('counts a prediction only when it was made', () => {
    expect(actionsUpTo(lesson, 1, false).map((action) => action.do)).toEqual(['open']);
    expect(actionsUpTo(lesson, 1, true).map((action) => action.do)).toEqual(['open', 'edit', 'train']);
  });
});

describe('the address', () => {
  it('names a lesson and its step, beside what else it says', () => {
    expect(readAsked('?lesson=a-lesson&step=3&seeds=1')).toEqual({ lesson: { id: 'a-lesson', index: 2 } });
    expect(readAsked('?seeds=1')).toBeNull();
    expect(withAsked('?seeds=1&step=9', { lesson: { id: 'a-lesson', index: 2 } })).toBe(
      '?lesson=a-lesson&step=3&seeds=1',
    );
    expect(withAsked('?lesson=a-lesson&set=beta=1', {})).toBe('?set=beta=1');
    expect(withAsked('', { teacher: true })).toBe('?teacher');
  });
});

describe('the text of a step', () => {
  it('has words that act, numbers, and formulas as paragraphs of their own', () => {
    expect(readText('One [word](act) and {n}.\n\n {{f}} \n\n Last\n line.')).toEqual([
      {
        kind: 'text',
        parts: [
          { kind: 'words', text: 'One ' },
          { kind: 'action', text: 'word', key: 'act' },
          { kind: 'words', text: ' and ' },
          { kind: 'number', key: 'n' },
          { kind: 'words', text: '.' },
        ],
      },
      { kind: 'formula', key: 'f' },
      { kind: 'text', parts: [{ kind: 'words', text: 'Last line.' }] },
    ]);
  });
});

describe('a lesson without a run', () => {
  it('reads nothing that is not there', async () => {
    const { run } = openedRun();
    const { viewOf, liveText } = await import('./view-of.ts');
    for (const id of LESSON_IDS) {
      const told = (await loadLesson(id, 'en'))!;
      const reads = [
        ...Object.values(told.lesson.numbers),
        ...Object.values(told.lesson.formulas ?? {}).map(({ live }) => live),
      ];
      for (const read of reads) expect(liveText(read, viewOf(run, true))).toMatch(/./);
    }
  });
});
