/** What an environment of verifiers can carry of a lab, whose reward functions see one group at a time. */
import { TOPICS } from '../../lab/language/topics.ts';
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import { ESTIMATORS } from '../../lab/reward/methods/focal.ts';
import { findMethod, METHODS } from '../../lab/reward/methods/index.ts';
import { parameterOf } from '../../lab/reward/methods/method.ts';
import type { Report } from '../rubric/report.ts';
import type { StackLab } from './lab.ts';

/** Rules that look at a whole step, of which a reward function of verifiers sees one group. */
const SEES_STEP = ['max-min', 'saw'];

const needsStep = (id: string): boolean => SEES_STEP.includes(id) || findMethod(id).finish === 'whiten';

/** @throws Error where weights need more than one group */
export function requireGroupwise({ method, parameters }: StackLab): void {
  const able = METHODS.map(({ id }) => id).filter((id) => !needsStep(id));
  const instead = `take ${able.join(', ')}, or TRL or verl`;
  if (needsStep(method))
    throw new Error(
      `method: "${method}" needs all groups of a step at once, and a reward function of verifiers sees one; ${instead}`,
    );
  const { parameters: known } = findMethod(method);
  const estimated = known.some(({ name }) => name === 'focal.estimator')
    ? ESTIMATORS[parameterOf(known, parameters, 'focal.estimator')]
    : undefined;
  if (estimated === 'batch mean')
    throw new Error(
      'focal.estimator: "batch mean" needs all groups of a step at once, and a reward function of verifiers sees one; ' +
        'take another estimator, or TRL or verl',
    );
}

/** Whether one group is enough to finish advantages as here (GroupReward of focal_lab_rewards.py refuses otherwise). */
export const canFinish = ({ method, training: { scaleRewards, matchRewardScale } }: StackLab): boolean =>
  findMethod(method).finish !== 'rewards' ||
  scaleRewards === 'group' ||
  (scaleRewards === 'none' && !matchRewardScale);

/** Whether weights depend on how many training steps there were, as `steps_matter` of focal_lab_rewards.py has it. */
export function stepsMatter({ method, parameters, formula }: StackLab): boolean {
  const { id, parameters: known } = findMethod(method);
  if (id === 'custom') return /\bstep\b/.test(formula ?? DEFAULT_FORMULA);
  return known.some(
    ({ name }) => name === 'focal.warmup' && parameterOf(known, parameters, 'focal.warmup') > 0,
  );
}

/** What load_environment is called with, by name. */
export const argumentsOf = (lab: StackLab): [string, string | number][] => [
  ...(canFinish(lab) ? [['hand_over', 'advantages'] as [string, string]] : []),
  ...(stepsMatter(lab) ? [['groups_per_step', TOPICS.length] as [string, number]] : []),
];

/** Settings of a trainer that an environment has no place for. */
const OF_TRAINER = [
  'learningRate',
  'numIterations',
  'maxGradNorm',
  'beta',
  'epsilon',
  'epsilonHigh',
  'lossType',
] as const;

/** What it leaves to the trainer, and what of the scaling of rewards goes along. */
export function leaveTrainer(lab: StackLab, report: Report): void {
  const { training } = lab;
  for (const field of OF_TRAINER)
    if (training[field] !== undefined)
      report.add('left', ['training', field], 'a setting of the trainer; an environment holds none');
  report.add('left', ['training', 'adamBeta2'], 'with the other settings of Adam: those of the trainer');
  const scaling = (what: 'mapped' | 'left', note: string) => {
    report.add(what, ['training', 'scaleRewards'], note);
    if (training.promptGamma > 0) report.add(what, ['training', 'promptGamma'], note);
  };
  if (canFinish(lab))
    scaling(
      'mapped',
      'prime-rl takes rewards less their group’s mean; with hand_over="advantages" they are finished as here',
    );
  else
    scaling(
      'left',
      `"${training.scaleRewards}" as here looks at all groups of a step, and a reward function of verifiers sees one: ` +
        'prime-rl takes rewards less their group’s mean',
    );
}
