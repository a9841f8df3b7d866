import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readLabFile } from '../../src/exchange/labs/results-file.ts';
import { LAB_IDS } from '../../src/neighbours/index.ts';
import { coin } from '../../src/neighbours/testing.ts';
import { emptyLaboratory } from '../../src/neighbours/testing-runs.ts';
import type { Report } from '../../src/worker/protocol.ts';
import { LabRunner } from '../../src/worker/labs/runner.ts';
import { main } from '../experiment.ts';
import type { runHeadless } from '../headless.ts';
import { guarded } from '../usage.ts';
import { conductLab } from './conduct.ts';
import { findLab } from './labs.ts';
import { labMain, type LabCall } from './main.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'focal-lab-'));
const [ID] = LAB_IDS as [string];
const EVERYTHING = ['comparisons.csv', 'comparisons.md', 'figures', 'lab.json', 'metrics.csv', 'report.html'];

/** The worker without a browser: the coin needs no device. `stopAfter` batches of tracks, somebody presses Ctrl-C. */
const worker =
  (stopAfter = Infinity): typeof runHeadless =>
  async (command, onReport) => {
    let finished = 0;
    let failed: unknown = null;
    const report = (each: Report) => {
      try {
        onReport(each, (sent) => void runner.obey(sent as Parameters<typeof runner.obey>[0]));
      } catch (error) {
        failed = error;
      }
      if (each.type === 'lab-study-tracks' && ++finished === stopAfter) process.emit('SIGINT', 'SIGINT');
    };
    const room = {
      ...emptyLaboratory,
      described: () => ({
        ...emptyLaboratory.device,
        engine: 'fused',
        dispatchesPerStep: null,
        secondsPerStep: 0,
      }),
    };
    const runner = new LabRunner(
      () => Promise.resolve(room),
      report,
      () => Promise.resolve(coin),
    );
    await runner.obey(command as Parameters<typeof runner.obey>[0]);
    if (failed) throw failed;
  };

const call = (part: Partial<LabCall>): LabCall => ({
  ...{ lab: ID, set: [], engine: 'auto', resume: false, force: false, help: false, others: {}, ...part },
});

async function said(run: () => Promise<number>) {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  const code = await run();
  const lines = (spy: typeof log) => spy.mock.calls.map(([line]) => String(line)).join('\n');
  const both = { code, error: lines(error), out: lines(log) };
  vi.restoreAllMocks();
  return both;
}
const called = (part: Partial<LabCall>, headless = worker()) =>
  said(() =>
    guarded(() =>
      labMain(call(part), {
        find: () => coin,
        conduct: (at, what) => conductLab(at, what, headless),
      }),
    ),
  );
const flags = (...args: string[]) => said(() => main(args));
afterEach(() => vi.restoreAllMocks());

const read = async (path: string) =>
  (await readLabFile(readFileSync(join(path, 'lab.json'), 'utf8'), 'lab.json', () => Promise.resolve(coin)))
    .results;

