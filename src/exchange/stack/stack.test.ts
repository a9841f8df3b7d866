/** Whole exports: what users wrote is in data alone, everything comes back, and every self-test passes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STANDARD_TEXTS } from '../../lab/language/language.ts';
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import { METHOD_IDS } from '../../lab/reward/methods/index.ts';
import { findScenario, SCENARIO_IDS } from '../../scenarios/index.ts';
import { arbitraryRubric } from '../rubric/arbitrary-rubric.ts';
import { importRubric } from '../rubric/index.ts';
import { exportStack, TARGETS, type StackLab, type TargetId } from './index.ts';
import { specOf, specText } from './spec.ts';
import { runFolder } from './testing/folder.ts';

const IDS = TARGETS.map(({ id }) => id);

function labOf(id: string, other: Partial<StackLab> = {}): StackLab {
  const { name, rubric, methods, training, language } = findScenario(id);
  return {
    ...{ name, criteria: rubric, method: methods.at(-1)!, parameters: {}, training, language },
    scorer: 'detectors',
    ...other,
  };
}

/** Texts that would break out of code, of a path, of Markdown, of a shell. */
const HOSTILE = [
  '"""; import os',
  '../../x',
  "'); DROP TABLE",
  '`rm -rf ~`',
  '$(touch /tmp/x)',
  '</script><b>',
  '{{ x }}\n| a | b |',
  '\u202e\u0000 end',
  'ends of lines to Python, not to JSON: \u2028 \u2029 \u0085',
];
const hostile = labOf('forgotten-footnote', {
  name: '../../"""; import os #',
  method: 'custom',
  formula: 'prior * (1 - saturation + epsilon) ^ gamma',
  criteria: findScenario('forgotten-footnote').rubric.map((criterion, k) => ({
    ...criterion,
    name: HOSTILE[k]!.slice(0, 60),
    text: HOSTILE.join(' '),
    tags: [HOSTILE[k]!],
    ...(k === 2 && { detector: null, active: false }),
  })),
  language: {
    topics: STANDARD_TEXTS.topics.map((topic, i) =>
      i === 0 ? { ...topic, id: '"""; import\u2028sys' } : topic,
    ),
    classes: { ...STANDARD_TEXTS.classes, filler: ['"""', "'", '\\', '${x}', '../..'] },
  },
});
const SAFE_PATH = /^[a-z_]+(\/[a-z_]+)?\.(py|json|jsonl|sh|toml)$|^README\.md$/;

