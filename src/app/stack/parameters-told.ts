/** What was turned of a method's parameters, in words. */
import { findMethod } from '../../lab/reward/methods/index.ts';
import type { MethodParameters } from '../../lab/reward/methods/method.ts';
import { methodDetail } from '../methods/method-detail.ts';
import { valueText } from '../state/describe-parameter.ts';

/** e.g. "gamma 3, cap 0.333"; of a method without parameters what it does, e.g. "the weights you set". */
export function parametersTold(method: string, values: MethodParameters): string {
  const { parameters } = findMethod(method);
  if (parameters.length === 0) return methodDetail(method, values);
  const turned = parameters.filter((one) => (values[one.name] ?? one.default) !== one.default);
  if (turned.length === 0) return 'default parameters';
  return turned.map((one) => `${one.label} ${valueText(one, values[one.name]!)}`).join(', ');
}