describe('a study of a lab', () => {
  it('is the lab’s own on seeds 1 to 8 where nothing is said, and writes everything', async () => {
    const path = folder();
    const { code, out, error } = await called({ out: path });
    expect([code, error]).toEqual([0, '32 tracks: plain, lifted; fair, loaded; seeds 8: 1 to 8']);
    expect(readdirSync(path).sort()).toEqual(EVERYTHING);
    expect(readdirSync(join(path, 'figures')).sort()).toEqual([
      ...['lifted-count.svg', 'lifted-share.svg', 'plain-count.svg', 'plain-share.svg'],
    ]);
    for (const words of [coin.study.question, coin.study.claim, 'adjusted p', 'more heads.'])
      expect(out).toContain(words);
    const results = await read(path);
    expect(results).toMatchObject({ complete: true, device: { engine: 'fused', label: 'no device' } });
    expect(results.tracks).toHaveLength(32);
    expect(readFileSync(join(path, 'comparisons.csv'), 'utf8').split('\n')).toHaveLength(4);
  });

  it('takes scenarios, arms, seeds, settings and steps', async () => {
    const path = folder();
    const asked = { scenario: 'lifted', arms: 'loaded,fair', seeds: '3-5', steps: '6', set: ['noisy=true'] };
    const { code, out } = await called({ ...asked, out: path });
    expect(code).toBe(0);
    expect(out).toContain('does not answer whether the claim holds');
    const { plan, settings } = await read(path);
    expect(plan).toEqual({
      ...{ lab: ID, scenarios: ['lifted'], arms: ['loaded', 'fair'], seeds: [3, 4, 5] },
      settings: { steps: 6, noisy: true },
    });
    expect(settings['lifted']).toEqual({ steps: 6, lift: 0.1, count: 'heads', noisy: true });
  });

  it('stops on Ctrl-C with what is finished, and --resume comes to the same as a run in one go', async () => {
    const [path, whole] = [folder(), folder()];
    const asked = { seeds: '1-4', steps: '5' };
    expect((await called({ ...asked, out: path }, worker(1))).code).toBe(130);
    const part = await read(path);
    expect([part.complete, part.tracks.length]).toEqual([false, 8]);
    expect(readdirSync(path).sort()).toEqual(EVERYTHING);
    const other = await called({ out: path, resume: true, seeds: '1-5' });
    expect([other.code, other.error]).toEqual([
      2,
      expect.stringMatching(/holds another study: its seeds differ/),
    ]);
    const set = await called({ out: path, resume: true, seeds: '1-4', steps: '6' });
    expect(set.error).toMatch(/its settings differ/);
    expect(await called({ out: path, resume: true })).toMatchObject({ code: 0, error: '' });
    expect((await called({ ...asked, out: whole })).code).toBe(0);
    expect(await read(path)).toEqual(await read(whole));
    const again = await called({ ...asked, out: path, resume: true });
    expect([again.code, again.out]).toEqual([0, expect.stringContaining('Nothing was left to run.')]);
  });

  it('is not overwritten unasked', async () => {
    const path = folder();
    const few = { seeds: '1-2', steps: '2', out: path };
    await called(few);
    const refused = await called(few);
    expect([refused.code, refused.error]).toEqual([
      2,
      expect.stringMatching(/--resume goes on with it, --force/),
    ]);
    expect((await called({ ...few, scenario: 'plain', force: true })).code).toBe(0);
    expect(readdirSync(join(path, 'figures'))).toHaveLength(2);
    writeFileSync(join(path, 'report.html'), 'of another study');
    await said(() =>
      guarded(() =>
        labMain(call({ ...few, force: true }), { find: () => coin, conduct: () => Promise.resolve(0) }),
      ),
    );
    expect(readdirSync(path)).toEqual([]); // nothing is left to be taken for the new study's
    const mine = folder();
    writeFileSync(join(mine, 'report.html'), 'mine');
    expect((await called({ ...few, out: mine })).error).toMatch(/holds report\.html already/);
    const experiment = folder();
    writeFileSync(join(experiment, 'results.json'), '{}');
    expect((await called({ ...few, out: experiment, force: true })).error).toMatch(
      /holds an experiment already/,
    );
  });

  it('that fails keeps what was finished and says how to go on', async () => {
    const path = folder();
    const failing: typeof runHeadless = async (_, onReport) => {
      await onReport({ type: 'lab-study-failed', message: 'The device is gone.' }, () => {});
    };
    const { code, error } = await called({ out: path }, failing);
    expect(code).toBe(1);
    expect(error).toMatch(/The device is gone\. What was finished is in .*--resume goes on/);
    expect((await read(path)).tracks).toEqual([]);
  });
});

