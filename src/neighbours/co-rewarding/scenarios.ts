/** Base policies that differ in where the right answer leads. */
import type { LabScenario } from '../neighbour.ts';

export const ONE_VIEW = 'one-view';
export const PLURALITY = 'plurality-right';
export const NEITHER = 'both-wrong';
export const TRAILS = 'right-trails';

export const SCENARIOS: readonly LabScenario[] = [
  {
    ...{ id: ONE_VIEW, name: 'One phrasing is right', settings: {} },
    note:
      'Every question has its right answer as the most frequent one in one phrasing only; the other misleads, each phrasing ' +
      'to a wrong answer of its own. This is what crossed labels are made for.',
  },
  {
    ...{ id: PLURALITY, name: 'The majority is right', settings: { oneView: 0 } },
    note:
      'The right answer is the most frequent one in both phrasings of every question, so that a majority is mostly ' +
      'right, wherever it comes from.',
  },
  {
    ...{ id: NEITHER, name: 'Both phrasings wrong' },
    note:
      'In half of the questions both phrasings mislead to the same wrong answer. No label that is made of answers ' +
      'can know better: here no arm without known answers is expected to succeed.',
    settings: { oneView: 0, noView: 0.5, alike: true },
  },
  {
    ...{ id: TRAILS, name: 'The right answer trails' },
    note:
      'In every question one phrasing is barely right and the other firmly wrong, both with the same wrong ' +
      'answer. Crossed labels can carry the error over to the phrasing that was right.',
    settings: { alike: true, leadRight: 0.4, trailWrong: 0.3, leadWrong: 0.6, trailRight: 0.15 },
  },
];
