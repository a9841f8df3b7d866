import { describe, expect, it } from 'vitest';
import { idsOf } from '../../lab/language/words.ts';
import { parseScenario } from '../../lab/run/scenario.ts';
import { SHOP } from '../../lab/run/testing.ts';
import { findScenario, SCENARIO_IDS, SCENARIOS } from '../../scenarios/index.ts';
import type { Command, Report } from '../../worker/protocol.ts';
import { openedRun } from '../state/testing.ts';
import type { Around } from './around.ts';
import { BLANK } from './blank.ts';
import { check } from './check.ts';
import { CorpusRates } from './CorpusRates.svelte.ts';
import { documentOf, draftOf, idOf } from './draft.ts';
import { looksOf } from './looks.ts';
import { ScenarioEditor } from './ScenarioEditor.svelte.ts';
import { asShare, ofHundred } from './shares.ts';

/** An editor whose worker is played by the test, over a tab's storage that outlives it. */
function made(store: { text: string | null } = { text: null }) {
  const { run } = openedRun();
  const sent: Command[] = [];
  const saved: [string, string][] = [];
  const trained: unknown[] = [];
  let report: (report: Report) => void = () => {};
  let disposed = 0;
  const around: Around = {
    ...{ backend: 'auto', engine: 'auto' },
    worker: (onReport) => {
      report = onReport;
      return { send: (command) => void sent.push(command), dispose: () => void disposed++ };
    },
    read: () => store.text,
    write: (text) => (store.text = text),
    save: (text, name) => void saved.push([text, name]),
    train: (scenario) => Promise.resolve(trained.push(scenario) > 0),
  };
  const editor = new ScenarioEditor(run, around);
  const tell = (said: Report) => report(said);
  return { editor, run, sent, saved, trained, tell, store, disposed: () => disposed };
}

const answersOf = (step: number, word: number): Report => ({
  type: 'warm-up-answers',
  step,
  answers: [
    {
      step: 0,
      rollouts: 1,
      maxTokens: 2,
      tokens: Int32Array.from({ length: 12 }, (_, i) => (i % 2 ? 0 : word)),
    },
  ],
});

describe('a draft', () => {
  it.each([...SCENARIOS, { ...findScenario('every-question-differs'), id: 'shop', language: SHOP }])(
    'of $id is the same scenario again',
    (scenario) => {
      expect(parseScenario(documentOf(draftOf(scenario)))).toEqual(scenario);
    },
  );

  it('of the blank scenario is valid, and is none of those that ship', () => {
    expect(check(draftOf(BLANK)).scenario).toEqual(BLANK);
    expect(SCENARIO_IDS).not.toContain(BLANK.id);
    expect(BLANK.methods).toEqual(['static-uniform', 'focal-prior']);
    expect(BLANK.rubric.map(({ weight }) => weight)).toEqual([1, 1, 1]);
  });

  it.each([
    ['A shop’s answers', 'a-shop-s-answers'],
    ['Überschuss 3', 'uberschuss-3'],
    ['3 wishes', 'wishes'],
    ['将棋', 'my-scenario'],
    ['Gimmick', 'my-gimmick'],
    ['x'.repeat(60), 'x'.repeat(44)],
  ])('called %s goes by %s', (name, id) => {
    expect(idOf(name)).toBe(id);
  });

  it('says shares of 100 without what a binary fraction adds', () => {
    expect([0.035, 0.29, 1, undefined].map(ofHundred)).toEqual([3.5, 29, 100, undefined]);
    expect([3.5, 29, undefined].map(asShare)).toEqual([0.035, 0.29, undefined]);
  });

  it('is refused field by field, with the value and what is allowed', () => {
    const draft = draftOf(BLANK);
    draft.name = '';
    draft.id = 'gimmick';
    draft.mixture.greeting = 1.2;
    draft.mixture.polite = undefined;
    draft.mixture.facts = [0.3, 0.4, 0.25, 0.1];
    draft.own[2] = { hedge: -0.01, facts: [0.5, undefined, undefined, undefined] };
    draft.classes.hedge[1] = 'hello';
    draft.training.numGenerations = 65;
    draft.warmStart.steps = undefined;
    const { scenario, problems } = check(draft);
    expect(scenario).toBeNull();
    expect(Object.fromEntries(problems)).toEqual({
      name: 'The text is shorter than 1 character.',
      id: '“gimmick” is the id of a scenario that ships with Focal Lab; any other will do.',
      'mixture.greeting': '120 is not a number from 0 to 100.',
      'mixture.polite': 'nothing is not a number from 0 to 100.',
      'mixture.facts': '30 + 40 + 25 + 10 are 105; together they are 100.',
      'mixture.topics.2.hedge': '-1 is not a number from 0 to 100.',
      'mixture.topics.2.facts': 'nothing is not a number from 0 to 100.',
      'language.classes.hedge.1': '“hello” is there twice; words differ.',
      'language.classes.greeting.0': '“hello” is there twice; words differ.',
      'training.numGenerations': '65 is not between 2 and 64.',
      'warmStart.steps': 'Nothing is not a number between 1 and 10000.',
    });
  });

  it('leaves out words and topics that are as usual', () => {
    const draft = draftOf(findScenario('gimmick'));
    expect(documentOf(draft)).not.toHaveProperty('language');
    draft.topics[0]!.words[0] = 'fog';
    expect(documentOf(draft)).toHaveProperty('language.topics.0.words.0', 'fog');
  });
});

