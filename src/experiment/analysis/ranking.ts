/** How differently methods rank answers than the direct reward does. */
import { mean } from '../../lab/spread.ts';
import type { ResultRun, Results } from '../results.ts';
import { armsOf } from './arms.ts';
import { levelInterval } from './interval.ts';
import type { Interval, RankingChange } from './shapes.ts';

const READ = ['signFlips', 'rankDistance', 'topAgreement'] as const;

/** Of every arm: mean over all steps of a run, then over seeds. */
export const rankingChanges = (results: Results): RankingChange[] =>
  armsOf(results).map(({ arm, runs }) => {
    const [signFlips, rankDistance, topAgreement] = READ.map((field) => overSteps(runs, field));
    return { arm, signFlips: signFlips!, rankDistance: rankDistance!, topAgreement: topAgreement! };
  });

const overSteps = (runs: readonly ResultRun[], field: (typeof READ)[number]): Interval =>
  levelInterval(
    runs.flatMap(({ steps }) => {
      const own = steps.map((step) => step[field]).filter(Number.isFinite);
      return own.length === 0 ? [] : [mean(own)];
    }),
  );
