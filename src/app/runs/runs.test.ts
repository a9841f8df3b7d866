import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { writeLink } from '../../exchange/recipe/link.ts';
import { writeRecipe } from '../../exchange/recipe/write.ts';
import { writeRunFile } from '../../exchange/run-file/run-file.ts';
import type { KeptRun, WholeRun } from '../../worker/store/kept-run.ts';
import { openedAs, openedRun } from '../state/testing.ts';
import type { Around } from './around.ts';
import { recipeOfRun } from './recipe-of-run.ts';
import { Runs } from './Runs.svelte.ts';

/** A browser that keeps runs in memory, for a page whose run has taken no step. */
function page(ids: readonly string[] = []) {
  const { run, sent, step } = openedRun();
  const recipe = recipeOfRun(run, '');
  const fresh = (id: string, place: number): KeptRun => ({
    ...{ id, name: '', notes: '', created: 0, updated: 100 - place, steps: 3, finished: false },
    ...{ parent: null, before: null, recipe: writeRecipe({ ...recipe, seeds: [place + 1] }) },
  });
  const shelf = new Map<string, KeptRun>(ids.map((id, place) => [id, fresh(id, place)]));
  const snapshots = new Map<string, number[]>(ids.map((id) => [id, [1, 2, 3]]));
  const open: string[] = [];
  const saved: { content: string | Uint8Array; fileName: string }[] = [];
  const copied: string[] = [];
  const around: Around = {
    ...{ backend: 'auto', address: () => 'https://lab.example/', embedded: false, arrived: () => {} },
    shelf: async () => ({
      list: async () => [...shelf.values()].sort((a, b) => b.updated - a.updated),
      load: async (id): Promise<WholeRun | undefined> => {
        const kept = shelf.get(id);
        return kept && { run: kept, records: [[]], snapshots: [] };
      },
      describe: async (id, words) => {
        const kept = shelf.get(id);
        if (kept) shelf.set(id, { ...kept, ...words });
      },
      delete: async (id) => void shelf.delete(id),
      snapshotSteps: async (id) => snapshots.get(id) ?? [],
      drop: async (id, steps) =>
        void snapshots.set(
          id,
          snapshots.get(id)!.filter((at) => !steps.includes(at)),
        ),
    }),
    open: async () => open,
    alone: async (id, work) => {
      if (open.includes(id)) return false;
      await work();
      return true;
    },
    usage: async () => 14_000_000,
    save: (content, fileName) => saved.push({ content, fileName }),
    copy: async (text) => void copied.push(text),
    now: () => 0,
  };
  const runs = new Runs(run, around);
  const opens = () => sent.filter((command) => command.type === 'open').slice(1);
  return { run, runs, sent, step, recipe, shelf, snapshots, open, saved, copied, around, opens };
}

const instantly = async () => {};

