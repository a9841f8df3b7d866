/** The lab's settings: how the form shows them, and what they are to the code. */
import type { Field, Settings } from '../neighbour.ts';
import { MOST_QUESTIONS, type Errors } from './questions.ts';

const share = { kind: 'number', min: 0, max: 1, step: 0.25 } as const;
const leading = { kind: 'number', min: 0.3, max: 0.65, step: 0.05 } as const;
const trailing = { kind: 'number', min: 0.05, max: 0.3, step: 0.05 } as const;

export const FIELDS: readonly Field[] = [
  {
    ...{ id: 'steps', name: 'Steps', explain: 'Updates of the run.' },
    ...{ kind: 'number', min: 1, max: 500, step: 10, whole: true, initial: 50 },
  },
  {
    ...{ id: 'oneView', name: 'Right in one phrasing', ...share, initial: 1 },
    explain: 'Share of questions whose right answer is the most frequent in one phrasing only.',
  },
  {
    ...{ id: 'noView', name: 'Right in neither', ...share, initial: 0 },
    explain: 'Share of questions whose right answer is the most frequent in neither phrasing.',
  },
  {
    ...{ id: 'alike', name: 'Err alike', kind: 'switch', initial: false },
    explain: 'Whether both phrasings mislead to the same wrong answer.',
  },
  {
    ...{ id: 'leadRight', name: 'Right, in the lead', ...leading, initial: 0.45 },
    explain: 'How often the base policy gives the right answer where that leads.',
  },
  {
    ...{ id: 'trailWrong', name: 'Wrong, behind it', ...trailing, initial: 0.25 },
    explain: 'How often it gives the misleading answer there.',
  },
  {
    ...{ id: 'leadWrong', name: 'Wrong, in the lead', ...leading, initial: 0.45 },
    explain: 'How often it gives the misleading answer where that leads.',
  },
  {
    ...{ id: 'trailRight', name: 'Right, behind it', ...trailing, initial: 0.25 },
    explain: 'How often it gives the right answer there.',
  },
  {
    ...{ id: 'mixStart', name: 'Teacher’s first mix', kind: 'number', min: 0, max: 1, step: 0.005 },
    explain:
      'Share of the policy that goes into the teacher at the first step. The paper’s script has .01, over some ' +
      'hundreds of steps; here a run is shorter, and the teacher goes about as far in it with .03.',
    initial: 0.03,
  },
  {
    ...{ id: 'mixEnd', name: 'Teacher’s last mix', kind: 'number', min: 0, max: 1, step: 0.00001 },
    explain:
      'The same at the last step; in between it falls along a half cosine. The script ends at a thousandth of ' +
      'its first mix, the paper’s text at a hundredth.',
    initial: 0.00003,
  },
  {
    ...{ id: 'learningRate', name: 'Learning rate', explain: 'Of Adam, the same at every step.' },
    ...{ kind: 'number', min: 0.0005, max: 0.05, step: 0.0005, initial: 0.005 },
  },
  {
    ...{
      id: 'beta',
      name: 'KL penalty',
      explain: 'For leaving the base policy; the script has .005 (I), .001 (II).',
    },
    ...{ kind: 'number', min: 0, max: 0.5, step: 0.005, initial: 0.005 },
  },
  {
    ...{
      id: 'numGenerations',
      name: 'Answers per group',
      explain: 'Rollouts of each prompt; the script has 8.',
    },
    ...{ kind: 'number', min: 2, max: 32, step: 1, whole: true, initial: 8 },
  },
  {
    ...{
      id: 'questions',
      name: 'Questions',
      explain: 'Each is asked in two phrasings at every step.',
    },
    ...{ kind: 'number', min: 2, max: MOST_QUESTIONS, step: 1, whole: true, initial: MOST_QUESTIONS },
  },
];

export interface Setup {
  errors: Errors;
  steps: number;
  numGenerations: number;
  learningRate: number;
  beta: number;
  mixStart: number;
  mixEnd: number;
}

/** @param settings complete, each within its field */
export function setupOf(settings: Settings): Setup {
  const number = (id: string) => Number(settings[id]);
  return {
    errors: {
      questions: number('questions'),
      oneView: number('oneView'),
      noView: number('noView'),
      alike: settings['alike'] === true,
      leadRight: number('leadRight'),
      trailWrong: number('trailWrong'),
      leadWrong: number('leadWrong'),
      trailRight: number('trailRight'),
    },
    steps: number('steps'),
    numGenerations: number('numGenerations'),
    learningRate: number('learningRate'),
    beta: number('beta'),
    mixStart: number('mixStart'),
    mixEnd: number('mixEnd'),
  };
}
