import { describe, expect, it } from 'vitest';
import { readLaunch } from '../launch.ts';
import { metricsCsv } from '../../exchange/csv.ts';
import { madeUpResults } from '../../experiment/testing.ts';
import type { Checkpoint } from '../../experiment/run/progress.ts';
import { allWork } from '../../experiment/run/experiment.ts';
import { STUDIES } from '../../experiment/studies/index.ts';
import { openedRun } from '../state/testing.ts';
import { Experiments } from './Experiments.svelte.ts';
import { testBrowser } from './testing.ts';
import { durationTold, runsTold, seedsTold, titleOf } from './words.ts';

const made = madeUpResults({ seeds: 2, steps: 12 });
const design = made.design!;
const { device } = made;
const progress = (done: number, secondsLeft: number | null = 10) => ({
  type: 'experiment-progress' as const,
  progress: { what: 'runs 1 to 6 of 6', done, secondsLeft },
});
const left = (jobs: string[]): Checkpoint => ({
  jobs,
  snapshot: { step: 3, lanes: [] },
  records: jobs.map(() => []),
});

function page() {
  const browser = testBrowser();
  const { run } = openedRun();
  const experiments = new Experiments(run, browser.around);
  const begun = async () => {
    experiments.start(design);
    await browser.settled();
    const worker = browser.workers.at(-1)!;
    worker.report({ type: 'experiment-device', device });
    worker.report(progress(0.1));
    return { worker, own: experiments.shown! };
  };
  return { ...browser, run, experiments, begun };
}

describe('an experiment', () => {
  it('is asked for as designed, tells what came in so far, and is kept as it comes', async () => {
    const { begun, workers, shelf, later, settled, own: locks, state } = page();
    const { worker, own } = await begun();
    expect(worker.sent).toEqual([
      {
        ...{ type: 'experiment', design, shard: null, backend: 'auto', engine: 'auto' },
        done: { runs: [], forks: [], checkpoint: null },
      },
    ]);
    expect([own.state, own.told, locks.size]).toEqual(['running', null, 1]);
    worker.report({ type: 'experiment-runs', runs: made.runs.slice(0, 3) });
    await settled();
    expect(shelf.get(own.id)!.runs).toHaveLength(3);
    expect(shelf.get(own.id)!.kept).toMatchObject({ runs: 3, all: 6, finished: false, device });
    expect(own.told).toBe(null); // some times a minute
    later.splice(0).forEach((work) => work());
    await settled();
    expect(own.told!.frame.complete).toBe(false);
    expect(own.told!.report.facts.find(([name]) => name === 'Runs')![1]).toMatch(/^3 of 6/);

    worker.report({ type: 'experiment-runs', runs: made.runs.slice(3) });
    worker.report(progress(0.75, 20));
    worker.report({ type: 'experiment-over', finished: true });
    await settled();
    expect([own.state, own.finished, own.reached]).toEqual(['still', true, 6]);
    expect(own.told!.frame.complete).toBe(true);
    const results = JSON.parse((await own.document('results.json'))!);
    const byId = ({ id: a }: { id: string }, { id: b }: { id: string }) => (a < b ? -1 : 1);
    expect(results.runs.sort(byId)).toEqual(JSON.parse(JSON.stringify([...made.runs].sort(byId))));
    expect((await own.document('metrics.csv'))!.split('\n').sort()).toEqual(
      metricsCsv(made).split('\n').sort(),
    );
    expect(await own.document('report.html')).toContain(own.told!.report.title);
    expect([worker.disposed, workers.length, locks.size]).toEqual([true, 1, 0]);
    expect(shelf.get(own.id)!.kept).toMatchObject({ runs: 6, finished: true });
    expect(state.rate).toBeCloseTo((0.25 * allWork(design, null)) / 20);
  });

  it('is held, let go on and stopped by its own worker; the page’s run is paused first', async () => {
    const { begun, run, experiments, workers, settled } = page();
    run.toggle();
    run.receive({ type: 'playing', run: 1, playing: true, finished: false });
    const { worker, own } = await begun();
    expect([experiments.paused, run.pausing || !run.playing]).toEqual([true, true]);
    own.hold(true);
    worker.report({ type: 'experiment-held', held: true });
    expect(own.state).toBe('held');
    own.hold(false);
    worker.report({ type: 'experiment-held', held: false });
    own.stop();
    expect(own.state).toBe('stopping');
    worker.report({ type: 'experiment-checkpoint', checkpoint: left(['x']) });
    worker.report({ type: 'experiment-over', finished: false });
    expect([own.state, own.finished, own.failure]).toEqual(['still', false, '']);
    experiments.goOn(); // at once: what was reached is kept first
    await settled();
    expect([own.state, own.failure, workers.length]).toEqual(['starting', '', 2]);
    expect(workers[1]!.sent[0]).toMatchObject({ done: { runs: [], checkpoint: left(['x']) } });
    expect(worker.sent.slice(1)).toEqual([
      { type: 'hold-experiment', held: true },
      { type: 'hold-experiment', held: false },
      { type: 'stop-experiment' },
    ]);
  });

  it('goes on where it was left, after a closed tab, a lost device or a worker that fails', async () => {
    const { begun, workers, experiments, around, settled, shelf } = page();
    const { worker, own } = await begun();
    const ids = made.runs.map(({ id }) => id);
    worker.report({ type: 'experiment-runs', runs: made.runs.slice(0, 2) });
    worker.report({ type: 'experiment-checkpoint', checkpoint: left(ids.slice(2, 4)) });
    worker.report({ type: 'failed', run: 0, message: 'The graphics device was lost.', lost: true });
    worker.report({ type: 'failed', run: 0, message: 'And more of it.', lost: false });
    expect([own.state, own.failure]).toEqual(['still', 'The graphics device was lost.']);
    await settled();

    const again = new Experiments(openedRun().run, around);
    await again.refresh();
    expect(again.list).toMatchObject([{ id: own.id, runs: 2, all: 6, finished: false }]);
    await again.open(own.id, true);
    await settled();
    expect(workers[1]!.sent[0]).toMatchObject({
      done: { runs: ids.slice(0, 2), checkpoint: left(ids.slice(2, 4)) },
    });
    // The tab that had it before finds it taken, and later what the other reached.
    experiments.goOn();
    await settled();
    expect([own.state, own.failure, workers.length]).toEqual(['still', 'It goes on in another tab.', 2]);
    workers[1]!.report({ type: 'experiment-device', device: { ...device, label: 'another' } });
    workers[1]!.report({ type: 'experiment-runs', runs: made.runs.slice(2) });
    workers[1]!.report({ type: 'experiment-over', finished: true });
    await settled();
    expect(shelf.get(own.id)!.kept.otherDevices).toEqual([device.label]);
    experiments.goOn();
    await settled();
    expect([own.finished, own.reached, workers.length]).toEqual([true, 6, 2]);
    expect(own.told!.frame.otherDevices).toEqual([device.label]);
  });

  it('goes on in memory where the browser keeps nothing, and is kept when it can be', async () => {
    const { begun, state, shelf, settled } = page();
    state.full = 'The disk is full.';
    const { worker, own } = await begun();
    worker.report({ type: 'experiment-runs', runs: made.runs.slice(0, 2) });
    await settled();
    expect([own.unkept, shelf.size, own.reached]).toEqual(['The disk is full.', 0, 2]);
    state.full = '';
    worker.report({ type: 'experiment-runs', runs: made.runs.slice(2, 3) });
    await settled();
    expect([own.unkept, shelf.get(own.id)!.runs.length]).toEqual(['', 3]);
  });
});

