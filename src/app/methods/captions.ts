/** A formula with its numbers in place, for one cell of the numbers view. */
import type { Finish, MethodParameters } from '../../lab/reward/methods/method.ts';
import type { AdvantageSettings } from '../../lab/reward/advantage.ts';
import type { ExplainedGroup } from '../../lab/run/explain.ts';
import { deviation, mean } from '../../lab/spread.ts';
import { unit } from '../format.ts';
import { compact } from './scale.ts';

export type Cell =
  | { row: 'prior' | 'saturation' | 'weight'; criterion: number }
  | { row: 'score'; rollout: number; criterion: number }
  | { row: 'direct' | 'q' | 'reward' | 'static' | 'advantage' | 'rank'; rollout: number };

/** What a caption is written from. */
export interface Told {
  group: ExplainedGroup;
  names: readonly string[];
  active: readonly boolean[];
  method: { id: string; name: string; finish: Finish };
  parameters: MethodParameters;
  advantage: Pick<AdvantageSettings, 'scaleRewards' | 'promptGamma'>;
  tau: number;
  formula: string;
}

/** Numbers that agree to this are the same to a reader. */
const NEAR = 0.006;
const near = (a: number, b: number): boolean => Math.abs(a - b) <= NEAR;
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** "−1.3": with a real minus sign. */
const number = (value: number): string => unit(value).replace('-', '−');

/** "a·b + c·d + …": the largest products first, then what is left of them. */
function products(left: readonly number[], right: readonly number[]): string {
  const order = left.map((_, i) => i).sort((a, b) => left[b]! * right[b]! - left[a]! * right[a]!);
  const shown = order.slice(0, 3).map((i) => `${number(left[i]!)}·${number(right[i]!)}`);
  return shown.join(' + ') + (order.length > shown.length ? ' + …' : '');
}

export function caption(cell: Cell, told: Told): string {
  if ('criterion' in cell) return ofCriterion(cell, told);
  const { group, tau, method } = told;
  const rollout = group.rollouts[cell.rollout]!;
  const who = `answer ${cell.rollout + 1}`;
  switch (cell.row) {
    case 'direct':
      return `direct(${who}) = Σ b·S = ${products(group.prior, rollout.scores)} = ${number(rollout.direct)}`;
    case 'q':
      return `q(${who}) = exp(${number(rollout.direct)} / ${compact(tau)}) / Σ = ${number(rollout.q)}`;
    case 'reward': {
      const summed = sum(group.weights.map((weight, k) => weight * rollout.scores[k]!));
      return near(summed, rollout.reward)
        ? `R(${who}) = Σ w·S = ${products(group.weights, rollout.scores)} = ${number(rollout.reward)}`
        : `R(${who}) = ${number(rollout.reward)}, as ${method.name} makes it; Σ w·S would be ${number(summed)}`;
    }
    case 'static':
      return `static A(${who}) = ${standard(
        group.rollouts.map(({ direct }) => direct),
        cell.rollout,
      )}${told.advantage.scaleRewards === 'group' ? '' : ', before scaling as set'}`;
    case 'advantage':
      return ofAdvantage(cell.rollout, told);
    case 'rank':
      return `${who}: place ${rollout.staticRank} by the rubric’s weights, ${rollout.rank} under ${method.name}${
        rollout.flips ? '; the one pushes it up, the other down' : ''
      }`;
  }
}

function ofCriterion(cell: Extract<Cell, { criterion: number }>, told: Told): string {
  const { group, names, tau, method } = told;
  const k = cell.criterion;
  const name = names[k]!;
  switch (cell.row) {
    case 'score':
      return `S(answer ${cell.rollout + 1}, ${name}) = ${number(group.rollouts[cell.rollout]!.scores[k]!)}, the judge’s score`;
    case 'prior':
      return `b(${name}) = ${number(group.prior[k]!)}, its share of the rubric’s weight`;
    case 'saturation': {
      const q = group.rollouts.map((rollout) => rollout.q);
      const scores = group.rollouts.map((rollout) => rollout.scores[k]!);
      const tilted = sum(q.map((share, j) => share * scores[j]!));
      const reached = group.saturation[k]!;
      if (near(tilted, reached))
        return `s(${name}) = Σ q·S = ${products(q, scores)} = ${number(reached)} (τ ${compact(tau)})`;
      return near(mean(scores), reached)
        ? `s(${name}) = mean of S over the group = ${number(reached)}`
        : `s(${name}) = ${number(reached)}, as ${method.name} estimates it; Σ q·S would be ${number(tilted)}`;
    }
    case 'weight':
      return ofWeight(k, told);
  }
}

function ofWeight(k: number, { group, names, active, method, parameters, formula }: Told): string {
  const name = names[k]!;
  const weight = group.weights[k]!;
  const start = `w(${name}) = `;
  if (!active[k]) return `${start}.00: it does not count`;
  const count = active.filter(Boolean).length;
  if (method.id === 'static-prior') return `${start}b(${name}) = ${number(weight)}, whatever the scores`;
  if (method.id === 'static-uniform') return `${start}1 / K = 1 / ${count} = ${number(weight)}`;
  if (method.id === 'custom') return `${start}f(${name}) / Σ f = ${number(weight)}, with f = ${formula}`;
  if (!method.id.startsWith('focal')) return `${start}${number(weight)} under ${method.name}`;
  const base = method.id === 'focal-uniform' ? active.map((on) => (on ? 1 / count : 0)) : group.prior;
  const [gamma, epsilon] = [parameters['focal.gamma'] ?? 0, parameters['focal.epsilon'] ?? 0];
  const raw = base.map((share, l) => share * (1 - group.saturation[l]! + epsilon) ** gamma);
  const free = raw[k]! / sum(raw);
  const worked =
    `${number(base[k]!)} · (1 − ${number(group.saturation[k]!)} + ${number(epsilon)})^${compact(gamma)} / Σ` +
    ` = ${number(free)}`;
  return near(free, weight)
    ? start + worked
    : `${start}${number(weight)}; without floor, cap, mix, warm-up or another estimator ${worked}`;
}

/** "(.81 − .62) / .11 = 1.7" */
function standard(values: readonly number[], at: number): string {
  const spread = deviation(values);
  if (spread === 0) return 'all rewards are equal: 0';
  const centre = mean(values);
  return `(${number(values[at]!)} − ${number(centre)}) / ${number(spread)} = ${number((values[at]! - centre) / spread)}`;
}

function ofAdvantage(at: number, { group, method, advantage: { scaleRewards, promptGamma } }: Told): string {
  const own = group.rollouts[at]!.advantage;
  const start = `A(answer ${at + 1}) = `;
  const focus = promptGamma > 0 ? `, times the prompt’s focus (γ ${compact(promptGamma)})` : '';
  if (method.finish === 'whiten')
    return `${start}${number(own)}: its sum of normalised criteria, whitened over the step${focus}`;
  if (method.finish === 'signals')
    return `${start}${number(own)}: the weighted sum of normalised criteria as it is${focus}`;
  const rewards = group.rollouts.map(({ reward }) => reward);
  if (scaleRewards === 'group' && promptGamma === 0) return start + standard(rewards, at);
  const difference = `${number(rewards[at]!)} − ${number(mean(rewards))}`;
  const how =
    scaleRewards === 'none'
      ? 'scaled, without division by a spread'
      : scaleRewards === 'batch'
        ? 'over the step’s spread'
        : 'over the group’s spread';
  return `${start}(${difference}), ${how}${focus} = ${number(own)}`;
}