describe.each(IDS)('%s', (target) => {
  test('code and paths are ours, whatever users wrote', () => {
    const usual = exportStack(target, labOf('nothing-to-fix'));
    const { files, fileName } = exportStack(target, hostile);
    expect(fileName).toBe(`import_os.${target}.zip`);
    expect(files.map(({ path }) => path)).toEqual(usual.files.map(({ path }) => path));
    for (const { path, text } of files) {
      expect(path).toMatch(SAFE_PATH);
      if (path.endsWith('.py')) expect(text, path).toBe(usual.files.find((file) => file.path === path)!.text);
      if (path.endsWith('.sh')) for (const own of HOSTILE) expect(text).not.toContain(own);
    }
  });

  test('the README stays Markdown of ours', () => {
    const { text } = exportStack(target, hostile).files.find(({ path }) => path === 'README.md')!;
    const prose = text.replace(/```[^]*?```/g, '');
    expect(prose.match(/^# .*$/gm)).toHaveLength(1);
    expect(text).not.toContain('<b>');
    expect(text).not.toContain('\n| a | b |');
  });

  test('the rubric comes back as it was', () => {
    fc.assert(
      fc.property(arbitraryRubric, (criteria) => {
        fc.pre(criteria.some(({ weight, active, detector }) => weight > 0 && (active || !detector)));
        const { files } = exportStack(target, labOf('nothing-to-fix', { criteria }));
        const back = importRubric(files.find(({ path }) => path === 'rubric.json')!.text);
        expect(back.criteria).toEqual(criteria);
      }),
      { numRuns: 30 },
    );
  });

  test('the same lab gives the same files', () => {
    expect(exportStack(target, hostile)).toEqual(exportStack(target, structuredClone(hostile)));
  });
});

test('lab.json says the same however its lines are broken', () => {
  fc.assert(
    fc.property(arbitraryRubric, (criteria) => {
      const lab = labOf('nothing-to-fix', { criteria });
      expect(JSON.parse(specText(lab))).toEqual(JSON.parse(JSON.stringify(specOf(lab))));
    }),
    { numRuns: 100 },
  );
});

describe('self-tests', () => {
  const labs: [string, StackLab][] = [
    ...SCENARIO_IDS.map((id): [string, StackLab] => [id, labOf(id)]),
    ['hostile', hostile],
    ['judge', labOf('every-question-differs', { scorer: 'judge' })],
  ];
  test.each(IDS)('%s passes its own', (target) => {
    for (const [name, lab] of labs) {
      const { code, output } = runFolder(exportStack(target, lab).files, 'selftest.py');
      expect(code, `${name}\n${output}`).toBe(0);
    }
  });

  test('one that was tampered with fails', () => {
    const { files } = exportStack('trl', labOf('forgotten-footnote'));
    const broken = files.map((file) =>
      file.path === 'lab.json' ? { ...file, text: file.text.replace('"starts-with"', '"ends-with"') } : file,
    );
    expect(runFolder(broken, 'selftest.py').code).toBe(1);
  });
});

describe('refusals', () => {
  const refuse =
    (other: Partial<StackLab>, target: TargetId = 'trl') =>
    () =>
      exportStack(target, labOf('forgotten-footnote', other));

  test('a formula that is none', () => {
    expect(refuse({ method: 'custom', formula: 'prior * import(os)' })).toThrow(
      /formula: at character 9.*import/,
    );
  });
  test('a method there is not', () => {
    expect(refuse({ method: 'ppo' })).toThrow('Unknown method "ppo"');
  });
  test('a parameter out of range', () => {
    expect(refuse({ parameters: { 'focal.gamma': 99 } })).toThrow('focal.gamma is 99; allowed is 0 to 8');
  });
  test('a rubric without any weight', () => {
    const criteria = findScenario('forgotten-footnote').rubric.map((one) => ({ ...one, weight: 0 }));
    for (const target of IDS) expect(refuse({ criteria }, target), target).toThrow(/nothing to train on/);
  });
  test('a target there is not', () => {
    expect(refuse({}, 'trainer' as TargetId)).toThrow(
      `Unknown target "trainer". Known targets: ${IDS.join(', ')}.`,
    );
  });
});

describe('what differs is said', () => {
  const told = (target: TargetId, lab: StackLab) =>
    exportStack(target, lab).report.map(({ path, what }) => `${what} ${path}`);

  test('a pattern goes along as its automaton', () => {
    const criteria = findScenario('forgotten-footnote').rubric.map((one, k) =>
      k === 0 ? { ...one, detector: { type: 'pattern' as const, pattern: '^ <greeting>', target: 1 } } : one,
    );
    expect(told('trl', labOf('forgotten-footnote', { criteria }))).toContain('mapped criteria.0.detector');
  });
  test('errors of the simulated judge stay here, but for the estimate that is corrected for them', () => {
    expect(told('trl', labOf('harsh-judge')).join('\n')).toMatch(/left criteria\.\S+\.judge/);
    const corrected = labOf('harsh-judge', {
      method: 'focal-prior',
      parameters: { 'focal.estimator': 5 },
      scorer: 'judge',
    });
    expect(told('trl', corrected).join('\n')).toMatch(/mapped criteria\.\S+\.judge/);
    const errors = (lab: StackLab) => specOf(lab).criteria.map(({ falseNegative }) => falseNegative);
    expect(errors(corrected).some((error) => error > 0)).toBe(true);
    // Detectors do not err there: correcting for errors that are not made would be wrong.
    expect(errors({ ...corrected, scorer: 'detectors' }).some((error) => error > 0)).toBe(false);
  });
  test('verdicts of a file’s own, where a judge is asked for others', () => {
    const criteria = findScenario('forgotten-footnote').rubric.map((one) => ({
      ...one,
      choices: ['no', 'yes'],
    }));
    const lab = labOf('forgotten-footnote', { criteria });
    expect(told('trl', { ...lab, scorer: 'judge' })).toContain('left criteria.*.choices');
    expect(told('trl', lab).join()).not.toContain('choices'); // detectors know none
  });
  test('the learning rate of the small policy', () => {
    for (const target of ['trl', 'verl'] as const)
      expect(told(target, labOf('forgotten-footnote'))).toContain('mapped training.learningRate');
    // An environment has no place for it.
    expect(told('verifiers', labOf('forgotten-footnote'))).toContain('left training.learningRate');
  });
  test('the formula that custom comes with is written where none is given', () => {
    for (const target of ['trl', 'verl', 'verifiers'] as const) {
      const { files } = exportStack(target, labOf('forgotten-footnote', { method: 'custom' }));
      expect(files.find(({ path }) => path === 'README.md')!.text).toContain(`\n    ${DEFAULT_FORMULA}\n`);
    }
  });
  test('the model and the length of a run that are told are those of the script', () => {
    for (const [target, script] of [
      ['trl', 'train.py'],
      ['verl', 'run.sh'],
    ] as const) {
      const { files } = exportStack(target, labOf('forgotten-footnote'));
      const text = (name: string) => files.find(({ path }) => path === name)!.text;
      const [model] = /Qwen\/[\w.-]+/.exec(text(script))!;
      const [, steps] = /STEPS(?: = |=\$\{STEPS:-)(\d+)/.exec(text(script))!;
      expect(text('README.md')).toMatch(new RegExp(`${model.replaceAll('.', '\\.')}[^\n]* ${steps}\\b`));
    }
  });
  test('rows hold no method, but weights per prompt', () => {
    for (const target of ['healthbench', 'rar'] as const) {
      expect(told(target, labOf('forgotten-footnote'))).toContain('left method');
      const rubric = findScenario('forgotten-footnote').rubric.map((one) => ({
        ...one,
        promptWeights: [1, 2, 3, 4, 5, 6],
      }));
      const { files } = exportStack(target, labOf('forgotten-footnote', { criteria: rubric }));
      const rows = files.find(({ path }) => path === 'rows.jsonl')!.text;
      if (target === 'healthbench')
        expect(JSON.parse(rows.split('\n')[3]!).prompt_id).toBe('forgotten_footnote_4');
      expect(importRubric(rows, 3).criteria.map(({ weight }) => weight)).toEqual(rubric.map(() => 4));
    }
  });
});

test('every method can be taken to the stacks that train', () => {
  for (const target of ['trl', 'verl'] as const)
    for (const method of METHOD_IDS)
      expect(exportStack(target, labOf('forgotten-footnote', { method })).files.length).toBeGreaterThan(5);
});
