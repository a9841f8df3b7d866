/** What is compared: three schedules of learning a rubric, and two rubrics that need no learning. */
import type { Arm } from '../neighbour.ts';

export const ARMS: readonly Arm[] = [
  {
    id: 'judge-first',
    name: 'judge first',
    idea: 'Judge and generator take turns, and the judge begins: the paper’s schedule.',
  },
  {
    id: 'generator-first',
    name: 'generator first',
    idea: 'They take turns, and the generator begins, on a judge that has learnt nothing yet.',
  },
  {
    id: 'simultaneous',
    name: 'simultaneous',
    idea: 'Both learn in every round, on half of its pairs each.',
  },
  {
    id: 'true',
    name: 'true rubric',
    idea: 'Learns nothing: the policy is trained on the hidden preference itself, as the judge sees it.',
  },
  {
    id: 'static',
    name: 'static rubric',
    idea: 'Learns nothing: the policy is trained on all candidates alike.',
  },
];

/** As people read it; one that is not known keeps its id. */
export const armName = (id: string): string => ARMS.find((arm) => arm.id === id)?.name ?? id;

export const ARM_IDS: readonly string[] = ARMS.map(({ id }) => id);
