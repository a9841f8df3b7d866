import { beforeEach, describe, expect, it } from 'vitest';
import { TooManyLanes } from '../../experiment/run/in-parts.ts';
import type { LabRun, Neighbour, Track } from '../../neighbours/neighbour.ts';
import { checkPlan, checkStudy } from '../../neighbours/plan.ts';
import { coin } from '../../neighbours/testing.ts';
import { emptyLaboratory, trainedRun, trainedStudy } from '../../neighbours/testing-runs.ts';
import type { LabRoom } from './equip.ts';
import type { LabCommand, LabReport, StudyPlan } from './protocol.ts';
import { LabRunner } from './runner.ts';
import { openParts } from './study-runner.ts';

const ON = { backend: 'webgpu', engine: 'auto' } as const;
const room: LabRoom = {
  ...emptyLaboratory,
  described: ({ secondsPerStep }) => ({
    ...{ ...emptyLaboratory.device, engine: 'none', dispatchesPerStep: null, secondsPerStep },
  }),
};

/** A gate that is opened by hand. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

let reports: LabReport[];
let waiting: { wanted: (report: LabReport) => boolean; found: () => void }[];
const disposed: string[] = [];
beforeEach(() => {
  [reports, waiting] = [[], []];
  disposed.length = 0;
});

const runnerOf = (load: (id: string) => Promise<Neighbour>) =>
  new LabRunner(
    () => Promise.resolve(room),
    (report) => {
      reports.push(report);
      for (const each of waiting) if (each.wanted(report)) each.found();
    },
    load,
  );
const of = <Type extends LabReport['type']>(type: Type) =>
  reports.filter((report): report is Extract<LabReport, { type: Type }> => report.type === type);
const until = (wanted: (report: LabReport) => boolean) =>
  new Promise<void>((found) => waiting.push({ wanted, found }));

/** The coin, which says when it is let go of; `change` wraps its run. */
const coinWith = (change: (run: LabRun) => Partial<LabRun> = () => ({})): Neighbour => ({
  ...coin,
  open: async (plan, laboratory, tell) => {
    const run = await coin.open(plan, laboratory, tell);
    const dispose = () => {
      disposed.push(plan.seeds.join(','));
      run.dispose();
    };
    return { ...run, dispose, ...change(run) };
  },
});
const known =
  (lab: Neighbour) =>
  (id: string): Promise<Neighbour> =>
    id === 'coin'
      ? Promise.resolve(lab)
      : Promise.reject(new Error(`There is no lab "${id}"; there are coin.`));

const openOf = (run: number, part: Parameters<typeof checkPlan>[1] = {}, lab = 'coin'): LabCommand => ({
  ...{ type: 'lab-open', run, lab, plan: checkPlan(coin, part), ...ON },
});
const steps = () => of('lab-step').map(({ run, step }) => `${run}:${step.step}`);
const playing = () =>
  of('lab-playing').map((each) => `${each.playing ? 'plays' : 'rests'}${each.finished ? ', done' : ''}`);

