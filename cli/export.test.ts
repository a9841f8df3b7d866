/** The export command: what it writes, and what it refuses. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { exportRubric } from '../src/exchange/rubric/index.ts';
import { findScenario } from '../src/scenarios/index.ts';
import { main } from './export.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'focal-lab-export-'));

async function called(...args: string[]) {
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const code = await main(args);
  return {
    code,
    error: error.mock.calls.map(([line]) => String(line)).join('\n'),
    out: log.mock.calls.map(([line]) => String(line)).join('\n'),
  };
}
afterEach(() => vi.restoreAllMocks());

const to = (out: string, ...more: string[]) => [
  ...['--scenario', 'forgotten-footnote', '--target', 'trl', '--out', out],
  ...more,
];

describe('npm run export', () => {
  it('writes a folder, says what differs, and how to start', async () => {
    const out = join(folder(), 'a', 'b');
    const { code, out: said } = await called(...to(out));
    expect(code).toBe(0);
    expect(readdirSync(out)).toEqual(
      expect.arrayContaining(['README.md', 'lab.json', 'selftest.py', 'train.py']),
    );
    expect(said).toContain('changed: training.learningRate');
    expect(said).toContain(`cd ${out} && python3 selftest.py && accelerate launch train.py`);
  });

  it('takes method, parameters, settings, formula and scorer along', async () => {
    const out = folder();
    const formula = 'prior * (1 - saturation)';
    const { code } = await called(
      ...to(out, '--method', 'custom', '--formula', formula, '--set', 'custom.gamma=2'),
      ...['--set', 'beta=0.05', '--scorer', 'judge'],
    );
    expect(code).toBe(0);
    const lab = JSON.parse(readFileSync(join(out, 'lab.json'), 'utf8'));
    expect(lab).toMatchObject({ method: 'custom', parameters: { 'custom.gamma': 2 }, scorer: 'judge' });
    expect(lab.formula.text).toBe(formula);
    expect(lab.training.beta).toBe(0.05);
    expect(lab.criteria.every((one: { scoredBy: string }) => one.scoredBy === 'judge')).toBe(true);
  });

  it('takes another rubric, whose criteria nothing detects', async () => {
    const rubric = join(folder(), 'rubric.jsonl');
    writeFileSync(rubric, exportRubric('healthbench', findScenario('tug-of-war').rubric, 'x').text.repeat(2));
    const out = join(folder(), "it's here");
    const { code, out: said } = await called(...to(out, '--rubric', rubric));
    expect(code).toBe(0);
    expect(said).toContain('changed: criteria.*.active: nothing detects it here');
    expect(said).toMatch(/not read: rows of .*: row 1 of 2 is read, the rest is left/);
    const quoted = /^cd ('.*') && python3/m.exec(said)![1]!;
    expect(spawnSync('sh', ['-c', `printf %s ${quoted}`], { encoding: 'utf8' }).stdout).toBe(out);
    const lab = JSON.parse(readFileSync(join(out, 'lab.json'), 'utf8'));
    expect(lab.criteria.every((one: { active: boolean }) => one.active)).toBe(true);
  });

  it('calls the folder after the rubric, and says what of its file was not read', async () => {
    const own = join(folder(), 'a.json');
    writeFileSync(own, exportRubric('focal-lab', findScenario('tug-of-war').rubric, 'Fever').text);
    const first = folder();
    expect((await called(...to(first, '--rubric', own))).code).toBe(0);
    expect(readFileSync(join(first, 'README.md'), 'utf8')).toMatch(/^# Fever: /);

    const row = {
      prompt: [{ role: 'user', content: 'Q?' }],
      rubrics: [{ criterion: 'Is kind.', points: 3 }],
    };
    const rows = join(folder(), 'fevers.jsonl');
    writeFileSync(rows, `${JSON.stringify(row)}\n`.repeat(2));
    const second = join(folder(), "a 'quoted' folder");
    const { code, out: said } = await called(...to(second, '--rubric', rows));
    expect(code).toBe(0);
    expect(readFileSync(join(second, 'README.md'), 'utf8')).toMatch(/^# fevers: /);
    expect(said).toContain(`not read: prompt of ${rows}`);
    expect(said).toContain(`not read: rows of ${rows}: row 1 of 2 is read, the rest is left`);
    expect(said).toContain(`cd '${second.replaceAll("'", "'\\''")}' && python3 selftest.py`);
  });

  it('takes a scenario file', async () => {
    const path = join(folder(), 'own.json');
    writeFileSync(path, JSON.stringify({ ...findScenario('gimmick'), id: 'own', name: 'My own' }));
    const out = folder();
    expect((await called('--scenario', path, '--target', 'rar', '--out', out)).code).toBe(0);
    expect(readFileSync(join(out, 'README.md'), 'utf8')).toMatch(/^# My own: /);
  });

  it('leaves a folder that holds something alone, unless it is told to', async () => {
    const out = folder();
    writeFileSync(join(out, 'thesis.tex'), '');
    const { code, error } = await called(...to(out));
    expect(code).toBe(2);
    expect(error).toContain('holds thesis.tex already');
    expect(existsSync(join(out, 'lab.json'))).toBe(false);
    const forced = await called(...to(out, '--force'));
    expect(forced.code).toBe(0);
    expect(forced.out).toContain('left as they were: thesis.tex');
    expect(existsSync(join(out, 'thesis.tex'))).toBe(true);
  });

  it.each([
    [['--target', 'trl', '--out', 'x'], '--scenario is missing.'],
    [to('x', '--target', 'ppo'), 'Unknown target "ppo". Known targets: trl, verl'],
    [to('x', '--method', 'ppo'), 'Unknown method "ppo"'],
    [to('x', '--scorer', 'me'), '--scorer is "me"; allowed is detectors or judge.'],
    [to('x', '--set', 'focal.gamma=99'), 'focal.gamma is 99; allowed is 0 to 8'],
    [
      to('x', '--method', 'static-prior', '--set', 'focal.gamma=3'),
      '--set focal.gamma does nothing with the method "static-prior", which has no parameters.',
    ],
    [
      to('x', '--method', 'custom', '--set', 'focal.gamma=3'),
      'whose parameters are custom.gamma, custom.tau, custom.epsilon.',
    ],
    [to('x', '--formula', 'prior'), '--formula goes with --method custom, not with "focal-prior".'],
    [to('x', '--method', 'custom', '--formula', 'os.system'), 'formula: at character'],
    [to('x', '--rubric', 'no-such-file.json'), 'There is no rubric file "no-such-file.json".'],
    [to('x', '--scenario', 'no-such'), 'no-such'],
    [to('package.json'), '"package.json", which is a file'],
  ])('%j is refused: %s', async (args, message) => {
    const { code, error } = await called(...args);
    expect(code).toBe(2);
    expect(error).toContain(message);
    expect(error.trim()).not.toContain('\n');
    expect(existsSync('x')).toBe(false);
  });
});
