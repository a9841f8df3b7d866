/** Study: how much noise in the judge turns focal's win into a loss, and does correcting for it help? */
import { ESTIMATORS } from '../../lab/reward/methods/focal.ts';
import { doses } from '../analysis/dose.ts';
import type { MetricId } from '../analysis/metric.ts';
import type { Dose } from '../analysis/shapes.ts';
import { slug } from '../report/slug.ts';
import type { Section } from '../report/shapes.ts';
import type { Results } from '../results.ts';
import { held } from './select.ts';
import type { Study } from './study.ts';
import { standings } from './words.ts';

const TILTED = ESTIMATORS.indexOf('tilted group mean');
const CORRECTED = ESTIMATORS.indexOf('noise-corrected');
const NOISE = [0, 0.05, 0.1, 0.2, 0.3, 0.4];

/** Plain focal and corrected focal, each less static weights, over the dose. */
const both = (results: Results, id: MetricId): Dose[] => [
  ...doses(held(results, 'focal.estimator', TILTED), id),
  ...doses(held(results, 'focal.estimator', CORRECTED), id).map((dose) => ({
    ...dose,
    label: `${dose.label}, noise-corrected`,
  })),
];

export const noiseDose: Study = {
  id: 'noise-dose',
  title: 'Noise dose',
  question: 'How much noise in the judge turns focal’s win into a loss, and does correcting for it help?',
  how:
    'The judge misses credit that is due, on the Hard Rules where it does so at all (on all of them where it never ' +
    'does), more and more often. Focal, and focal with the estimator that takes the known error out, against equal weights.',
  scenarios: ['harsh-judge'],
  seeds: 8,
  usual: false,
  design: ({ scenarios, seeds }) => ({
    ...{ study: 'noise-dose', scenarios, seeds, training: {}, parameters: {}, forkTest: null },
    methods: ['static-uniform', 'focal-prior'],
    variations: NOISE.flatMap((noise) =>
      [TILTED, CORRECTED].map((estimator) => ({
        'judge.falseNegative': noise,
        'focal.estimator': estimator,
      })),
    ),
    baselines: ['static-uniform'],
  }),
  answer: (results) =>
    (['worst', 'direct'] as const).flatMap((id) =>
      both(results, id).map(
        ({ scenario, label, points }) =>
          `${results.scenarios[scenario]!.name}, ${id} score, ${label} against static uniform as credit is missed more ` +
          `often: ${standings(points)}.`,
      ),
    ),
  sections: (results) =>
    Object.keys(results.scenarios).map((scenario): Section => ({
      ...{
        id: slug(scenario, 'dose'),
        title: `${results.scenarios[scenario]!.name}: focal less static uniform`,
        tables: [],
      },
      says: [],
      figures: (['worst', 'direct', 'strict'] as const).flatMap((id) => {
        const data = both(results, id).filter((dose) => dose.scenario === scenario);
        return data.length > 0
          ? [
              {
                id: slug(scenario, 'dose', id),
                title: `Missed credit: ${id}`,
                spec: { kind: 'dose' as const, data },
              },
            ]
          : [];
      }),
    })),
};
