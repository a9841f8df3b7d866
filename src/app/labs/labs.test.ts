import { describe, expect, it } from 'vitest';
import { readLabLink, writeLabLink } from '../../exchange/labs/link.ts';
import { writeLabFile } from '../../exchange/labs/results-file.ts';
import { LAB_IDS } from '../../neighbours/index.ts';
import { firstSeeds } from '../../neighbours/plan.ts';
import { coin } from '../../neighbours/testing.ts';
import { axisOf } from './compared-axis.ts';
import { chartTable } from './chart-table.ts';
import { commandOf, seedsFlag, studyRequestOf } from './headless.ts';
import { labFigure } from './lab-figure.ts';
import { Labs } from './Labs.svelte.ts';
import { armLook } from './looks.ts';
import { changed, usualPlan } from './plans.ts';
import { chartsOf, happenedIn, seriesOf, valueText } from './series.ts';
import { starred } from './starred.ts';
import { testBrowser } from './testing.ts';
import { pText, signedText } from './words.ts';

const [FIRST, SECOND] = LAB_IDS as [string, string];

function page(silent = false) {
  const browser = testBrowser(coin, silent);
  const run = {
    playing: true,
    toggles: 0,
    toggle() {
      this.playing = !this.playing;
      this.toggles++;
    },
  };
  const labs = new Labs(run, browser.around, async () => coin);
  return { ...browser, run, labs };
}

async function opened(silent = false) {
  const own = page(silent);
  await own.labs.enter(FIRST);
  await own.settled();
  const place = own.labs.shown!;
  return { ...own, place, live: place.live };
}

