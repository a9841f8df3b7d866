/** Study: does saturation predict return? The causal fork test, and what plain runs show. */
import { passiveCorrelations } from '../analysis/passive.ts';
import { returnCorrelations } from '../analysis/returns.ts';
import { slug } from '../report/slug.ts';
import { ofScenario } from '../report/of-scenario.ts';
import type { Section } from '../report/shapes.ts';
import { intervalText } from './words.ts';
import type { Study } from './study.ts';
import { passiveTables, returnTables } from '../tables/returns.ts';

export const forkTestStudy: Study = {
  id: 'fork-test',
  title: 'Does saturation predict return?',
  question: 'Does a criterion with more headroom gain more when it is given more weight?',
  how:
    'A static-uniform run is forked at steps 10, 40 and 80: in each fork one criterion weighs three times as much for ' +
    '15 steps, with the same random numbers as a fork that favours none. What it gained, in 64 fresh answers per ' +
    'prompt, is ranked against what each estimator promised, from other answers. Beside it, what plain runs show.',
  scenarios: ['forgotten-footnote', 'harsh-judge'],
  seeds: 8,
  usual: false,
  design: ({ scenarios, seeds }) => ({
    ...{ study: 'fork-test', scenarios, seeds, training: {}, parameters: {} },
    methods: ['static-uniform', 'focal-prior'],
    variations: [{}],
    baselines: ['static-uniform'],
    forkTest: { checkpoints: [10, 40, 80], horizon: 15, factor: 3, rollouts: 64 },
  }),
  answer: (results) => {
    const all = returnCorrelations(results);
    return Object.keys(results.scenarios).flatMap((scenario) => {
      const of = (id: string) => all.find((own) => own.scenario === scenario && own.predictor === id)?.raw;
      const said = [
        ['headroom as focal estimates it', of('tilted group mean')],
        ['corrected for the judge’s known errors', of('noise-corrected')],
        ['true headroom', of('gold')],
      ] as const;
      const parts = said.flatMap(([what, raw]) => (raw ? [`${what} ${intervalText(raw)}`] : []));
      return parts.length > 0
        ? [`${results.scenarios[scenario]!.name}, rank correlation with the return: ${parts.join('; ')}.`]
        : [];
    });
  },
  sections: (results) =>
    Object.keys(results.scenarios).map((scenario): Section => {
      const name = results.scenarios[scenario]!.name;
      const own = ofScenario(results, scenario);
      const returns = returnCorrelations(own);
      const passive = passiveCorrelations(own);
      return {
        ...{ id: slug(scenario, 'returns'), title: `${name}: promise and return` },
        tables: [...returnTables(own), ...passiveTables(own)],
        says: [
          'The raw correlation is partly mechanical: whoever is near 1 cannot gain. Per unit of headroom the bias goes the ' +
            'other way: gains that do not grow with headroom come out below 0. What is above 0 in both is no artefact of either. ' +
            'Spearman across criteria within a seed and checkpoint, averaged; intervals are over seeds.',
        ],
        figures: [
          returns.length > 0 && {
            ...{ id: slug(scenario, 'fork-test'), title: 'The fork test' },
            spec: { kind: 'returns' as const, data: returns },
          },
          passive.length > 0 && {
            ...{ id: slug(scenario, 'passive'), title: 'In plain runs: headroom and later gain' },
            spec: { kind: 'passive' as const, data: passive },
          },
        ].filter((figure) => figure !== false),
      };
    }),
};
