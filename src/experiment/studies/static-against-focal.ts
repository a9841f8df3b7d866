/** Study: does focal weighting lift what static weights neglect, and what does it cost? */
import { planned } from './planned.ts';
import type { Study } from './study.ts';

export const staticAgainstFocal: Study = {
  id: 'static-against-focal',
  title: 'Static against focal',
  question: 'Does focal weighting lift the criterion that static weights neglect, and what does it cost?',
  how:
    'Static weights and focal ones, each with the rubric’s own weights and with equal ones. Equal weights belong ' +
    'there: much of what focal gains over a skewed prior, they gain too.',
  scenarios: ['forgotten-footnote', 'short-but-sourced', 'harsh-judge'],
  seeds: 8,
  usual: true,
  design: ({ scenarios, seeds }) => ({
    ...{ study: 'static-against-focal', scenarios, seeds, training: {}, parameters: {}, forkTest: null },
    methods: ['static-prior', 'static-uniform', 'focal-uniform', 'focal-prior'],
    variations: [{}],
    baselines: ['static-prior', 'static-uniform'],
  }),
  answer: planned,
  sections: () => [],
};
