/** Study: how much of focal's gain is the repair of a bad prior? */
import { doses } from '../analysis/dose.ts';
import { slug } from '../report/slug.ts';
import type { Section } from '../report/shapes.ts';
import { standings } from './words.ts';
import type { Study } from './study.ts';

export const priorSkew: Study = {
  id: 'prior-skew',
  title: 'Skew of the prior',
  question: 'How much of what focal gains is the repair of a bad prior?',
  how:
    'The rubric’s weights to a power: 0 makes them equal, 1 leaves them as they are, 1.25 skews them further. Focal ' +
    'against static weights at each. The direct score stays that of the scenario’s own weights.',
  scenarios: ['forgotten-footnote'],
  seeds: 8,
  usual: false,
  design: ({ scenarios, seeds }) => ({
    ...{ study: 'prior-skew', scenarios, seeds, training: {}, parameters: {}, forkTest: null },
    methods: ['static-prior', 'focal-prior'],
    variations: [0, 0.25, 0.5, 0.75, 1, 1.25].map((skew) => ({ 'prior.skew': skew })),
    baselines: ['static-prior'],
  }),
  answer: (results) =>
    doses(results, 'worst').map(
      ({ scenario, points }) =>
        `${results.scenarios[scenario]!.name}, worst score, focal against static weights by the skew of the prior: ` +
        `${standings(points)}. At skew 0 the prior is even: a difference there is no repair of it.`,
    ),
  sections: (results) =>
    Object.keys(results.scenarios).map((scenario): Section => ({
      ...{
        id: slug(scenario, 'skew'),
        title: `${results.scenarios[scenario]!.name}: focal less static`,
        tables: [],
      },
      says: [],
      figures: (['worst', 'direct', 'strict'] as const).flatMap((id) => {
        const data = doses(results, id).filter((dose) => dose.scenario === scenario);
        return data.length > 0
          ? [
              {
                id: slug(scenario, 'skew', id),
                title: `Skew of the prior: ${id}`,
                spec: { kind: 'dose' as const, data },
              },
            ]
          : [];
      }),
    })),
};
