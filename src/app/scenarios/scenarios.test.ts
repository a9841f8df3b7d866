import { describe, expect, it } from 'vitest';
import type { Recording } from '../../lab/run/recording/read.ts';
import type { Remedy } from '../../lab/run/scenario.ts';
import { findScenario } from '../../scenarios/index.ts';
import { readLaunch } from '../launch.ts';
import { recordedRun } from '../recorded-run.ts';
import type { Recorded } from '../state/recorded.ts';
import { Run } from '../state/Run.svelte.ts';
import { openedRun } from '../state/testing.ts';
import { headline, parseNote } from './note.ts';
import { apply, concerns, holds, takeBack } from './remedies.ts';

const NOTE = `# Name

First line
goes on with \`code\` and \\[brackets\\].

## What to watch

- one
  goes on
- two

<!-- measured: written by npm run reproduce -->

- focal less static uniform: +.122
- more

<!-- end of measured -->

Last.
`;

describe('a note', () => {
  it('is read into headings, paragraphs, lists and code', () => {
    const { title, blocks } = parseNote(NOTE);
    expect(title).toBe('Name');
    expect(blocks.map(({ kind, measured }) => [kind, measured])).toEqual([
      ['paragraph', false],
      ['heading', false],
      ['list', false],
      ['list', true],
      ['paragraph', false],
    ]);
    expect(blocks[0]).toMatchObject({
      pieces: [
        { text: 'First line goes on with ', code: false },
        { text: 'code', code: true },
        { text: ' and [brackets].', code: false },
      ],
    });
    expect(blocks[2]).toMatchObject({ items: [[{ text: 'one goes on' }], [{ text: 'two' }]] });
  });

  it('has what was measured first as its headline, or says that nothing was', () => {
    expect(headline(parseNote(NOTE))).toBe('focal less static uniform: +.122');
    expect(headline(parseNote('# Name\n\nText.'))).toBe('Not measured yet.');
    expect(headline(parseNote(''))).toBe('Not measured yet.');
  });
});

describe('a remedy', () => {
  const remedy: Remedy = {
    ...{ id: 'capped', name: 'Cap the weights', explain: 'Caps.' },
    parameters: { 'focal.floor': 0.05, 'focal.cap': 0.3 },
  };

  it('is one edit, and undo takes it back', () => {
    const { run } = openedRun();
    expect([concerns(run, remedy), holds(run, remedy)]).toEqual([true, false]);
    apply(run, remedy);
    expect([run.edits.length, holds(run, remedy)]).toEqual([1, true]);
    takeBack(run, remedy);
    expect([run.edits.at(-1)!.history, holds(run, remedy)]).toEqual(['undo', false]);
    expect(run.parameters['focal.cap']).toBe(1);
  });

  it('goes back to the defaults by an edit where another one came after it', () => {
    const { run } = openedRun();
    apply(run, remedy);
    run.edit({ kind: 'weight', criterion: 'hedge', value: 4 });
    takeBack(run, remedy);
    expect([run.edits.length, run.edits.at(-1)!.history, holds(run, remedy)]).toEqual([3, undefined, false]);
    expect(run.criteria.find(({ id }) => id === 'hedge')!.weight).toBe(4);
  });
});

describe('another scenario in place of a run', () => {
  const { scenario, request } = readLaunch('?scenario=harsh-judge');
  const recording = { lanes: [{ method: 'focal-prior', seed: 1 }], records: [[]] } as unknown as Recording;
  const recorded = { recording, health: [] } as unknown as Recorded;

  it('begins at once, with its own methods and nothing of the one before', () => {
    const { run, sent } = openedRun();
    run.edit({ kind: 'weight', criterion: 'hedge', value: 4 });
    run.openScenario(scenario, request);
    expect([run.scenario.id, run.edits, run.aside, run.overlays, run.length, run.ready]).toEqual([
      ...['harsh-judge', [], null, [], 0, false],
    ]);
    expect(run.criteria).toEqual(scenario.rubric);
    expect(run.methods.map(({ id }) => id)).toEqual(scenario.methods);
    expect(sent.findLast(({ type }) => type === 'open')).toMatchObject({ run: 2, request });
    const first = new Run(scenario, request, () => {});
    expect(run.looks).toEqual(first.looks);
  });

  it('shows its recorded run, and none that comes when yet another was opened', () => {
    const { run } = openedRun();
    run.openScenario(scenario, request, recorded);
    expect(run.recorded).toBe(recorded);
    const opening = run.open();
    run.openScenario(findScenario('forgotten-footnote'), readLaunch('').request);
    run.replay(recorded, opening);
    expect(run.recorded).toBeNull();
  });

  it('finds the recorded run of the scenario that is asked for', async () => {
    const first = readLaunch('');
    expect((await recordedRun(first.scenario, first.request))!.recording.methods).toEqual(
      first.scenario.methods,
    );
  });
});
