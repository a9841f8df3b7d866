/** How each method comes to a criterion's weight in a group, with the group's numbers in place. */
import { boundWeights } from '../../lab/reward/bounds.ts';
import { populationFactor, shares } from '../../lab/reward/methods/group.ts';
import { deviation } from '../../lab/spread.ts';
import { baseOf, column, digits, estimatorOf, sum, type Told, type Working } from './caption-text.ts';
import { checkFormula, tryFormula } from './formula-check.ts';

/** Population standard deviation of each criterion in the group. */
export const populationSpreads = (told: Told): number[] =>
  told.names.map((_, k) => populationFactor(told.group.rollouts.length) * deviation(column(told, k)));

/** SA-MRPO's b (1 - s)^gamma. */
export const discounted = ({ group, parameters }: Told): number[] => {
  const gamma = parameters['samrpo.gamma'] ?? 0;
  return group.prior.map((b, k) => b * (gamma === 0 ? 1 : (1 - group.saturation[k]!) ** gamma));
};

type Weigh = (k: number, told: Told) => Working;

/** b (1 - s + epsilon)^gamma as shares, then floor and cap, then the mix. */
const focal: Weigh = (k, told) => {
  const value = (name: string) => told.parameters[`focal.${name}`] ?? 0;
  const warming = told.step < value('warmup');
  const [gamma, epsilon] = [warming ? 0 : value('gamma'), value('epsilon')];
  const [floor, cap] = warming ? [0, 1] : [value('floor'), told.parameters['focal.cap'] ?? 1];
  const base = baseOf(told);
  const counts = base.map((share) => share > 0);
  const finish = (saturation: readonly number[]) => {
    const raw = base.map((b, l) => b * (gamma === 0 ? 1 : (1 - saturation[l]! + epsilon) ** gamma));
    const free = sum(raw) > 0 ? shares(raw) : shares(base);
    const bound = boundWeights(free, counts, floor, cap);
    const weight = bound[k]! + value('mix') * (shares(base)[k]! - bound[k]!);
    return { total: sum(raw), free: free[k]!, bound: bound[k]!, weight };
  };
  if (estimatorOf(told) === 'per response') {
    const each = told.group.rollouts.map(({ scores }) => finish(scores).weight);
    return {
      text: `mean over the answers of b (1 − S + ε)^γ / Σ, with γ ${digits(gamma)} and ε ${digits(epsilon)}`,
      value: sum(each) / each.length,
    };
  }
  const { total, free, bound, weight } = finish(told.group.saturation);
  const own = told.group.saturation[k]!;
  const steps = [
    total > 0
      ? `b (1 − s + ε)^γ / Σ = ${digits(base[k]!)} · (1 − ${digits(own)} + ${digits(epsilon)})^${digits(gamma)} / ${digits(total)}`
      : 'b, as all is met and ε is 0',
  ];
  const bounded = floor > 0 || cap < 1;
  const mixed = value('mix') > 0;
  if (bounded || mixed) steps[0] += ` = ${digits(free)}`;
  if (bounded)
    steps.push(`by floor ${digits(floor)} and cap ${digits(cap)}${mixed ? `: ${digits(bound)}` : ''}`);
  if (mixed) steps.push(`with ${digits(value('mix'))} of b mixed in`);
  const notes = [
    told.method.id === 'focal-uniform' ? 'b is 1 / K here' : '',
    warming ? `γ is 0 for ${digits(value('warmup'))} steps of warm-up` : '',
  ].filter(Boolean);
  return { text: steps.join('; '), value: weight, ...(notes.length > 0 && { note: notes.join('; ') }) };
};

/** Before the step, weights were in proportion to those after it, with the step taken back. */
const maxMin: Weigh = (k, told) => {
  const { saturation: J, weights } = told.group;
  const means = J.filter((_, l) => told.active[l]);
  if (Math.round(told.parameters['maxmin.rule'] ?? 0) === 1) {
    const least = Math.min(...means);
    const lowest = told.active.map((on, l) => on && J[l]! < least + 1e-6);
    const share = lowest[k] ? 1 / lowest.filter(Boolean).length : 0;
    return {
      text: lowest[k]
        ? `all weight on the lowest mean of the step, J = ${digits(J[k]!)}`
        : `no weight, as J = ${digits(J[k]!)} is not the lowest mean of the step, ${digits(least)}`,
      value: share,
    };
  }
  const eta = told.parameters['maxmin.eta'] ?? 0;
  const before = shares(weights.map((weight, l) => (told.active[l] ? weight * Math.exp(eta * J[l]!) : 0)));
  const raw = before.map((weight, l) => weight * Math.exp(-eta * J[l]!));
  return {
    text: `w before · e^(−ηJ) / Σ = ${digits(before[k]!)} · e^(−${digits(eta)}·${digits(J[k]!)}) / ${digits(sum(raw))}`,
    value: raw[k]! / sum(raw),
  };
};

