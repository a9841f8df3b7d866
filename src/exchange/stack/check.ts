/** What is asked of a lab before it is taken anywhere: that it says something a stack could train on. */
import { formulaProblem } from '../../lab/reward/formula/compile.ts';
import { findMethod } from '../../lab/reward/methods/index.ts';
import { requireParameter } from '../../lab/reward/methods/method.ts';
import { parseRubric } from '../../lab/rubric/criterion.ts';
import { parseTraining } from '../../lab/run/scenario.ts';
import type { StackLab } from './lab.ts';
import { earns } from './judged.ts';

/** @throws Error naming what is wrong, and what is allowed */
export function checkLab({ criteria, method, parameters, formula, training }: StackLab): void {
  parseRubric(criteria);
  parseTraining(training);
  const { parameters: known, id } = findMethod(method);
  for (const parameter of known)
    if (parameters[parameter.name] !== undefined) requireParameter(parameter, parameters[parameter.name]);
  const problem = id === 'custom' && formula !== undefined ? formulaProblem(formula) : undefined;
  if (problem !== undefined) throw new Error(`formula: ${problem}`);
  const weighs = criteria.some(
    (criterion) =>
      earns(criterion) && [criterion.weight, ...(criterion.promptWeights ?? [])].some((w) => w > 0),
  );
  if (!weighs)
    throw new Error(
      'criteria: none is active with a weight above 0, so there is nothing to train on; give one a weight and switch it on',
    );
}