describe('a run that is watched', () => {
  it('opens paused at step 0, goes on step by step, and plays up to a step and to its end', async () => {
    const runner = runnerOf(known(coinWith()));
    await runner.obey(openOf(1, { settings: { steps: 6 } }));
    expect(of('lab-opened')).toEqual([{ type: 'lab-opened', run: 1, steps: 6 }]);
    expect([steps(), playing()]).toEqual([['1:0'], ['rests']]);
    await runner.obey({ type: 'lab-step' });
    await runner.obey({ type: 'lab-play', until: 4 });
    expect(steps()).toEqual(['1:0', '1:1', '1:2', '1:3', '1:4']);
    await runner.obey({ type: 'lab-play' });
    expect(steps().at(-1)).toBe('1:6');
    expect(playing()).toEqual(['rests', 'rests', 'plays', 'rests', 'plays', 'rests, done']);
    await runner.obey({ type: 'lab-step' });
    expect(steps()).toHaveLength(7);
    const [first, last] = [of('lab-step')[0]!, of('lab-step').at(-1)!];
    expect(first.step.tracks).toHaveLength(4);
    expect(last.look).toMatchObject({ heads: { 'fair 1': last.step.tracks[0]!.values['count'] } });
  });

  it('gives what the lab gives when it is run alone', async () => {
    const runner = runnerOf(known(coinWith()));
    await runner.obey(openOf(1));
    await runner.obey({ type: 'lab-play' });
    const [track] = await trainedRun(coin, {});
    const own = of('lab-step').map(({ step }) => step.tracks[0]!.values['count']);
    expect(own).toEqual(track!.values['count']);
  });

  it('pauses after the step under way', async () => {
    const runner = runnerOf(known(coinWith()));
    await runner.obey(openOf(1, { settings: { steps: 1000 } }));
    const third = until((report) => report.type === 'lab-step' && report.step.step === 3);
    const played = runner.obey({ type: 'lab-play' });
    await third;
    await runner.obey({ type: 'lab-pause' });
    const taken = steps().length;
    expect(taken).toBeLessThan(10);
    await played;
    expect(steps()).toHaveLength(taken);
    expect(playing().at(-1)).toBe('rests');
  });

  it('waits for its opening with what comes before it is open', async () => {
    const runner = runnerOf(known(coinWith()));
    const opened = runner.obey(openOf(1, { settings: { steps: 3 } }));
    await runner.obey({ type: 'lab-play' });
    await opened;
    expect(steps()).toEqual(['1:0', '1:1', '1:2', '1:3']);
  });

  it('of a newer opening takes the place of one under way', async () => {
    const held = gate();
    const slow: Neighbour = {
      ...coinWith(),
      open: async (plan, laboratory, tell) => {
        if (plan.seeds[0] === 1) {
          tell?.('warming up', 0.5);
          await held.opened;
          tell?.('warming up', 0.75); // ends here: nobody wants it any more
        }
        return coinWith().open(plan, laboratory, tell);
      },
    };
    const runner = runnerOf(known(slow));
    const waits = until(({ type }) => type === 'lab-waiting');
    const first = runner.obey(openOf(1, { seeds: [1] }));
    await waits;
    const second = runner.obey(openOf(2, { seeds: [2] }));
    const third = runner.obey(openOf(3, { seeds: [3] }));
    held.open();
    await Promise.all([first, second, third]);
    expect(of('lab-waiting')).toEqual([{ type: 'lab-waiting', run: 1, what: 'warming up', done: 0.5 }]);
    expect(of('lab-opened').map(({ run }) => run)).toEqual([3]);
    expect(of('lab-failed')).toEqual([]);
    expect(disposed).toEqual([]);
    await runner.obey(openOf(4));
    expect(disposed).toEqual(['3']);
  });

  it.each(['watched', 'studied'] as const)(
    'is let go of where a lab says that the wait is over when it is %s no more',
    async (how) => {
      const held = gate();
      const slow: Neighbour = {
        ...coinWith(),
        open: async (plan, laboratory, tell) => {
          try {
            const run = await coinWith().open(plan, laboratory, tell);
            tell?.('making ready', null);
            await held.opened;
            return run;
          } finally {
            tell?.(null, null);
          }
        },
      };
      const runner = runnerOf(known(slow));
      const waits = until(
        (report) =>
          report.type === 'lab-waiting' ||
          (report.type === 'lab-study-progress' && report.what.includes('making ready')),
      );
      const begun = runner.obey(
        how === 'watched'
          ? openOf(1, { seeds: [7] })
          : { type: 'lab-study', plan: checkStudy(coin, 'coin', { seeds: [7] }), done: [], ...ON },
      );
      await waits;
      await Promise.all([
        runner.obey({ type: how === 'watched' ? 'lab-close' : 'stop-lab-study' }),
        Promise.resolve().then(held.open),
        begun,
      ]);
      await expect.poll(() => disposed).toEqual(['7']);
      expect(of('lab-failed')).toEqual([]);
    },
  );

  it('is let go of when it is closed, also while it opens', async () => {
    const runner = runnerOf(known(coinWith()));
    await runner.obey(openOf(1));
    await runner.obey({ type: 'lab-close' });
    await runner.obey({ type: 'lab-play' });
    expect(steps()).toEqual(['1:0']);
    const opened = runner.obey(openOf(2, { seeds: [8] }));
    await runner.obey({ type: 'lab-close' });
    await opened;
    expect(of('lab-opened')).toHaveLength(1);
    expect(disposed[0]).toBe('1,2');
  });

  it('takes actions between steps, and refuses what the lab refuses', async () => {
    const runner = runnerOf(known(coinWith()));
    await runner.obey(openOf(1));
    await runner.obey({ type: 'lab-act', action: { kind: 'spin' } });
    expect(of('lab-acted')).toMatchObject([{ run: 1, look: { heads: {} } }]);
    await runner.obey({ type: 'lab-act', action: { kind: 'fly' } });
    expect(of('lab-refused')).toEqual([
      { type: 'lab-refused', run: 1, message: 'A coin cannot "fly"; allowed is spin.' },
    ]);
    await runner.obey({ type: 'lab-step' });
    expect(steps()).toEqual(['1:0', '1:1']);
    const still = runnerOf(
      known({
        ...coin,
        open: async (...asked) => ({ ...(await coin.open(...asked)), act: undefined }) as unknown as LabRun,
      }),
    );
    await still.obey(openOf(2));
    await still.obey({ type: 'lab-act', action: { kind: 'spin' } });
    expect(of('lab-refused').at(-1)!.message).toBe('This lab takes no actions; "spin" is none of it.');
  });

  it.each<[string, LabCommand, RegExp]>([
    ['an unknown lab', openOf(1, {}, 'magic'), /There is no lab "magic"; there are coin/],
    [
      'a plan with a mistake',
      { ...openOf(1), plan: { ...checkPlan(coin), settings: { lift: 3 } } } as LabCommand,
      /lift is 3; allowed is a number from -0.5 to 0.5/,
    ],
  ])('fails with a sentence on %s, and the next one opens', async (_, command, says) => {
    const runner = runnerOf(known(coinWith()));
    await runner.obey(command);
    expect(of('lab-failed')).toMatchObject([{ run: 1, message: expect.stringMatching(says) }]);
    await runner.obey(openOf(2));
    expect(of('lab-opened')).toMatchObject([{ run: 2 }]);
  });

  it('says what may fit where the device has no room for a run', async () => {
    const full: Neighbour = { ...coin, open: () => Promise.reject(new TooManyLanes('There is no room.')) };
    const runner = runnerOf(known(full));
    await runner.obey(openOf(1));
    expect(of('lab-failed')[0]!.message).toBe('There is no room. Fewer seeds or arms may fit.');
  });

  it('fails when a step does, and is let go of', async () => {
    const runner = runnerOf(
      known(
        coinWith((run) => {
          let taken = 0;
          return { advance: () => (taken++ < 2 ? run.advance() : Promise.reject(new Error('It broke.'))) };
        }),
      ),
    );
    await runner.obey(openOf(1));
    await runner.obey({ type: 'lab-play' });
    await runner.obey({ type: 'lab-step' });
    expect(steps()).toEqual(['1:0', '1:1']);
    expect(of('lab-failed')).toEqual([{ type: 'lab-failed', run: 1, message: 'It broke.' }]);
    expect(disposed).toEqual(['1,2']);
  });

  it('fails once when the device is lost, even under a step that never ends', async () => {
    const stuck = gate();
    const runner = runnerOf(
      known(
        coinWith((run) => {
          let taken = 0;
          const never = async () => {
            stuck.open();
            await new Promise<never>(() => {});
            return run.advance();
          };
          return { advance: () => (taken++ < 1 ? run.advance() : never()) };
        }),
      ),
    );
    await runner.obey(openOf(1));
    const played = runner.obey({ type: 'lab-play' });
    await stuck.opened;
    runner.lost('The graphics device was lost: gone');
    await played;
    expect(of('lab-failed')).toEqual([
      { type: 'lab-failed', run: 1, message: 'The graphics device was lost: gone' },
    ]);
    runner.lost('again');
    expect(of('lab-failed')).toHaveLength(1);
  });
});

