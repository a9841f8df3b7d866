/** Study: how differently do methods rank answers, and how does that depend on the size of the group? */
import { ablationGrids } from '../analysis/grid.ts';
import { rankingChanges } from '../analysis/ranking.ts';
import { slug } from '../report/slug.ts';
import type { Section } from '../report/shapes.ts';
import { shareText } from './words.ts';
import type { Study } from './study.ts';

export const rolloutAnalysis: Study = {
  id: 'rollout-analysis',
  title: 'Rollout analysis',
  question:
    'How differently does focal rank answers, and how does its effect depend on the size of the group?',
  how:
    'Groups of 4, 8, 16 and 32 answers. For each method: how many answers it pushes the other way than the direct ' +
    'reward does, how many pairs it orders differently, and in how many groups both agree on the best.',
  scenarios: ['forgotten-footnote'],
  seeds: 8,
  usual: false,
  design: ({ scenarios, seeds }) => ({
    ...{ study: 'rollout-analysis', scenarios, seeds, training: {}, parameters: {}, forkTest: null },
    methods: ['static-prior', 'static-uniform', 'focal-prior'],
    variations: [4, 8, 16, 32].map((numGenerations) => ({ numGenerations })),
    baselines: ['static-uniform', 'static-prior'],
  }),
  answer: (results) =>
    rankingChanges(results)
      .filter(({ arm }) => arm.method === 'focal-prior' && arm.variation['numGenerations'] === 16)
      .map(
        ({ arm, signFlips, rankDistance, topAgreement }) =>
          `${results.scenarios[arm.scenario]!.name}, groups of 16: focal pushes ${shareText(signFlips)} of the ` +
          `answers the other way than the direct reward, orders ${shareText(rankDistance)} of the pairs differently, ` +
          `and agrees on a best answer in ${shareText(topAgreement)} of the groups (mean over all steps, n ${signFlips.n}).`,
      ),
  sections: (results) =>
    Object.keys(results.scenarios).map((scenario): Section => {
      const name = results.scenarios[scenario]!.name;
      const grids = (['worst', 'direct'] as const).flatMap((id) =>
        ablationGrids(results, id)
          .filter((grid) => grid.scenario === scenario)
          .map((data) => ({
            id: slug(scenario, data.method, 'group-size', id),
            title: `Size of the group: ${id}`,
            spec: { kind: 'grid' as const, data },
          })),
      );
      const data = rankingChanges(results).filter(({ arm }) => arm.scenario === scenario);
      return {
        ...{ id: slug(scenario, 'ranking'), title: `${name}: ranking and group size`, tables: [] },
        says: [
          'Small groups estimate saturation from few answers, and give all methods a noisier gradient: a difference ' +
            'between sizes is not all due to the method.',
        ],
        figures: [
          {
            id: slug(scenario, 'ranking-changes'),
            title: 'Ranking changes',
            spec: { kind: 'ranking', data },
          },
          ...grids,
        ],
      };
    }),
};