/** A multiplier shows only beside the others of its category: over their mean, weighted by b. */
const pow3r: Weigh = (k, { group: { prior, weights }, category, names }) => {
  const own = names.map((_, l) => category[l] === category[k]);
  const within = (values: readonly number[]) => sum(values.filter((_, l) => own[l]));
  const categories = new Set(category.filter((_, l) => prior[l]! > 0)).size;
  const [b, all] = [prior[k]!, within(prior)];
  if (b === 0) return { text: 'b α / Σ b α = 0, as b is 0', value: 0 };
  const multiplier = weights[k]! / within(weights) / (b / all);
  const over = categories > 1 ? ` / ${categories}` : '';
  const note = categories > 1 ? `, sums over its category, of which there are ${categories}` : '';
  return {
    text: `b α / Σ b α = ${digits(b)} · ${digits(multiplier)} / ${digits(all)}${over}`,
    value: (b * multiplier) / all / categories,
    note: `α as a multiple of its mean${note}`,
  };
};

const diva: Weigh = (k, told) => {
  const epsilon = told.parameters['diva.epsilon'] ?? 0;
  const variances = populationSpreads(told).map((spread) => spread ** 2);
  const total = sum(variances.map((variance, l) => (told.active[l] ? variance + epsilon : 0)));
  return {
    text: `(V + ε) / Σ = (${digits(variances[k]!)} + ${digits(epsilon)}) / ${digits(total)}`,
    value: (variances[k]! + epsilon) / total,
  };
};

/**
 * Spreads are over the step, of which the group is a part. A Hard Rule's follows from its mean; with one of
 * them, the sum of all CV is known, and so is every other.
 */
const saw: Weigh = (k, told) => {
  const { group, hardRule, answers } = told;
  const cv = (l: number) => {
    const mean = group.saturation[l]!;
    return Math.sqrt((answers / (answers - 1)) * Math.max(0, (1 - mean) / mean));
  };
  const varies = (l: number) => group.saturation[l]! > 0 && group.saturation[l]! < 1 && group.weights[l]! > 0;
  const anchors = told.names.map((_, l) => l).filter((l) => hardRule[l] && varies(l));
  const anchor = anchors.sort((a, b) => group.weights[b]! - group.weights[a]!)[0];
  if (anchor === undefined)
    return { text: 'CV / Σ CV', value: NaN, note: 'CV is the step’s spread over its mean' };
  const total = cv(anchor) / group.weights[anchor]!;
  const own = hardRule[k] && varies(k) ? cv(k) : group.weights[k]! * total;
  const mean = group.saturation[k]!;
  return {
    text: `CV / Σ CV = (std / mean) / Σ = (${digits(own * mean)} / ${digits(mean)}) / ${digits(total)}`,
    value: own / total,
  };
};

const saMrpo: Weigh = (k, told) => {
  const total = sum(discounted(told));
  const [b, s] = [told.group.prior[k]!, told.group.saturation[k]!];
  if (total === 0) return { text: 'b, as every criterion is met', value: b };
  const gamma = digits(told.parameters['samrpo.gamma'] ?? 0);
  return {
    text: `b (1 − s)^γ / Σ = ${digits(b)} · (1 − ${digits(s)})^${gamma} / ${digits(total)}`,
    value: discounted(told)[k]! / total,
  };
};

const dvao: Weigh = (k, told) => {
  const spreads = populationSpreads(told);
  const total = sum(spreads.map((spread, l) => told.group.prior[l]! * spread));
  const b = told.group.prior[k]!;
  if (total === 0) return { text: 'b, as no answer differs', value: b };
  return {
    text: `b σ / Σ = ${digits(b)} · ${digits(spreads[k]!)} / ${digits(total)}`,
    value: (b * spreads[k]!) / total,
  };
};

/** What a formula makes of `previous` is known to the run alone. */
const custom: Weigh = (k, { group, active, parameters, step, formula }) => {
  const checked = checkFormula(formula);
  const note = `f = ${formula}`;
  if (!('compiled' in checked) || /\bprevious\b/.test(formula)) return { text: 'f / Σ f', value: NaN, note };
  const { raw, weights, fellBack } = tryFormula(checked.compiled, group, active, parameters, step);
  if (fellBack) return { text: 'b, as f gives no usable weights here', value: weights[k]!, note };
  const total = sum(raw.filter((_, l) => active[l]));
  return { text: `f / Σ f = ${digits(raw[k]!)} / ${digits(total)}`, value: weights[k]!, note };
};

const WEIGH: Record<string, Weigh> = {
  'static-prior': (k, { group }) => ({ text: 'b', value: group.prior[k]!, note: 'whatever the scores' }),
  'static-uniform': (k, told) => ({
    text: `1 / K = 1 / ${told.active.filter(Boolean).length}`,
    value: baseOf(told)[k]!,
  }),
  'focal-prior': focal,
  'focal-uniform': focal,
  'max-min': maxMin,
  pow3r,
  diva,
  saw,
  'saw-gdpo': saw,
  gdpo: (k, { group }) => ({ text: 'b', value: group.prior[k]!, note: 'it weighs S at unit spread' }),
  'sa-mrpo': saMrpo,
  dvao,
  custom,
};

/** The way to the weight of criterion k. */
export function weightWorking(k: number, told: Told): Working {
  if (!told.active[k]) return { text: 'nothing, as it does not count', value: 0 };
  const weigh = WEIGH[told.method.id];
  return weigh ? weigh(k, told) : { text: `weight under ${told.method.name}`, value: NaN };
}

/** Whether captions know a method. */
export const knowsWeight = (id: string): boolean => id in WEIGH;