describe('flags', () => {
  it('lists labs, and what one takes', async () => {
    const list = await flags('--lab', 'help');
    expect(list.code).toBe(0);
    for (const id of LAB_IDS) expect(list.out).toContain(id);
    const { code, out } = await called({ help: true });
    expect(code).toBe(0);
    for (const words of [
      'lifted',
      'loaded',
      'a whole number from 1 to 1000; 20 at first',
      'heads at the end',
    ])
      expect(out).toContain(words);
  });

  it('every lab of the list is found', () => {
    for (const id of LAB_IDS) expect(findLab(id)).not.toBeNull();
    expect(findLab('constructor')).toBeNull();
  });

  const out = ['--out', join(tmpdir(), 'focal-lab-unused')];
  const broken = folder();
  writeFileSync(join(broken, 'lab.json'), '{"focalLab":"lab-study"');
  it.each<[string, string[], RegExp]>([
    ['an unknown lab', ['--lab', 'magic', ...out], /There is no lab "magic"; there are chasing-the-tail/],
    ['methods', ['--lab', ID, '--methods', 'gdpo', ...out], /--methods does not go with --lab/],
    ['ablations', ['--lab', ID, '--ablate', 'gamma=1', ...out], /--ablate does not go with --lab/],
    ['a baseline', ['--lab', ID, '--baseline', 'gdpo', ...out], /--baseline does not go with --lab/],
    ['a shard', ['--lab', ID, '--shard', '1/2', ...out], /--shard does not go with --lab/],
    ['merging', ['--lab', ID, '--merge', 'a', ...out], /--merge does not go with --lab/],
    ['another study', ['--lab', ID, '--study', 'prior-skew', ...out], /--study is "prior-skew", but the lab/],
    ['a stray word', ['--lab', ID, 'stray', ...out], /"stray" is not understood/],
    ['arms without a lab', ['--arms', 'fair', ...out], /--arms goes with --lab/],
    ['no folder', ['--lab', ID], /--out is missing/],
    ['an unknown engine', ['--lab', ID, '--engine', 'steam', ...out], /--engine is "steam"/],
    ['both', ['--lab', ID, '--resume', '--force', ...out], /do not go together/],
    ['nothing to go on with', ['--lab', ID, '--resume', '--out', folder()], /holds no lab\.json/],
    [
      'a file that was cut short',
      ['--lab', ID, '--resume', '--out', broken],
      /lab\.json: at character.*cut off\?/,
    ],
    ['bad seeds', ['--lab', ID, '--seeds', '0', ...out], /Seeds "0" are not understood/],
    ['too many seeds', ['--lab', ID, '--seeds', '501', ...out], /There are 501 seeds; allowed are 1 to 500/],
    [
      'a setting that is none',
      ['--lab', ID, '--set', 'magic', ...out],
      /"magic" is not understood; write name=value/,
    ],
    ['an unknown scenario', ['--lab', ID, '--scenario', 'gone', ...out], /Unknown scenario "gone"/],
    ['an unknown arm', ['--lab', ID, '--arms', 'bent', ...out], /Unknown arm "bent"/],
  ])('%s: one line, exit code 2', async (_, args, says) => {
    const { code, error } = await flags(...args);
    expect(error).toMatch(says);
    expect(error.split('\n')).toHaveLength(1);
    expect(code).toBe(2);
  });

  it('a setting that is set twice, also by --steps, is refused', async () => {
    const twice = (set: string[]) =>
      said(() =>
        guarded(() =>
          labMain(call({ set, steps: '9', out: folder() }), {
            find: () => coin,
            conduct: () => Promise.resolve(0),
          }),
        ),
      );
    const { error, code } = await twice(['lift=0.1', 'steps=8']);
    expect([code, error]).toEqual([
      2,
      expect.stringMatching(/steps is set twice \(steps=8, steps=9\); each setting is allowed once\./),
    ]);
    expect((await twice(['lift=0.1'])).code).toBe(0);
  });

  it('--steps is short for a setting, where the lab has it', async () => {
    const { error, code } = await said(() =>
      guarded(() =>
        labMain(call({ steps: '9', out: folder() }), {
          find: () => ({ ...coin, fields: coin.fields.slice(1) }),
          conduct: () => Promise.resolve(0),
        }),
      ),
    );
    expect([code, error]).toEqual([
      2,
      expect.stringMatching(/--steps is "9", but Coins has no setting of that name; it has lift/),
    ]);
  });
});