describe('a lab’s run', () => {
  it('opens with the usual set-up, pauses the run on the page, plays to its end and begins anew', async () => {
    const { run, labs, live, settled, benches } = await opened();
    expect([run.playing, labs.paused, labs.fragment]).toEqual([false, true, `#lab=${FIRST}`]);
    expect(benches[0]!.sent[0]).toMatchObject({ type: 'lab-open', lab: FIRST, plan: usualPlan(coin) });
    expect([live.state, live.step, live.steps]).toEqual(['ready', 0, 20]);
    live.play();
    await settled();
    expect([live.step, live.finished, live.playing]).toEqual([20, true, false]);
    expect(live.tracks).toHaveLength(4);
    expect(live.tracks[0]!.values['heads']).toHaveLength(21);
    live.open();
    await settled();
    expect([live.step, live.finished]).toEqual([0, false]);
  });

  it('steps, looks back without training, and goes up to a step that is wanted', async () => {
    const { live, settled, benches } = await opened();
    live.takeStep();
    await settled();
    live.trainTo(5);
    await settled();
    expect([live.step, live.playing]).toEqual([5, false]);
    live.cursor = 2;
    const sent = benches[0]!.sent.length;
    live.takeStep();
    expect([live.at, benches[0]!.sent.length]).toEqual([3, sent]);
    live.hovered = 1;
    expect(live.at).toBe(1);
    live.trainTo(4); // is there already
    expect(benches[0]!.sent).toHaveLength(sent);
  });

  it('plays as soon as it is open when play was pressed before, unless it was taken back', async () => {
    const { live, benches } = await opened(true);
    const [bench] = benches;
    live.toggle();
    expect([live.going, bench!.sent.map(({ type }) => type)]).toEqual([true, ['lab-open']]);
    live.toggle();
    expect(live.going).toBe(false);
    live.toggle();
    bench!.report({ type: 'lab-opened', run: 1, steps: 9 });
    expect(bench!.sent.at(-1)).toEqual({ type: 'lab-play' });
  });

  it('takes changes at once before training, and keeps to its set-up afterwards', async () => {
    const { live, settled, rested } = await opened();
    live.change({ settings: { steps: 7 } });
    live.change({ arms: ['loaded'] });
    expect(live.steps).toBe(20);
    await rested();
    expect([live.steps, live.plan!.arms, live.differs]).toEqual([7, ['loaded'], false]);
    live.takeStep();
    await settled();
    live.changeScenario('lifted');
    await rested();
    expect([live.plan!.scenario, live.wish.scenario, live.differs]).toEqual(['plain', 'lifted', true]);
    expect(live.wish.settings).toEqual({});
    live.open();
    await settled();
    expect([live.plan!.scenario, live.differs]).toEqual(['lifted', false]);
  });

  it('says what is refused and what failed, keeps what was drawn, and begins again', async () => {
    const { live, settled, benches } = await opened();
    live.act({ kind: 'bite' });
    await settled();
    expect(live.refusal).toContain('A coin cannot "bite"');
    live.act({ kind: 'spin' });
    await settled();
    expect([live.refusal, live.state]).toEqual(['', 'ready']);
    live.trainTo(3);
    await settled();
    benches[0]!.report({ type: 'lab-failed', run: 999, message: 'of another run' });
    expect(live.failure).toBe('');
    benches[0]!.report({ type: 'lab-failed', run: 1, message: 'The graphics device was lost.' });
    expect([live.state, live.failure, live.step]).toEqual(['failed', 'The graphics device was lost.', 3]);
    live.open();
    await settled();
    expect([live.state, live.failure, live.step]).toEqual(['ready', '', 0]);
    benches[0]!.report({ type: 'failed', run: 0, message: 'The worker stopped.', lost: false });
    expect(live.failure).toBe('The worker stopped.');
  });

  it('is let go when another lab’s begins, and can still be looked at', async () => {
    const { labs, live, settled } = await opened();
    live.trainTo(4);
    await settled();
    await labs.open(SECOND);
    await settled();
    expect([live.state, live.step, labs.shown!.live.state]).toEqual(['closed', 4, 'ready']);
    await labs.open(FIRST);
    expect([live.state, live.step]).toEqual(['closed', 4]); // nothing of it is lost by looking at it
    live.play();
    await settled();
    expect([live.step, live.finished]).toEqual([20, true]);
  });

  it('rests when the view is left, and is there when it is entered again', async () => {
    const { labs, live, settled } = await opened();
    live.trainTo(4);
    await settled();
    labs.leave();
    await labs.enter('');
    expect([live.state, live.step, labs.fragment]).toEqual(['ready', 4, `#lab=${FIRST}`]);
    labs.choose();
    expect([labs.shown, labs.fragment]).toEqual([null, '#labs']);
  });
});

