/** A changed parameter of a method in words. */
import { METHODS } from '../../lab/reward/methods/index.ts';
import type { MethodParameter } from '../../lab/reward/methods/method.ts';
import { compact } from '../methods/scale.ts';

/** A parameter's value as it is read: a choice by its name. */
export const valueText = ({ options }: Pick<MethodParameter, 'options'>, value: number): string =>
  options?.[Math.round(value)] ?? compact(value);

/** e.g. "gamma 1 → 3" of focal, "POW3R lambda 0.5 → 0.8", "estimator group mean → batch mean". */
export function describeParameter(name: string, before: number, value: number): string {
  const owner = METHODS.find(({ parameters }) => parameters.some((one) => one.name === name));
  const parameter = owner?.parameters.find((one) => one.name === name);
  if (!owner || !parameter) return `${name} ${compact(before)} → ${compact(value)}`;
  const whose = name.startsWith('focal.') ? '' : `${owner.name} `;
  return `${whose}${parameter.label} ${valueText(parameter, before)} → ${valueText(parameter, value)}`;
}
