/** Who scores a criterion in an export, and whether it earns reward there. */
import type { Criterion } from '../../lab/rubric/criterion.ts';
import type { Scorer, StackLab } from './lab.ts';

/** Whether a language model has to read it: always where it is asked to, else where nothing detects it. */
export const isJudged = ({ detector }: Criterion, scorer: Scorer): boolean =>
  scorer === 'judge' || detector === null;

/** Whether a language model has to be asked at all. */
export const usesJudge = ({ criteria, scorer }: StackLab): boolean =>
  criteria.some((criterion) => isJudged(criterion, scorer));

/** Whether any is scored by its detector, which knows the toy language alone. */
export const usesDetectors = ({ criteria, scorer }: StackLab): boolean =>
  criteria.some((criterion) => !isJudged(criterion, scorer));

/**
 * Whether it earns reward there: switched on, or inactive only because nothing here detects it.
 */
export const earns = ({ active, detector }: Criterion): boolean => active || detector === null;
