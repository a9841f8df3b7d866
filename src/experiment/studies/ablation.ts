/** Study: which parts of focal weighting does its effect come from? */
import { ESTIMATORS } from '../../lab/reward/methods/focal.ts';
import { ablationGrids } from '../analysis/grid.ts';
import { settingName } from '../analysis/setting-text.ts';
import { comparisons } from '../analysis/comparisons.ts';
import type { Variation } from '../design/design.ts';
import { slug } from '../report/slug.ts';
import type { Section } from '../report/shapes.ts';
import type { Results } from '../results.ts';
import { onlyVaried } from './select.ts';
import type { Study } from './study.ts';
import { differenceText } from './words.ts';

/** One thing is changed at a time; each list leaves the default out, which is the arm with nothing varied. */
const ARMS: Record<string, readonly number[]> = {
  'focal.estimator': ESTIMATORS.map((_, i) => i).slice(1),
  'focal.gamma': [0, 0.5, 2, 3, 5],
  'focal.tau': [0.05, 0.2, 10],
  'focal.epsilon': [0, 0.01, 0.2],
  'focal.cap': [0.25, 0.35],
};

const NAMES = Object.keys(ARMS);
const VARIATIONS: readonly Variation[] = [
  {},
  ...NAMES.flatMap((name) => ARMS[name]!.map((value) => ({ [name]: value }))),
];

export const ablation: Study = {
  id: 'ablation',
  title: 'Ablation',
  question: 'Which parts of focal weighting does its effect come from?',
  how:
    'Focal with one thing changed at a time: how saturation is estimated (the tilted mean against the plain one, a ' +
    'moving average, a fixed reference and others), gamma (0 is no reweighting), tau, epsilon and the cap.',
  scenarios: ['forgotten-footnote', 'short-but-sourced'],
  seeds: 8,
  usual: false,
  design: ({ scenarios, seeds }) => ({
    ...{ study: 'ablation', scenarios, seeds, training: {}, parameters: {}, forkTest: null },
    methods: ['static-uniform', 'focal-prior'],
    variations: VARIATIONS,
    baselines: ['static-uniform'],
  }),
  answer: (results) =>
    Object.keys(results.scenarios).flatMap((scenario) => {
      const off = comparisons(results).filter(
        (each) =>
          each.scenario === scenario &&
          each.metric === 'worst' &&
          each.baseline.method === 'focal-prior' &&
          each.arm.method === 'focal-prior',
      );
      const said = [
        ['without reweighting (gamma 0)', off.find(({ arm }) => arm.variation['focal.gamma'] === 0)],
        [
          'with the plain mean for the tilted one',
          off.find(({ arm }) => arm.variation['focal.estimator'] === ESTIMATORS.indexOf('group mean')),
        ],
        [
          'with a fixed reference',
          off.find(({ arm }) => arm.variation['focal.estimator'] === ESTIMATORS.indexOf('fixed reference')),
        ],
      ] as const;
      const parts = said.flatMap(([what, each]) => (each ? [`${what} ${differenceText(each)}`] : []));
      return parts.length > 0
        ? [
            `${results.scenarios[scenario]!.name}, the worst criterion, against focal as it is: ${parts.join('; ')}.`,
          ]
        : [];
    }),
  sections: (results: Results) =>
    Object.keys(results.scenarios).map((scenario): Section => {
      const figures = NAMES.flatMap((name) =>
        (['worst', 'direct'] as const).flatMap((id) =>
          ablationGrids(onlyVaried(results, name), id)
            .filter((grid) => grid.scenario === scenario)
            .map((data) => ({
              id: slug(scenario, settingName(name), id),
              title: `${settingName(name)}: ${id}`,
              spec: { kind: 'grid' as const, data },
            })),
        ),
      );
      return {
        ...{ id: slug(scenario, 'one-at-a-time'), figures, tables: [] },
        title: `${results.scenarios[scenario]!.name}: one thing at a time`,
        says: [
          '“As it is” is focal at its defaults: tilted group mean, gamma 1, tau 1, epsilon 0.05, no cap.',
        ],
      };
    }),
};