describe('experiments', () => {
  it('run one at a time, and show any that is kept', async () => {
    const { experiments, begun, workers, settled } = page();
    const { worker, own } = await begun();
    experiments.choose();
    experiments.start(design);
    await settled();
    expect(workers).toHaveLength(1);
    expect(experiments.said).toBe(`“${own.title}” still runs: stop it, or wait until it is done.`);
    await experiments.delete(own.id);
    expect(experiments.said).toBe('It runs: stop it first.');
    worker.report({ type: 'experiment-over', finished: false });
    await settled();
    await experiments.open(own.id);
    expect([experiments.shown, experiments.said]).toEqual([own, '']);
    await experiments.delete(own.id);
    expect(experiments.list).toEqual([]);
    await experiments.open(own.id);
    expect(experiments.said).toBe('It was deleted, perhaps in another tab.');
  });

  it('are found by the address', () => {
    const { experiments } = page();
    experiments.enter('prior-skew');
    expect([experiments.wanted, experiments.fragment]).toEqual(['prior-skew', '#experiments=prior-skew']);
    experiments.enter('nothing');
    expect(experiments.said).toMatch(/^There is no study "nothing"\. Known studies: static-against-focal, /);
    expect(experiments.fragment).toBe('#experiments');
  });

  it('answer a study on the seeds and the scenario that are chosen, or on its own', () => {
    const { experiments } = page();
    const { choice } = experiments;
    const study = STUDIES.find(({ id }) => id === 'noise-dose')!;
    const ofStudy = () => {
      const { design } = choice.designOf(study);
      return design && [design.scenarios.map(({ id }) => id), design.seeds];
    };
    expect(ofStudy()).toEqual([['harsh-judge'], [1, 2, 3, 4, 5, 6, 7, 8]]);
    [choice.seeds, choice.scenario] = ['101-102', 'short-but-sourced'];
    expect(ofStudy()).toEqual([['short-but-sourced'], [101, 102]]);
    choice.seeds = '2x';
    expect([choice.problem, ofStudy()]).toEqual([expect.stringContaining('"2x"'), null]);
    experiments.startStudy(study);
    expect([experiments.shown, experiments.said]).toEqual([null, choice.problem]);
    choice.seeds = '2';
    experiments.startStudy(study);
    expect(experiments.shown!.design).toMatchObject({ study: 'noise-dose', seeds: [1, 2] });
  });

  it('are read from files of this version, and others are refused in a line', async () => {
    const { experiments } = page();
    const file = (value: unknown) => new File([JSON.stringify(value)], 'results.json');
    await experiments.takeFile(file(made));
    expect(experiments.shown!.told!.report.sections.length).toBeGreaterThan(0);
    expect([experiments.shown!.finished, experiments.shown!.reached]).toEqual([true, 6]);
    const shown = experiments.shown;
    for (const [bad, why] of [
      [{ ...made, formatVersion: 1 }, 'formatVersion 1; this version of Focal Lab reads 2'],
      [{ ...made, design: null }, 'it has no design'],
      [{ ...made, runs: [{}] }, '“results.json”'],
      [[1, 2], 'is not a results file'],
      ['x', 'is not a results file'],
    ] as const) {
      await experiments.takeFile(file(bad));
      expect(experiments.said).toContain(why);
      expect(experiments.shown).toBe(shown);
    }
  });
});