describe('a study', () => {
  const plan = checkStudy(coin, 'coin', { seeds: [1, 2, 3, 4, 5], settings: { steps: 4 } });
  const studyOf = (own: StudyPlan, done: readonly Track[] = []): LabCommand => ({
    ...{ type: 'lab-study', plan: own, done, ...ON },
  });
  const tracks = () => of('lab-study-tracks').flatMap((report) => report.tracks);
  const sorted = (list: readonly Track[]) =>
    [...list].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

  it('gives every track as the lab gives it alone, and says how far it is', async () => {
    const runner = runnerOf(known(coinWith()));
    await runner.obey(studyOf(plan));
    expect(sorted(tracks())).toEqual(sorted(await trainedStudy(coin, plan)));
    expect(of('lab-study-over')).toEqual([{ type: 'lab-study-over', finished: true }]);
    const shares = of('lab-study-progress').map(({ done }) => done);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares.at(-1)).toBeCloseTo(1, 9);
    expect(of('lab-study-progress')[0]!.what).toBe('Plain, seeds 1 to 5, step 0 of 4');
    expect(of('lab-study-device')[0]!.device).toMatchObject({ label: 'no device', engine: 'none' });
    expect(disposed).toHaveLength(2);
  });

  it('goes on with what is not done', async () => {
    const all = await trainedStudy(coin, plan);
    const done = all.filter((_, i) => i % 3 > 0);
    const runner = runnerOf(known(coinWith()));
    await runner.obey(studyOf(plan, done));
    expect(sorted(tracks())).toEqual(sorted(all.filter((_, i) => i % 3 === 0)));
    expect(of('lab-study-progress')[0]!.done).toBeGreaterThan(done.length / all.length);
    expect(openParts(plan, all)).toEqual([]);
    expect(openParts(plan, all.slice(1)).map(({ arms, seeds }) => [arms, seeds])).toEqual([[['fair'], [1]]]);
  });

  it('stops after the step under way; the part that was under way is lost, what came before is not', async () => {
    const runner = runnerOf(known(coinWith()));
    const long = { ...plan, settings: { steps: 60 } };
    const second = until(({ type }) => type === 'lab-study-tracks');
    const studied = runner.obey(studyOf(long));
    await second;
    await runner.obey({ type: 'stop-lab-study' });
    await studied;
    expect(of('lab-study-over')).toEqual([{ type: 'lab-study-over', finished: false }]);
    expect(tracks().map(({ scenario }) => scenario)).toEqual(Array(10).fill('plain'));
    expect(disposed.length).toBeLessThanOrEqual(2);
    await runner.obey(studyOf(long, tracks()));
    expect(of('lab-study-over').at(-1)!.finished).toBe(true);
    expect(tracks()).toHaveLength(20);
  });

  it('halves what the device has no room for', async () => {
    const asked: string[] = [];
    const narrow: Neighbour = {
      ...coin,
      open: (own, ...rest) => {
        asked.push(own.seeds.join(''));
        return own.seeds.length > 2 ? Promise.reject(new TooManyLanes('no room')) : coin.open(own, ...rest);
      },
    };
    const runner = runnerOf(known(narrow));
    await runner.obey(studyOf({ ...plan, scenarios: ['plain'] }));
    expect(asked).toEqual(['12345', '123', '12', '3', '45']);
    expect(tracks()).toHaveLength(10);
    const none = runnerOf(known({ ...coin, open: () => Promise.reject(new TooManyLanes('no room at all')) }));
    await none.obey(studyOf(plan));
    expect(of('lab-study-failed')).toEqual([{ type: 'lab-study-failed', message: 'no room at all' }]);
  });

  it('runs beside a run that is watched, and only once', async () => {
    const runner = runnerOf(known(coinWith()));
    await runner.obey(openOf(1));
    const first = runner.obey(studyOf(plan));
    await runner.obey(studyOf(plan));
    await runner.obey({ type: 'lab-step' });
    await first;
    expect(steps()).toEqual(['1:0', '1:1']);
    expect(of('lab-study-failed').map(({ message }) => message)).toEqual([
      'A study of a lab is running already: stop it before another begins.',
    ]);
    expect(of('lab-study-over')).toHaveLength(1);
  });

  it.each<[string, LabCommand, RegExp]>([
    ['an unknown lab', studyOf({ ...plan, lab: 'magic' }), /There is no lab "magic"/],
    ['a plan with a mistake', studyOf({ ...plan, arms: ['bent'] }), /Unknown arm "bent" of Coins/],
  ])('fails with a sentence on %s', async (_, command, says) => {
    const runner = runnerOf(known(coinWith()));
    await runner.obey(command);
    expect(of('lab-study-failed')).toMatchObject([{ message: expect.stringMatching(says) }]);
    expect(of('lab-study-over')).toEqual([]);
  });

  it('fails when the device is lost, and what was done stays done', async () => {
    const stuck = gate();
    let opened = 0;
    const lab: Neighbour = {
      ...coin,
      open: async (...asked) => {
        const run = await coin.open(...asked);
        if (opened++ === 0) return run;
        return { ...run, advance: () => (stuck.open(), new Promise<never>(() => {})) };
      },
    };
    const runner = runnerOf(known(lab));
    const studied = runner.obey(studyOf(plan));
    await stuck.opened;
    runner.lost('The graphics device was lost: gone');
    await studied;
    expect(tracks()).toHaveLength(10);
    expect(of('lab-study-failed')).toEqual([
      { type: 'lab-study-failed', message: 'The graphics device was lost: gone' },
    ]);
  });

  it('fails when the device is lost between two steps, rather than wait for the next for ever', async () => {
    const lab = coinWith((run) => {
      let taken = 0;
      return { advance: () => (taken++ < 2 ? run.advance() : new Promise<never>(() => {})) };
    });
    const runner = runnerOf(known(lab));
    const stepped = until(
      (report) => report.type === 'lab-study-progress' && report.what.endsWith('step 0 of 4'),
    );
    const studied = runner.obey(studyOf(plan));
    await stepped;
    runner.lost('The graphics device was lost: gone');
    await studied;
    expect(of('lab-study-failed')).toHaveLength(1);
    expect(disposed).toEqual(['1,2,3,4,5']);
  });
});
