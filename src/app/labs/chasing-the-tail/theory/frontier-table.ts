/** Both frontiers as a table, at a few strengths of optimisation. */
import { betaAtKl } from '../../../../neighbours/chasing-the-tail/theory/beta-at-kl.ts';
import { winRight } from '../../../../neighbours/chasing-the-tail/theory/closed-forms.ts';
import type { Frontier } from '../../../../neighbours/chasing-the-tail/theory/frontier.ts';
import { tilted } from '../../../../neighbours/chasing-the-tail/theory/tilt.ts';
import type { Table } from '../../../parts/table.ts';
import { beta as betaText } from './words.ts';

/** Nats that are spent where nothing ties. */
const SPENT = [0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4, 5];

export const frontierTable = ({ curve, peak }: Frontier): Table => ({
  caption:
    `Win rate against the base policy. KL in nats. As drawn, the highest win rate is ${peak.winRate.toFixed(3)} ` +
    `at ${peak.kl.toFixed(3)} nats.`,
  head: ['β', 'KL, right everywhere', 'win rate, right everywhere', 'KL, as drawn', 'win rate, as drawn'],
  rows: SPENT.map((spent) => {
    const beta = betaAtKl(spent)!;
    const { kl, winRate } = tilted(curve, beta);
    return [betaText(beta), ...[spent, winRight(beta), kl, winRate].map((value) => value.toFixed(3))];
  }),
});