it('measures a corpus, and again only what changed', async () => {
  const rates = new CorpusRates();
  await rates.measure(BLANK, BLANK.rubric);
  expect(rates.answers).toHaveLength(2000);
  expect(Math.abs(rates.rates['greets']! - 0.5)).toBeLessThan(0.04);
  const { answers } = rates;
  await rates.measure(BLANK, BLANK.rubric.slice(1));
  expect(Object.keys(rates.rates)).toEqual(['facts', 'cite']);
  expect(rates.answers).toEqual(answers);
});

it('marks criteria as the page does, and others by what is left', () => {
  const { run } = openedRun();
  const looks = looksOf(run, [...BLANK.rubric, { ...BLANK.rubric[0]!, id: 'other' }]);
  expect(looks['greets']).toEqual(run.looks[run.column('greets')]);
  expect(new Set(Object.values(looks).map(({ hue }) => hue)).size).toBe(4);
});

describe('the editor', () => {
  it('begins with the run as it stands, under a name and an id of its own', () => {
    const { editor, run } = made();
    run.edit({ kind: 'weight', criterion: 'cite', value: 4 });
    editor.enter('this');
    expect(editor.scenario).toMatchObject({ id: 'forgotten-footnote-edited', methods: ['focal-prior'] });
    expect(editor.scenario!.rubric.find(({ id }) => id === 'cite')!.weight).toBe(4);
    expect(editor.changed).toBe(false);
  });

  it('keeps a changed draft: on coming back, beside another one, and over a reload', () => {
    const { editor, store } = made();
    editor.enter('blank');
    editor.draft.name = 'Mine';
    editor.enter('blank');
    expect(editor.draft.name).toBe('Mine');
    editor.enter('this');
    expect([editor.aside?.draft.name, editor.draft.name]).toEqual(['Mine', 'Forgotten footnote, edited']);
    editor.swap();
    expect([editor.draft.name, editor.aside]).toEqual(['Mine', null]);
    editor.keep();
    const after = made(store).editor;
    expect([after.draft.name, after.changed]).toEqual(['Mine', true]);
    expect(made({ text: '{"now": {"draft": 3}}' }).editor.draft.name).toBe('My scenario');
  });

  it('has a policy warmed up by a worker of its own, and measures it anew when the rubric changes', () => {
    const { editor, sent, tell } = made();
    editor.enter('blank');
    editor.startWarmUp();
    expect(sent).toEqual([{ type: 'warm-up', scenario: BLANK, backend: 'auto', engine: 'auto' }]);
    tell({ type: 'warm-up-progress', step: 10, steps: 600, loss: 3 });
    expect(editor.warmUp.progress).toEqual({ step: 10, steps: 600 });
    tell(answersOf(100, idsOf('greeting')[0]!));
    expect([editor.measured!['greets'], editor.ready]).toEqual([1, false]);
    tell(answersOf(600, idsOf('greeting')[0]!));
    tell({ type: 'warm-up-over', finished: true });
    expect([editor.warmUp.going, editor.ready, editor.stale]).toEqual([false, true, false]);
    editor.draft.topics[0]!.id = 'refunds';
    editor.chooseRubric(findScenario('forgotten-footnote').rubric);
    expect([editor.ready, editor.measured!['clean'], editor.measured!['greets']]).toEqual([true, 1, 1]);
    editor.draft.mixture.greeting = 0.7;
    expect([editor.ready, editor.stale]).toEqual([false, true]);
    editor.draft.mixture.greeting = 0.5;
    expect(editor.ready).toBe(true);
  });

  it('pauses the run on the page, can be stopped, and says what went wrong', () => {
    const { editor, run, sent, tell, disposed } = made();
    run.receive({ type: 'playing', run: 1, playing: true, finished: false });
    editor.enter('blank');
    editor.startWarmUp();
    expect([editor.warmUp.paused, run.playing]).toEqual([true, false]);
    editor.warmUp.stop();
    expect(sent.at(-1)).toEqual({ type: 'stop-warm-up' });
    tell({ type: 'warm-up-over', finished: false });
    expect([editor.warmUp.going, editor.ready]).toEqual([false, false]);
    editor.startWarmUp();
    tell({ type: 'failed', run: 0, message: 'no room', lost: false });
    expect([editor.warmUp.going, editor.warmUp.problem, disposed()]).toEqual([false, 'no room', 1]);
  });

  it('trains on what is valid, lets its worker go, and goes on from there', async () => {
    const { editor, trained, disposed } = made();
    editor.enter('blank');
    editor.draft.name = 'Mine';
    editor.startWarmUp();
    expect(await editor.train()).toBe(true);
    expect([trained, disposed(), editor.changed]).toEqual([
      [{ ...BLANK, name: 'Mine', id: 'mine' }],
      1,
      false,
    ]);
    editor.draft.mixture.hedge = 7;
    expect(await editor.train()).toBe(false);
    expect(trained).toHaveLength(1);
  });

  it('saves and opens files, and says what is wrong with one', async () => {
    const { editor, saved } = made();
    editor.enter('blank');
    editor.draft.topics[0]!.id = 'refunds';
    editor.saveFile();
    const [text, name] = saved[0]!;
    expect(name).toBe('my-scenario.json');
    const other = made().editor;
    await other.takeFile(new File([text], name));
    expect(other.scenario).toEqual(editor.scenario);
    await other.takeFile(new File([text.replace('"hedge": 0.1', '"hedge": 9')], 'bad.json'));
    expect(other.said).toBe(
      '“bad.json”: The file is no scenario: Scenario: mixture.hedge: 9 is not between 0 and 1.',
    );
    expect(other.scenario).toEqual(editor.scenario);
  });
});
