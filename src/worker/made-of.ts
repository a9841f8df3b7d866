/** What a base policy is made of: scenarios that agree in it share theirs. */
import type { Scenario } from '../lab/run/scenario.ts';

type Made = Pick<Scenario, 'policy' | 'mixture' | 'warmStart' | 'training'>;

export const madeOf = ({ policy, mixture, warmStart, training }: Made): string =>
  JSON.stringify([policy, mixture, warmStart, training.maxCompletionLength]);
