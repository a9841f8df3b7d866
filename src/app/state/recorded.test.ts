import { describe, expect, it } from 'vitest';
import { readRecording } from '../../lab/run/recording/read.ts';
import { deflate } from '../../lab/squeeze.ts';
import { findScenario, SCENARIO_IDS } from '../../scenarios/index.ts';
import type { Command } from '../../worker/protocol.ts';
import { readLaunch } from '../launch.ts';
import { recordedRun } from '../recorded-run.ts';
import { setUpQuery } from '../set-up-address.ts';
import { whyNoEdit } from '../rubric/why-not.ts';
import { Run } from './Run.svelte.ts';
import { openedAs } from './testing.ts';

const files = import.meta.glob<string>('../../scenarios/*/recorded.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const shipped = Object.entries(files).map(([path, text]) => ({ id: path.split('/').at(-2)!, text }));

/** What a recorded run may weigh as shipped. */
const MOST = 100_000;

it('every scenario ships with one, and together they stay under 1.5 MB as they are sent', async () => {
  expect(shipped.map(({ id }) => id).sort()).toEqual([...SCENARIO_IDS].sort());
  const sent = await Promise.all(shipped.map(({ text }) => deflate(new TextEncoder().encode(text))));
  expect(sent.reduce((sum, bytes) => sum + bytes.length, 0)).toBeLessThan(1.5e6);
});

describe.each(shipped)('the recorded run of $id', ({ id, text }) => {
  it('is small, and a run of the scenario as it stands', async () => {
    expect(text.length).toBeLessThanOrEqual(MOST);
    const { scenario, request } = readLaunch(`?scenario=${id}`);
    expect(await recordedRun(scenario, request)).toBeDefined();
  });

  it('holds scores, shares and answers that can be', async () => {
    const { records, answers, lanes } = await readRecording(JSON.parse(text), findScenario(id));
    expect(records).toHaveLength(lanes.length);
    for (const { scores, weights, effort, worst, strict } of records.flat()) {
      for (const value of [...scores, worst, strict]) expect(value >= 0 && value <= 1).toBe(true);
      expect(weights.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 1);
      if (effort.every(Number.isFinite))
        expect(effort.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 1);
    }
    expect(answers[0]!.step).toBe(0);
    expect(answers.at(-1)!.step).toBe(records[0]!.length - 1);
  });
});

describe('a recorded run on the page', () => {
  const open = async (query = '') => {
    const { scenario, request } = readLaunch(query);
    const sent: Command[] = [];
    const run = new Run(scenario, request, (command) => sent.push(command));
    run.open();
    const recorded = await recordedRun(scenario, request);
    if (recorded) run.replay(recorded);
    return { run, sent, scenario };
  };
  const opened = (run: Run, seeds = 8, number = 1) =>
    run.receive({
      type: 'opened',
      run: number,
      opened: openedAs(
        run,
        run.scenario.methods.flatMap((method) =>
          Array.from({ length: seeds }, (_, i) => ({ method, seed: i + 1 })),
        ),
        { engine: 'fused' },
      ),
    });

  it('is shown while the run behind it opens, and gives its place to it on play', async () => {
    const { run, sent } = await open();
    expect([run.head, run.at, run.seeds.length, run.taken]).toEqual([149, 149, 3, 0]);
    opened(run);
    expect([run.ready, run.head, run.seeds.length]).toEqual([true, 149, 3]);
    run.play();
    expect([run.recorded, run.head, run.seeds.length, run.group]).toEqual([null, -1, 8, null]);
    expect(run.look.lane).toBe(16); // the first seed of focal, among eight
    expect(sent.slice(-2).map(({ type }) => type)).toEqual(['look', 'play']);
  });

  it('makes way for an edit and for a step too, and comes back after neither a reset', async () => {
    const { run, sent } = await open();
    opened(run);
    run.edit({ kind: 'weight', criterion: 'hedge', value: 4 });
    expect(run.recorded).toBeNull();
    expect(sent.at(-1)!.type).toBe('edit');
    const again = await open();
    opened(again.run);
    again.run.open();
    expect([again.run.recorded, again.run.head]).toEqual([null, -1]);
  });

  it('shows its answers as far back as one looks, of the lane that was kept', async () => {
    const { run } = await open();
    expect(run.group!.step).toBe(149);
    run.cursor = 30;
    expect([run.group!.step, run.group!.topic]).toEqual([25, 'rain']);
    expect(run.explained!.rollouts).toHaveLength(run.group!.answers.length);
    run.lookAt({ ...run.look, prompt: 2 });
    expect(run.group!.prompt).toBe(2);
    run.lookAt({ ...run.look, lane: 0 });
    expect([run.group, run.explained, run.answers]).toEqual([null, null, null]);
  });

  it('stays where nothing can train, and says that it cannot be edited', async () => {
    const { run } = await open();
    run.receive({ type: 'failed', run: 0, message: 'no', lost: false });
    expect([run.head, run.editable]).toEqual([149, false]);
    expect(whyNoEdit(run)).toBe('This is a recorded run, and nothing here can train: it cannot be edited.');
  });

  it('stays when trying again fails too, and gives way once it has not', async () => {
    const { run } = await open();
    run.receive({ type: 'failed', run: 0, message: 'no', lost: false });
    run.retry();
    expect([run.failure, run.recorded !== null, run.head]).toEqual([null, true, 149]);
    opened(run, 1, 2);
    run.step();
    expect([run.recorded, run.head, run.look.lane]).toEqual([null, -1, 2]);
  });

  it('makes way before a gradient is measured: the lane measured is one of the run behind it', async () => {
    const { run, sent } = await open();
    opened(run, 1);
    run.measure();
    expect(run.recorded).toBeNull();
    expect(sent.find(({ type }) => type === 'measure')).toEqual({ type: 'measure', lane: 2 });
    expect(sent.at(-1)!.type).toBe('step');
  });

  it('makes way for an edit that was asked for before it came', async () => {
    const { scenario, request } = readLaunch('');
    const run = new Run(scenario, request, () => {});
    run.open();
    opened(run);
    run.edit({ kind: 'weight', criterion: 'hedge', value: 4 });
    run.replay((await recordedRun(scenario, request))!);
    const { criteria, parameters, training, formula } = run;
    run.receive({ type: 'edited', run: 1, edits: [], ahead: [], criteria, parameters, training, formula });
    expect([run.recorded, run.head]).toEqual([null, -1]);
  });

  it.each([
    '?seeds=2',
    '?seed=2',
    '?methods=focal-prior',
    '?set=focal.gamma=3',
    '?set=steps=20',
    '?base=fresh',
    '?scenario=harsh-judge&seeds=1',
  ])('is not shown for %s, which asks for another run', async (query) => {
    const { run } = await open(query);
    expect([run.recorded, run.head]).toEqual([null, -1]);
  });

  it('comes too late for a run that has begun', async () => {
    const { scenario, request } = readLaunch('');
    const run = new Run(scenario, request, () => {});
    run.open();
    opened(run);
    run.play();
    run.replay((await recordedRun(scenario, request))!);
    expect(run.recorded).toBeNull();
  });
});

describe('the address of a set-up', () => {
  it.each([
    '',
    '?scenario=harsh-judge&seeds=4&seed=9',
    '?methods=static-prior,focal-uniform&set=focal.gamma=3&set=beta=0.05&set=scaleRewards=batch',
  ])('asks for the same run again: %s', (query) => {
    const { scenario, request } = readLaunch(query);
    const run = new Run(scenario, request, () => {});
    run.open();
    const again = readLaunch(setUpQuery(run.setUp));
    expect(again.problems).toEqual([]);
    const { scenario: id, methods, seeds } = again.request;
    expect({ id, methods, seeds }).toEqual({
      id: scenario.id,
      methods: request.methods,
      seeds: request.seeds,
    });
    const reopened = new Run(again.scenario, again.request, () => {});
    reopened.open();
    expect(reopened.training).toEqual(run.training);
    expect(reopened.parameters).toEqual(run.parameters);
  });
});

it('a page that nobody sees catches up in one picture', async () => {
  const { scenario, request } = readLaunch('?set=steps=9&seeds=1&methods=focal-prior');
  const pictures: (() => void)[] = [];
  const run = new Run(
    scenario,
    request,
    () => {},
    (update) => (pictures[0] = update),
  );
  run.open();
  const record = {
    criteria: [],
    scores: [],
    judgeScores: [],
    saturation: [],
    weights: [],
    effort: [],
  } as never;
  for (let step = 0; step < 100; step++) {
    run.receive({ type: 'records', run: 1, records: [record], health: [], secondsPerStep: 1 });
    const group = { step, answers: [] } as never;
    run.receive({
      type: 'rollouts',
      run: 1,
      look: run.look,
      group,
      lane: {} as never,
      explained: {} as never,
    });
  }
  expect([run.length, run.group, pictures.length]).toEqual([0, null, 1]);
  pictures[0]!();
  expect([run.length, run.group!.step]).toEqual([100, 99]);
});