describe('the explanation', () => {
  it('asks, trains, and tells who was right; going back only reads', async () => {
    const { place, live, settled } = await opened();
    const { explanation } = place;
    place.show('explain');
    expect(explanation.light).toBe('share');
    explanation.next();
    expect(explanation.prediction).toBeUndefined();
    explanation.predict(0);
    expect(explanation.prediction).toEqual({ chosen: 0, found: null, told: '', tooShort: false });
    await settled();
    expect(live.step).toBe(10);
    const { found, told, chosen } = explanation.prediction!;
    expect(chosen).toBe(0);
    expect(found).toBe(coin.explanation[1]!.predict!.found(live.tracks));
    expect(told).toBe(coin.explanation[1]!.predict!.told(live.tracks));
    explanation.predict(1); // once is enough
    expect(explanation.prediction!.chosen).toBe(0);
    explanation.back();
    explanation.next();
    expect([live.step, explanation.prediction!.told]).toEqual([10, told]);
    for (let i = 0; i < 9; i++) explanation.next();
    expect([explanation.index, explanation.last]).toEqual([4, true]);
    place.show('study');
    expect(explanation.light).toBeUndefined();
  });

  it('sets its steps up over what the address brought, and asks again of a new run', async () => {
    const steps = coin.explanation.map((step, i) =>
      i === 1
        ? {
            ...step,
            open: { scenario: 'lifted', settings: { steps: 9, count: 'tails' }, arms: ['loaded', 'fair'] },
            to: 3,
          }
        : step,
    );
    const lab = { ...coin, explanation: steps };
    const { around, settled } = testBrowser(lab);
    const labs = new Labs({ playing: false, toggle: () => {} }, around, async () => lab);
    await labs.open(FIRST, { settings: { steps: 6 }, seeds: [1] });
    await settled();
    const { explanation, live } = labs.shown!;
    labs.shown!.show('explain');
    explanation.next();
    await settled();
    expect([live.plan!.scenario, live.steps, live.step]).toEqual(['lifted', 6, 3]);
    expect([live.plan!.seeds, live.plan!.settings]).toEqual([[1], { steps: 6, count: 'tails' }]);
    explanation.predict(1);
    await settled();
    // Ten steps were wanted, and there are six: the coins cannot tell.
    expect([live.finished, explanation.prediction!.tooShort, explanation.prediction!.found]).toEqual([
      true,
      true,
      null,
    ]);
    explanation.again();
    await settled();
    expect([explanation.prediction, live.step]).toEqual([undefined, 3]);
  });

  it('does not settle what was said of one run by another', async () => {
    const steps = coin.explanation.map((step, i) =>
      i === 2 ? { ...step, open: { scenario: 'lifted', settings: {}, arms: ['loaded', 'fair'] } } : step,
    );
    const lab = { ...coin, explanation: steps };
    const { around, settled } = testBrowser(lab);
    const labs = new Labs({ playing: false, toggle: () => {} }, around, async () => lab);
    await labs.open(FIRST, {});
    const { explanation, live } = labs.shown!;
    await settled();
    labs.shown!.show('explain');
    explanation.next();
    explanation.predict(1);
    explanation.next();
    explanation.back();
    live.trainTo(coin.explanation[1]!.predict!.by);
    await settled();
    expect(live.step).toBeGreaterThanOrEqual(coin.explanation[1]!.predict!.by);
    expect([explanation.elsewhere, explanation.prediction!.found]).toEqual([true, null]);
    live.openPlan(live.basis); // the run that was asked about stands again
    live.trainTo(coin.explanation[1]!.predict!.by);
    await settled();
    expect([explanation.elsewhere, explanation.prediction!.found === null]).toEqual([false, false]);
  });
});

describe('the study', () => {
  it('runs on a worker of its own, compares, answers, and goes into a file and back', async () => {
    const { labs, place, live, settled, benches } = await opened();
    live.play();
    const { study } = place;
    study.choose({ seeds: firstSeeds(3), settings: { steps: 12 } });
    expect([study.all, study.own]).toEqual([12, true]);
    study.start();
    expect([study.going, live.going]).toEqual([true, false]);
    await settled();
    await settled();
    expect([study.going, study.finished, study.tracks.length]).toEqual([false, true, 12]);
    expect([benches.length, benches[1]!.disposed]).toEqual([2, true]);
    const { compared, answer } = study.told!;
    expect(compared).toHaveLength(coin.study.comparisons.length);
    const heads = (arm: string, seed: number) =>
      study.tracks
        .find((track) => track.scenario === 'plain' && track.arm === arm && track.seed === seed)!
        .values['heads']!.at(-1)!;
    const mean = [1, 2, 3].reduce((sum, seed) => sum + heads('loaded', seed) - heads('fair', seed), 0) / 3;
    expect(compared[0]!.difference).toBeCloseTo(mean, 9);
    expect(answer.length).toBeGreaterThan(0);

    const text = writeLabFile(study.results('2026-11-22')!);
    study.reset();
    expect([study.told, study.own, study.plan.seeds.length]).toEqual([null, false, 8]);
    await labs.takeFile(new File([text], 'lab.json'));
    expect(labs.said).toBe('');
    expect([study.file, study.finished, study.tracks.length]).toEqual(['lab.json', true, 12]);
    expect(study.told!.compared[0]!.difference).toBeCloseTo(mean, 5);
    await labs.takeFile(new File(['{"a":1}'], 'other.json'));
    expect(labs.said).toContain('other.json');
    expect(study.file).toBe('lab.json'); // nothing is lost by a file that is none
  });

  it('is stopped, keeps what is finished, and goes on with what is missing', async () => {
    const { place, benches } = await opened(true);
    const { study } = place;
    study.start();
    study.stop(); // before anything was done
    expect(study.going).toBe(false);
    study.start();
    const bench = benches.at(-1)!;
    bench.report({ type: 'lab-study-progress', done: 0.1, what: 'plain', secondsLeft: 9 });
    const track = { scenario: 'plain', arm: 'fair', seed: 1, values: { heads: [NaN, 1] }, events: [] };
    bench.report({ type: 'lab-study-tracks', tracks: [track] });
    study.stop();
    expect([study.state, bench.sent.at(-1)]).toEqual(['stopping', { type: 'stop-lab-study' }]);
    bench.report({ type: 'lab-study-over', finished: false });
    study.start();
    expect(benches.at(-1)!.sent[0]).toMatchObject({ done: [{ scenario: 'plain', arm: 'fair', seed: 1 }] });
    benches.at(-1)!.report({ type: 'lab-study-failed', message: 'lost' });
    expect([study.failure, study.going, study.tracks.length]).toEqual(['lost', false, 1]);
    study.choose({ settings: { steps: 3 } }); // another question
    expect(study.tracks).toEqual([]);
    expect(() => study.choose({ settings: { steps: 0 } })).toThrow('steps is 0');
  });
});

