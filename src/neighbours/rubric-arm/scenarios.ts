/** Set-ups of the lab: what people prefer, and how well labels and judge show it. */
import type { LabScenario } from '../neighbour.ts';

export const LAB_SCENARIOS: readonly LabScenario[] = [
  {
    id: 'plain',
    name: 'Plain preference',
    note: 'Facts count most, then politeness, then a greeting; three more criteria are candidates and do not matter.',
    settings: {},
  },
  {
    id: 'opposed',
    name: 'Opposed preference',
    note: 'Greetings put these people off, though the criterion asks for one. A generator can only leave the criterion out; it takes the judge to read it the other way round.',
    settings: { preference: 'opposed' },
  },
  {
    id: 'noisy',
    name: 'Noisy labels',
    note: 'The plain preference, with three labels in ten the wrong way round. Accuracy is still measured against the preference itself.',
    settings: { labelNoise: 0.3 },
  },
  {
    id: 'stand-in',
    name: 'A stand-in for facts',
    note: 'Facts are what counts, and the judge sees them badly; longer answers tend to hold more facts, and length it sees well. A rubric that is learnt can lean on length, the true one cannot: compare their accuracy and their gold.',
    settings: { preference: 'stand-in' },
  },
];
