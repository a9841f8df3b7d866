/** Study: when the judge pays for a gimmick, what becomes of the true score? */
import { judgeAndGold } from '../analysis/judge-gold.ts';
import { slug } from '../report/slug.ts';
import type { Section } from '../report/shapes.ts';
import { intervalText } from './words.ts';
import type { Study } from './study.ts';
import { mean } from '../../lab/spread.ts';

export const overOptimisation: Study = {
  id: 'over-optimisation',
  title: 'Reward over-optimisation',
  question: 'When the judge pays for a gimmick, what becomes of the true score, and does any method notice?',
  how:
    'The judge pays for a citation wherever it stands, instead of right after a fact: nothing, then in part, then in ' +
    'full. What it sees is held against the true score, step by step.',
  scenarios: ['short-but-sourced'],
  seeds: 8,
  usual: false,
  design: ({ scenarios, seeds }) => ({
    ...{ study: 'over-optimisation', scenarios, seeds, training: {}, parameters: {}, forkTest: null },
    methods: ['static-uniform', 'focal-prior', 'gdpo'],
    variations: [0, 5, 10].map((pay) => ({ 'judge.leak': pay })),
    baselines: ['static-uniform'],
  }),
  answer: (results) =>
    judgeAndGold(results)
      .filter(({ arm }) => arm.variation['judge.leak'] === 10)
      .map(({ arm, judge, gold, lost }) => {
        const end = (values: readonly number[]) => mean(values.slice(-10)).toFixed(3);
        return (
          `${results.scenarios[arm.scenario]!.name}, ${arm.label}: at the end the judge sees ${end(judge.mean)} where ` +
          `${end(gold.mean)} is true; from its peak the true score has changed by ${intervalText({
            ...{ n: lost.n, mean: -lost.mean, low: -lost.high, high: -lost.low },
          })}.`
        );
      }),
  sections: (results) =>
    Object.keys(results.scenarios).map((scenario): Section => {
      const all = judgeAndGold(results).filter(({ arm }) => arm.scenario === scenario);
      const pays = [...new Set(all.map(({ arm }) => arm.variation['judge.leak']))];
      return {
        ...{ id: slug(scenario, 'judge-and-gold'), tables: [] },
        title: `${results.scenarios[scenario]!.name}: what the judge sees and what is true`,
        says: [
          'What was lost since the peak is taken at the peak of the other seeds, since noise alone makes a peak.',
        ],
        figures: pays.map((pay) => ({
          id: slug(scenario, 'leak', String(pay)),
          title:
            pay === 0 ? 'An honest judge' : `A judge that pays ${String(pay)} points of 10 for the gimmick`,
          spec: {
            kind: 'judge-gold' as const,
            data: all.filter(({ arm }) => arm.variation['judge.leak'] === pay),
          },
        })),
      };
    }),
};