describe('an experiment of one’s own', () => {
  const setup = () => page().experiments.setup;

  it('begins as the run on the page, says its size, and is written as a command', () => {
    const own = setup();
    own.toggleMethod('static-prior');
    own.seeds = '101-108';
    own.steps = '40';
    own.addRow();
    own.changeRow(0, { name: 'focal.gamma', values: '0, 1,3' });
    const asked = own.asked.design!;
    expect(asked.methods).toEqual(['static-prior', 'focal-prior']);
    expect(runsTold(asked)).toBe('32 runs of 40 steps'); // the static one is run once
    expect(titleOf(asked)).toBe('static prior, focal on Forgotten footnote; focal.gamma 0, 1, 3');
    expect(own.command).toBe(
      'npm run experiment -- --scenario forgotten-footnote --methods static-prior,focal-prior --seeds 101-108 --steps 40 --ablate focal.gamma=0,1,3 --out out',
    );
    own.changeRow(0, { name: 'focal.estimator', values: 'group mean, moving average' });
    expect(own.command).toContain(`--ablate 'focal.estimator=group mean,moving average'`);
    own.removeRow(0);
    expect(own.asked.design!.variations).toEqual([{}]);
  });

  it('says beside each field what is not understood, and loses nothing', () => {
    const own = setup();
    own.seeds = '8x';
    own.steps = '0';
    own.addRow();
    expect(own.asked.rows).toEqual(['No values yet: write one or more with commas between.']);
    own.changeRow(0, { name: 'focal.gamma', values: '1,99' });
    expect(own.asked).toMatchObject({ design: null, rows: [expect.stringContaining('focal.gamma is 99')] });
    expect(own.asked.seeds).toContain('"8x"');
    expect(own.asked.steps).toBe('Steps are "0"; allowed is a whole number from 1 to 100000.');
    [own.seeds, own.steps] = ['2', ''];
    own.changeRow(0, { values: '1' });
    own.addRow();
    own.changeRow(1, { name: 'focal.gamma', values: '2' });
    expect(own.asked.whole).toBe('focal.gamma is varied twice: write its values in one line.');
    own.removeRow(1);
    own.toggleMethod('focal-prior');
    expect(own.asked.whole).toBe('The experiment has no method: name one or more.');
    expect(own.command).toBe(null);
  });

  it('takes the run’s rubric as edited now, in place of the one that ships', () => {
    const { run, experiments } = page();
    const { setup: own } = experiments;
    expect(own.edited).toBe(null);
    run.edit({ kind: 'weight', criterion: 'hedge', value: 3 });
    own.toggleScenario('edited');
    expect(own.scenarios).toEqual(['edited']);
    const [scenario] = own.asked.design!.scenarios;
    expect(scenario).toMatchObject({ id: 'forgotten-footnote', name: 'Forgotten footnote, as edited' });
    expect(scenario!.rubric.find(({ id }) => id === 'hedge')!.weight).toBe(3);
    expect(own.command).toBe(null); // flags cannot say it
    own.toggleScenario('forgotten-footnote');
    expect(own.scenarios).toEqual(['forgotten-footnote']);
  });

  it('goes over to the scenario that ships when the edited run gives way to one of that', () => {
    const { run, experiments } = page();
    const { setup: own } = experiments;
    own.toggleScenario('harsh-judge');
    run.edit({ kind: 'weight', criterion: 'hedge', value: 3 });
    own.toggleScenario('edited');
    const { scenario, request } = readLaunch('?scenario=harsh-judge');
    run.openScenario(scenario, request);
    expect([own.edited, own.scenarios]).toEqual([null, ['harsh-judge']]);
    expect(own.asked.design!.scenarios).toEqual([scenario]);
    expect(own.command).toContain('--scenario harsh-judge');
  });
});

it('amounts are told as people say them', () => {
  expect([20, 250, 3500, 7900, 50_000, 300_000].map(durationTold)).toEqual([
    'less than a minute',
    'about 4 min',
    'about 58 min',
    'about 2 h 10 min',
    'about 14 h',
    'about 3 days',
  ]);
  expect([[3], [1, 2, 3], [7, 9]].map(seedsTold)).toEqual(['seed 3', 'seeds 1–3', 'seeds 7, 9']);
});
