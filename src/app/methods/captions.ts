/** A formula with its numbers in place, for one cell of the numbers view. */
import { advantageCaption, rewardWorking, staticCaption } from './caption-advantage.ts';
import { qCaption, saturationWorking } from './caption-saturation.ts';
import { number, products, result, type Told } from './caption-text.ts';
import { weightWorking } from './caption-weight.ts';

export type Cell =
  | { row: 'prior' | 'saturation' | 'weight'; criterion: number }
  | { row: 'score'; rollout: number; criterion: number }
  | { row: 'direct' | 'q' | 'reward' | 'static' | 'advantage' | 'rank'; rollout: number };

export function caption(cell: Cell, told: Told): string {
  if ('criterion' in cell) return ofCriterion(cell, told);
  const { group, method } = told;
  const rollout = group.rollouts[cell.rollout]!;
  const who = `answer ${cell.rollout + 1}`;
  switch (cell.row) {
    case 'direct':
      return `direct(${who}) = Σ b·S = ${products(group.prior, rollout.scores)} = ${number(rollout.direct)}`;
    case 'q':
      return qCaption(cell.rollout, told);
    case 'reward':
      return `R(${who}) = ${result(rewardWorking(cell.rollout, told), rollout.reward)}`;
    case 'static':
      return `static A(${who}) = ${staticCaption(cell.rollout, told)}`;
    case 'advantage':
      return `A(${who}) = ${advantageCaption(cell.rollout, told)}`;
    case 'rank':
      return `${who}: place ${rollout.staticRank} by the rubric’s weights, ${rollout.rank} under ${method.name}${
        rollout.flips ? '; one pushes it up, the other down' : ''
      }`;
  }
}

function ofCriterion(cell: Extract<Cell, { criterion: number }>, told: Told): string {
  const { group, names } = told;
  const k = cell.criterion;
  const name = names[k]!;
  switch (cell.row) {
    case 'score':
      return `S(answer ${cell.rollout + 1}, ${name}) = ${number(group.rollouts[cell.rollout]!.scores[k]!)}, the judge’s score`;
    case 'prior':
      return `b(${name}) = ${number(group.prior[k]!)}, its share of the rubric’s weight`;
    case 'saturation':
      return `s(${name}) = ${result(saturationWorking(k, told), group.saturation[k]!)}`;
    case 'weight':
      return `w(${name}) = ${result(weightWorking(k, told), group.weights[k]!)}`;
  }
}
