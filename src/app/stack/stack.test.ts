import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { TARGETS } from '../../exchange/stack/index.ts';
import { STANDARD_TEXTS } from '../../lab/language/language.ts';
import { criterion, openedRun } from '../state/testing.ts';
import { fileSize } from './file-size.ts';
import { parametersTold } from './parameters-told.ts';
import { StackExport } from './StackExport.svelte.ts';

const opened = () => {
  const { run, step } = openedRun();
  const stack = new StackExport(run);
  const text = (path: string) => stack.files.find((file) => file.path === path)?.text ?? '';
  const lab = () => JSON.parse(text('lab.json'));
  return { run, step, stack, text, lab };
};

describe('what is taken to a training stack', () => {
  it('begins with the method whose answers are looked at, and the README', () => {
    const { stack, lab } = opened();
    expect([stack.target, stack.method, stack.scorer]).toEqual([TARGETS[0]!.id, 'focal-prior', 'detectors']);
    expect(stack.file?.path).toBe('README.md');
    expect(lab()).toMatchObject({ name: 'Forgotten footnote', method: 'focal-prior', scorer: 'detectors' });
  });

  it('is the rubric, the parameters and the settings as they stand', () => {
    const { run, stack, lab } = opened();
    const before = lab();
    run.edit({ kind: 'weight', criterion: 'hedge', value: 7 });
    run.edit({ kind: 'parameter', name: 'focal.gamma', value: 3.5 });
    run.edit({ kind: 'training', name: 'beta', value: 0.25 });
    const weight = (of: typeof before) => of.criteria.find(({ id }: { id: string }) => id === 'hedge').weight;
    expect([weight(before), weight(lab())]).toEqual([0.3, 7]);
    expect(lab().parameters['focal.gamma']).toBe(3.5);
    expect(lab().training.beta).toBe(0.25);
    expect(stack.methods[0]!.detail).toBe('gamma 3.5');
  });

  it('is what it was where the page looks back', () => {
    const { run, step, stack, lab } = opened();
    for (let i = 0; i < 3; i++) step(() => 0.5);
    run.edit({ kind: 'weight', criterion: 'hedge', value: 7 });
    for (let i = 0; i < 3; i++) step(() => 0.5);
    const weights = () => stack.lab.criteria.map(({ weight }) => weight);
    expect(weights()).toContain(7);
    run.cursor = 1;
    expect(weights()).not.toContain(7);
    expect(JSON.stringify(lab().criteria)).not.toContain('"weight":7,');
  });

  it('takes the formula of the user’s own method, and the words of a scenario', () => {
    const { run, stack, lab } = opened();
    run.edit({ kind: 'formula', value: 'prior * (1 - saturation)' });
    run.scenario = {
      ...run.scenario,
      language: { ...STANDARD_TEXTS, topics: STANDARD_TEXTS.topics.map((topic) => ({ ...topic })) },
    };
    expect(lab().formula).toBeNull(); // focal has none
    run.lanes = [...run.lanes, { method: 'custom', seed: 1 }];
    stack.choose('custom');
    expect(lab().formula.text).toBe('prior * (1 - saturation)');
    expect(stack.lab.language).toBe(run.scenario.language);
    run.lanes = run.lanes.slice(0, 1); // the method that was chosen is gone
    expect(stack.method).toBe('focal-prior');
  });

  it('knows which criteria a language model reads in any case', () => {
    const { run, stack, lab } = opened();
    const unread = criterion('tone', { name: 'Tone', detector: null, active: false, text: 'Is kind.' });
    run.edit({ kind: 'add', value: unread, at: run.criteria.length });
    expect([stack.undetected, stack.judgedOnly]).toEqual([['Tone'], false]);
    const by = () => lab().criteria.map(({ scoredBy }: { scoredBy: string }) => scoredBy);
    expect(by()).toEqual([...by().slice(1).fill('detector'), 'judge']);
    stack.scorer = 'judge';
    expect(new Set(by())).toEqual(new Set(['judge']));
    stack.scorer = 'detectors';
    run.edit({ kind: 'rubric', value: [unread] });
    expect([stack.judgedOnly, stack.scorer]).toEqual([true, 'judge']);
  });

  it.each(TARGETS.map(({ id }) => id))('is a zip for %s, in a folder of its own', (id) => {
    const { stack } = opened();
    stack.target = id;
    const { bytes, fileName } = stack.zip()!;
    expect(fileName).toBe(`forgotten_footnote.${id}.zip`);
    const unpacked = Object.entries(unzipSync(bytes)).map(([path, content]) => ({
      path: path.replace(`forgotten_footnote.${id}/`, ''),
      text: strFromU8(content),
    }));
    expect(unpacked).toEqual(stack.files);
    expect(stack.whole).toBe(unpacked.some(({ path }) => path === 'lab.json'));
  });

  it('keeps showing a file that the next target has, else the README', () => {
    const { stack } = opened();
    stack.read('lab.json');
    stack.target = 'verl';
    expect(stack.file?.path).toBe('lab.json');
    stack.target = 'rar';
    expect(stack.file?.path).toBe('README.md');
  });

  it('says why there are no files', () => {
    const { run, stack } = opened();
    for (const { id } of run.criteria) run.edit({ kind: 'active', criterion: id, value: false });
    expect(stack.made).toMatchObject({ problem: expect.stringContaining('nothing to train on') });
    expect([stack.files, stack.file, stack.zip()]).toEqual([[], undefined, undefined]);
  });
});

describe('words beside it', () => {
  it('name what was turned of a method', () => {
    expect(parametersTold('focal-prior', {})).toBe('default parameters');
    expect(parametersTold('focal-prior', { 'focal.gamma': 3, 'focal.cap': 0.5 })).toBe('gamma 3, cap 0.5');
    expect(parametersTold('static-prior', { 'focal.gamma': 3 })).toBe('the weights you set');
  });

  it('tell sizes in bytes, not characters', () => {
    expect([fileSize(''), fileSize('é'.repeat(499)), fileSize('é'.repeat(500))]).toEqual([
      '0 B',
      '998 B',
      '1.0 KB',
    ]);
    expect(fileSize('x'.repeat(12_345))).toBe('12 KB');
  });
});