describe('links', () => {
  it('bring back a set-up, and a study, and say what they do not know', async () => {
    const { labs, settled } = page();
    const link = await writeLabLink({ lab: FIRST, scenario: 'lifted', settings: { steps: 5 }, seeds: [3] });
    await labs.enter(link.slice('lab='.length));
    await settled();
    const { live, study } = labs.shown!;
    expect([live.plan!.scenario, live.plan!.settings, live.plan!.seeds]).toEqual([
      'lifted',
      { steps: 5 },
      [3],
    ]);
    expect(labs.fragment).toBe(`#${link}`);

    study.choose({ seeds: [1, 2], settings: { steps: 4 } });
    const asked = await writeLabLink(studyRequestOf(study.plan));
    expect(await readLabLink(asked)).toMatchObject({ study: true, seeds: [1, 2] });
    study.reset();
    await labs.enter(asked.slice('lab='.length));
    expect([labs.shown!.tab, study.plan.seeds, study.plan.settings]).toEqual(['study', [1, 2], { steps: 4 }]);

    await labs.enter('no-such-lab');
    expect(labs.said).toContain('no-such-lab');
    expect(labs.shown).not.toBeNull();
    const odd = await writeLabLink({ lab: SECOND, settings: { steps: -1 }, arms: ['bent'] });
    await labs.enter(odd.slice('lab='.length));
    expect(labs.said).toContain('bent');
    expect(labs.shown!.id).toBe(SECOND);
  });

  it('and commands name what differs', () => {
    const plan = changed(coin, usualPlan(coin), { settings: { lift: 0.1 }, arms: ['loaded'], seeds: [7] });
    expect(commandOf(FIRST, coin, plan)).toBe(
      `npm run experiment -- --lab ${FIRST} --scenario plain --arms loaded --seeds 7-7 --set lift=0.1 --out out`,
    );
    expect([seedsFlag([1, 2, 3]), seedsFlag([1]), seedsFlag([4, 9])]).toEqual(['3', '1', '4,9']);
    expect(() => changed(coin, plan, { arms: [] })).toThrow('at least one');
  });
});