describe('kept runs', () => {
  it('are listed with names by what changed; the latest is offered', async () => {
    const { runs, shelf } = page(['b', 'a']);
    shelf.set('b', { ...shelf.get('b')!, before: shelf.get('a')!.recipe });
    await runs.greet(instantly);
    expect(runs.others.map(({ name }) => name)).toEqual([
      'seed 1',
      'Forgotten footnote: without static prior, static uniform',
    ]);
    expect(runs.offer?.run.id).toBe('b');
    expect(runs.usage).toBe(14_000_000);
  });

  it('make room when the page begins, but not those that go on elsewhere', async () => {
    const { runs, shelf, snapshots, open } = page(Array.from({ length: 23 }, (_, i) => `r${i}`));
    open.push('r1', 'r22');
    shelf.set('r21', { ...shelf.get('r21')!, notes: 'mine' });
    await runs.greet(instantly);
    expect([...shelf.keys()].slice(19)).toEqual(['r19', 'r21', 'r22']);
    expect([snapshots.get('r0'), snapshots.get('r1')]).toEqual([[3], [1, 2, 3]]);
    expect(runs.list).toHaveLength(22);
  });

  it('open where they were left', async () => {
    const { runs, opens } = page(['a']);
    await runs.refresh();
    expect(await runs.resume('a')).toBe(true);
    expect(opens()[0]).toMatchObject({
      request: { scenario: 'forgotten-footnote', seeds: { first: 1, count: 1 }, engine: 'ops' },
      start: { to: 3, known: { records: [[]], snapshots: [] } },
      keep: { id: 'a', kept: { run: { steps: 3 }, snapshots: [] } },
    });
  });

  it('stay closed where they go on in another tab, and say so', async () => {
    const { runs, run, open, opens } = page(['a']);
    open.push('a');
    expect(await runs.resume('a')).toBe(false);
    expect(await runs.resume('gone')).toBe(false);
    expect(opens()).toEqual([]);
    expect(run.refusal?.message).toContain('deleted');
    await runs.delete(['a']);
    expect(runs.said).toContain('another tab');
  });

  it('are renamed and deleted; the notice of another device comes once', async () => {
    const { run, runs } = page(['a', 'b']);
    await runs.rename('a', ' Mine ');
    expect(runs.nameOf('a')).toBe('Mine');
    await runs.delete(['b']);
    expect(runs.list.map(({ run: { id } }) => id)).toEqual(['a']);
    await runs.resume('a');
    run.receive({ type: 'opened', run: 2, opened: openedAs(run, run.lanes, { parted: 2 }) });
    expect(runs.note?.message).toContain('From step 2');
    runs.dismiss();
    expect(runs.note).toBe(null);
  });

  it('that the browser does not keep are said to be none', async () => {
    const { runs, around } = page();
    around.shelf = () => Promise.reject(new Error('It is a private window.'));
    await runs.greet(instantly);
    expect(runs.problem).toBe('It is a private window.');
  });

  it('are drawn over the page’s run, at most three', async () => {
    const { run, runs } = page(['a', 'b', 'c', 'd']);
    await runs.refresh();
    for (const kept of runs.list) await runs.overlay(kept);
    expect(run.overlays.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(runs.said).toContain('At most 3');
    await runs.overlay(runs.list[1]!);
    expect(run.overlays.map(({ id }) => id)).toEqual(['a', 'c']);
  });
});

describe('a link', () => {
  it('opens the run that it was made of, and plays up to the step it was made at', async () => {
    const { run, runs, step, copied, opens, sent } = page();
    step(() => 0.5);
    run.edit({ kind: 'weight', criterion: 'hedge', value: 0.6 });
    await runs.sharing.copyLink();
    expect(copied[0]).toMatch(/^https:\/\/lab\.example\/#run=/);
    expect(await runs.takeLink(copied[0]!.slice(copied[0]!.indexOf('#')))).toBe(true);
    expect(opens()[0]).toMatchObject({
      request: { methods: ['focal-prior'] },
      start: { edits: [{ step: 1, request: { kind: 'weight', value: 0.6 } }], to: 0, known: null },
    });
    run.receive({ type: 'opened', run: 2, opened: openedAs(run, run.lanes) });
    expect(sent.at(-1)).toEqual({ type: 'play', until: 1 });
  });

  it('that is refused changes nothing and says why', async () => {
    const { run, runs, recipe, opens } = page();
    const far = await writeLink({ ...recipe, seeds: [5, 9] });
    for (const link of ['#run=', '#run=AAAA', '#run=<img>', `#${far}`]) {
      run.refusal = null;
      expect(await runs.takeLink(link)).toBe(false);
      expect(run.refusal).toMatchObject({ title: 'That link was not opened.' });
    }
    expect(opens()).toEqual([]);
  });
});

describe('a file', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('of a run is opened as it stands, with its name and notes', async () => {
    const { run, runs, recipe, opens } = page();
    const bytes = writeRunFile({ recipe, name: 'Theirs', notes: 'why', records: [[]], snapshots: [] });
    expect(await runs.takeFile(new File([bytes], 'run.safetensors'))).toBe(true);
    expect(opens()[0]).toMatchObject({ start: { to: 0, edits: [] } });
    expect(runs.words.name).toBe(''); // until it stands
    run.receive({ type: 'opened', run: 2, opened: openedAs(run, run.lanes) });
    expect([runs.words.name, runs.words.notes]).toEqual(['Theirs', 'why']);
  });

  it('of a recipe is opened like a link; one that is neither is left to others', async () => {
    const { run, runs, saved, opens } = page();
    runs.sharing.saveRecipe();
    const [{ content, fileName }] = saved as [{ content: string; fileName: string }];
    expect(fileName).toBe('forgotten-footnote-recipe.json');
    expect(await runs.takeFile(new File(['{"criteria": []}'], 'rubric.json'))).toBe(false);
    expect(opens()).toHaveLength(0);
    expect(await runs.takeFile(new File([content], fileName))).toBe(true);
    expect(opens()).toHaveLength(1);
    expect(await runs.takeFile(new File(['{"focalLab": "recipe"}'], 'bad.json'))).toBe(true);
    expect(run.refusal?.message).toContain('bad.json');
    expect(opens()).toHaveLength(1);
  });

  it('of a scenario begins a run of it; one with the id of another that ships gets an id of its own', async () => {
    const { run, runs, opens } = page();
    const methods = ['focal-prior', 'focal-prior'];
    const text = JSON.stringify({ ...run.scenario, name: 'Theirs', methods });
    expect(await runs.takeFile(new File([text], 'scenario.json'))).toBe(true);
    expect(opens()[0]).toMatchObject({
      request: { scenario: { id: 'my-forgotten-footnote', name: 'Theirs' }, methods: ['focal-prior'] },
    });
  });

  it('is written of the run, under a name that says what it is', () => {
    const { run, runs, step, saved, sent } = page();
    runs.sharing.saveRun();
    expect(saved).toEqual([]); // there is nothing to save yet
    step(() => 0.5);
    runs.words.name = 'Mine';
    runs.sharing.saveRun();
    expect(sent.at(-1)).toEqual({ type: 'save-run', name: 'Mine', notes: '' });
    run.receive({ type: 'saved', lane: null, step: 0, bytes: new Uint8Array(1500) });
    expect(saved.map(({ fileName }) => fileName)).toEqual(['forgotten-footnote-run-step-0.safetensors']);
    expect(runs.sharing.said).toBe('Saved, 2 KB. It is opened by dropping it here.');
    runs.sharing.savePolicy();
    run.receive({ type: 'not-saved', message: 'The run has gone on to another.' });
    expect(runs.sharing.said).toContain('gone on');
    expect(runs.sharing.busy).toBe(false);
  });
});
