/** What stands under a method's name: its most telling parameter. */
import { PAPER_LIKE } from '../../lab/reward/methods/focal.ts';
import { findMethod } from '../../lab/reward/methods/index.ts';
import type { MethodParameters } from '../../lab/reward/methods/method.ts';
import { valueText } from '../state/describe-parameter.ts';

const TELLING: Record<string, { name: string; symbol: string }> = {
  'max-min': { name: 'maxmin.rule', symbol: '' },
  pow3r: { name: 'pow3r.lambda', symbol: 'λ ' },
  'sa-mrpo': { name: 'samrpo.gamma', symbol: 'γ ' },
  'focal-prior': { name: 'focal.gamma', symbol: 'γ ' },
  'focal-uniform': { name: 'focal.gamma', symbol: 'γ ' },
};

const FIXED: Record<string, string> = {
  'static-prior': 'the weights you set',
  'static-uniform': 'all weights equal',
  diva: 'by variance',
  saw: 'by spread / mean',
  'saw-gdpo': 'by spread / mean',
  gdpo: 'unit spread each',
  dvao: 'by spread',
  custom: 'your formula',
};

/** Whether parameters are those that the public code has as defaults. */
export const isPaperLike = (parameters: MethodParameters): boolean =>
  Object.entries(PAPER_LIKE).every(([name, value]) => parameters[name] === value);

/** e.g. "γ 3, paper-like", "the weights you set"; it fits the gutter. */
export function methodDetail(id: string, parameters: MethodParameters): string {
  const telling = TELLING[id];
  if (!telling) return FIXED[id] ?? '';
  const parameter = findMethod(id).parameters.find(({ name }) => name === telling.name)!;
  const text = telling.symbol + valueText(parameter, parameters[telling.name] ?? parameter.default);
  return id.startsWith('focal') && isPaperLike(parameters) ? `${text}, paper-like` : text;
}