describe('what is drawn', () => {
  const track = (arm: string, seed: number, heads: number[]) => ({
    ...{ scenario: 'plain', arm, seed, values: { heads } },
    events: [{ step: seed, kind: 'fifth', text: 'It fell.' }],
  });

  it('is the mean of the seeds that have a value, between the lowest and the highest', () => {
    const tracks = [
      track('fair', 2, [NaN, 0.2, 1]),
      track('fair', 1, [NaN, 0.6, NaN]),
      track('loaded', 1, [1, 1, 1]),
    ];
    const series = seriesOf(tracks, 'fair', 'heads', 3);
    expect(series.mean).toEqual([NaN, 0.4, 1]);
    expect([series.low, series.high]).toEqual([
      [NaN, 0.2, 1],
      [NaN, 0.6, 1],
    ]);
    const alike = { ...track('fair', 3, []), events: track('fair', 2, []).events };
    expect(happenedIn([...tracks, alike]).map(({ step, arm, seeds }) => [step, arm, seeds])).toEqual([
      [1, 'fair', [1]],
      [1, 'loaded', [1]],
      [2, 'fair', [2, 3]],
    ]);
    expect(chartsOf(coin).map(({ id, range }) => [id, range])).toEqual([
      ['share', [0, 1]],
      ['count', null],
    ]);
  });

  it('can be read as a table and saved as a figure', async () => {
    const { place, live, settled } = await opened();
    live.play();
    await settled();
    const [chart] = place.charts;
    const series = live.plan!.arms.map((arm) =>
      chart!.measures.map(({ id }) => seriesOf(live.tracks, arm, id, live.step + 1)),
    );
    const { head, rows } = chartTable(place, chart!, series);
    expect(head).toHaveLength(5);
    expect(rows.at(-1)!.slice(1)).toEqual(series.flatMap((own) => own.map(({ mean }) => mean[20])));
    const { name, svg } = labFigure(place, chart!);
    expect(name).toBe(`${FIRST}-share-step-20`);
    expect(svg.match(/stroke-width="2"/g)).toHaveLength(4);
    expect(svg).toContain('heads so far');
    expect(svg).not.toMatch(/NaN|undefined/);
  });

  it('tells arms apart by hue and by mark', () => {
    const looks = Array.from({ length: 16 }, (_, i) => armLook(i));
    expect(new Set(looks.map(({ colour, shape }) => colour + shape)).size).toBe(16);
    expect(new Set(looks.slice(0, 8).map(({ colour }) => colour)).size).toBe(8);
    expect(looks[0]!.shape).not.toBe(looks[1]!.shape);
  });

  it('writes numbers as they are read', () => {
    expect([valueText(0.256, [0, 1]), valueText(12, null), valueText(-3.14159, null)]).toEqual([
      '0.26',
      '12',
      '−3.14',
    ]);
    expect([valueText(NaN, null), valueText(1234.5, null)]).toEqual(['–', '1235']);
    expect([signedText(0.1234), signedText(-3.456), signedText(0), signedText(0.00001)]).toEqual([
      '+0.123',
      '−3.46',
      '0',
      '0',
    ]);
    expect([pText(0.0078), pText(0.0001), pText(1), pText(null)]).toEqual([
      'p = .008',
      'p < .001',
      'p = 1',
      'no test',
    ]);
    const axis = axisOf([{ difference: 0.1, low: -0.05, high: 0.3 }]);
    expect([axis.low, axis.high, axis.at(0)]).toEqual([-0.5, 0.5, 0.5]);
    expect(axisOf([]).at(0)).toBe(0.5);
    expect(starred('a *b c* d * e')).toEqual([
      { text: 'a ', italic: false },
      { text: 'b c', italic: true },
      { text: ' d * e', italic: false },
    ]);
  });
});

it('a tab that does not show the run lets it rest', async () => {
  const { place, live, benches } = await opened();
  live.play();
  place.show('about');
  expect(benches[0]!.sent.at(-1)).toEqual({ type: 'lab-pause' });
  expect(place.tabs.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['watch', 'explain', 'study', 'about']),
  );
  expect([place.lookOf('loaded'), place.nameOf('loaded')]).toEqual([armLook(1), 'loaded']);
});
