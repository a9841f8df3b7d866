/** How an answer's reward and advantage come about under each method, with the group's numbers in place. */
import { ADVANTAGE_EPSILON } from '../../lab/reward/advantage.ts';
import { NORMALISE_EPSILON } from '../../lab/reward/methods/gdpo.ts';
import { deviation, mean } from '../../lab/spread.ts';
import { discounted, populationSpreads, weightWorking } from './caption-weight.ts';
import {
  baseOf,
  column,
  digits,
  estimatorOf,
  number,
  products,
  result,
  sum,
  summands,
  type Told,
  type Working,
} from './caption-text.ts';

const dot = (a: readonly number[], b: readonly number[]): number => sum(a.map((value, k) => value * b[k]!));

/** The way to the reward of an answer. */
export function rewardWorking(at: number, told: Told): Working {
  const { group, method, parameters } = told;
  const { scores } = group.rollouts[at]!;
  if (method.id === 'pow3r') {
    const pass = parameters['pow3r.pass'] ?? 0.7;
    const met = scores.map((score) => Number(score > pass - 1e-6));
    return {
      text: `Σ w·G = ${products(group.weights, met)}`,
      value: dot(group.weights, met),
      note: `G is 1 for S from ${digits(pass)} on, else 0`,
    };
  }
  if (estimatorOf(told) === 'per response') {
    const alone = { ...told, group: { ...group, rollouts: [group.rollouts[at]!] } };
    const own = scores.map((_, k) => weightWorking(k, alone).value);
    return { text: `Σ w·S = ${products(own, scores)}`, value: dot(own, scores), note: 'w by its own scores' };
  }
  const [sign, weights] = method.id === 'dvao' ? ['b', group.prior] : ['w', group.weights];
  return {
    text: `Σ ${sign}·S = ${products(weights, scores)}`,
    value: dot(weights, scores),
    ...(method.finish !== 'rewards' && { note: `${method.name} makes A without it` }),
  };
}

/** F-GRPO's factor on a prompt. */
const promptFocus = ({ group, advantage: { promptGamma } }: Told): number =>
  promptGamma === 0 ? 1 : Math.max(0, 1 - mean(group.rollouts.map(({ direct }) => direct))) ** promptGamma;

/** "", or what stands behind a formula for F-GRPO's factor. */
const focused = (told: Told): string =>
  told.advantage.promptGamma === 0 ? '' : ` · ${digits(promptFocus(told))} (prompt focus)`;

/** What the engine divided by, told from the answer of the group where it shows best. */
function divisor(values: readonly number[], advantages: readonly number[]): number {
  const at = values.reduce((best, value, j) => (Math.abs(value) > Math.abs(values[best]!) ? j : best), 0);
  return values[at]! / advantages[at]!;
}

/** From rewards to an advantage: centred in the group, divided as set. */
function scaledCaption(rewards: readonly number[], own: readonly number[], at: number, told: Told): string {
  const { scaleRewards, matchRewardScale } = told.advantage;
  const spread = deviation(rewards);
  if (spread === 0) return `${number(own[at]!)}: all answers have the same reward`;
  const focus = promptFocus(told);
  const centre = mean(rewards);
  const centred = rewards.map((reward) => focus * (reward - centre));
  const difference = `(${digits(rewards[at]!)} − ${digits(centre)})`;
  if (scaleRewards === 'group')
    return result(
      {
        text: `${difference} / ${digits(spread)}${focused(told)}`,
        value: centred[at]! / (spread + ADVANTAGE_EPSILON),
      },
      own[at]!,
    );
  const over = divisor(centred, own);
  if (scaleRewards === 'batch')
    return result(
      {
        text: `${difference} / ${digits(over)}, the step’s spread${focused(told)},`,
        value: centred[at]! / over,
      },
      own[at]!,
    );
  const matched = matchRewardScale ? ` · ${digits(1 / over)} (scale matched)` : '';
  return result(
    {
      text: `${difference}${matched}${focused(told)}`,
      value: matchRewardScale ? centred[at]! / over : centred[at]!,
    },
    own[at]!,
  );
}

/** What multiplies a centred score where criteria are normalised first, and how the sum is written. */
function coefficients(told: Told): { text: string; c: number[] } {
  const { group, active, names } = told;
  const spreads = names.map((_, k) => deviation(column(told, k)));
  const over = (weights: readonly number[]) =>
    weights.map((weight, k) => (spreads[k] === 0 ? 0 : weight / (spreads[k]! + NORMALISE_EPSILON)));
  switch (told.method.id) {
    case 'saw-gdpo': {
      const count = active.filter(Boolean).length;
      return { text: 'Σ K w·(S − mean) / std', c: over(group.weights.map((weight) => count * weight)) };
    }
    case 'sa-mrpo': {
      const population = populationSpreads(told);
      return {
        text: 'Σ b (1 − s)^γ·(S − mean) / σ',
        c: discounted(told).map((weight, k) => (population[k] === 0 ? 0 : weight / population[k]!)),
      };
    }
    case 'dvao': {
      const total = dot(group.prior, populationSpreads(told));
      return {
        text: 'Σ w·(S − mean) / σ',
        c: group.prior.map((b) => (total > 0 ? b / total : 0)),
      };
    }
    default:
      return { text: 'Σ b·(S − mean) / std', c: over(baseOf(told)) };
  }
}

/** From normalised criteria to an advantage. */
function signalCaption(at: number, told: Told): string {
  const { group, method, names } = told;
  const own = group.rollouts.map(({ advantage }) => advantage);
  const { text, c } = coefficients(told);
  const centres = names.map((_, k) => mean(column(told, k)));
  const parts = group.rollouts.map(({ scores }) => scores.map((score, k) => c[k]! * (score - centres[k]!)));
  const focus = promptFocus(told);
  const signals = parts.map((part) => focus * sum(part));
  if (signals.every((signal) => Math.abs(signal) < 1e-9))
    return `${number(own[at]!)}: no criterion with weight tells the answers apart`;
  const written = summands(parts[at]!.filter((part) => part !== 0));
  const sumText = `${text} = ${written || '0'}`;
  if (method.finish === 'signals')
    return result({ text: sumText + focused(told), value: signals[at]! }, own[at]!);
  const over = divisor(signals, own);
  return result(
    {
      text: `${sumText} = ${digits(sum(parts[at]!))}; over the step’s spread: ${digits(sum(parts[at]!))} / ${digits(over)}${focused(told)}`,
      value: signals[at]! / over,
    },
    own[at]!,
  );
}

/** What follows "A(answer 3) = ". */
export function advantageCaption(at: number, told: Told): string {
  if (told.method.finish !== 'rewards') return signalCaption(at, told);
  const { rollouts } = told.group;
  return scaledCaption(
    rollouts.map(({ reward }) => reward),
    rollouts.map(({ advantage }) => advantage),
    at,
    told,
  );
}

/** What follows "static A(answer 3) = ". */
export function staticCaption(at: number, told: Told): string {
  const { rollouts } = told.group;
  return scaledCaption(
    rollouts.map(({ direct }) => direct),
    rollouts.map(({ staticAdvantage }) => staticAdvantage),
    at,
    told,
  );
}
