/** Terms of the judge: who says what an answer is worth, and what it really is. */
import { unit } from '../../format.ts';
import { judgeInWords } from '../../rubric/judge-controls.ts';
import type { Term } from '../term.ts';

export const JUDGING_TERMS: readonly Term[] = [
  {
    id: 'judge',
    name: 'Judge',
    says: 'Gives each answer one verdict per criterion, and training is paid by it; here it is a set of rules that can be made to err.',
    live: ({ settings }) => judgeInWords(settings.criteria),
    drawn: 'The arrow behind a criterion opens the judge’s settings.',
    source: 'The paper judges with a language model; ours stands in for it',
    confidence: 'paper',
  },
  {
    id: 'gold',
    name: 'Gold score',
    says: 'The score without the judge’s errors: what the answer deserved. Scores and outcomes on this page are gold ones.',
    live: ({ worst }) => `${worst.name}: gold ${unit(worst.scores)}, judged ${unit(worst.judgeScores)}`,
    source: 'Possible only with a simulated judge',
    confidence: 'reconstruction',
  },
  {
    id: 'verdict',
    name: 'Verdict',
    says: 'What the judge says of one answer and one criterion; the underlined words are what it rests on, struck ones are off topic.',
    live: ({ group, worst }) => {
      if (!group) return null;
      const scores = group.told.group.rollouts.map((rollout) => rollout.scores[group.worst]!);
      return `${worst.name}: ${scores.filter((score) => score >= 0.7).length} of ${scores.length} met (topic ${group.topic})`;
    },
    drawn:
      'A tick or a cross for a Hard Rule, 0 to 10 for a Principle; a filled cell is met. A turned corner: the judge erred.',
    source: 'One verdict per criterion: the paper’s prompt',
    confidence: 'paper',
  },
  {
    id: 'rubric',
    name: 'Criterion weights',
    says: 'What answers are judged by, each criterion with a weight and a switch; a Hard Rule is met or not, a Principle earns 0 to 10 points.',
    live: ({ settings: { criteria } }) => {
      const active = criteria.filter(({ active: on }) => on);
      return `${active.length} of ${criteria.length} criteria count`;
    },
    drawn:
      'Weights run from 0 to 10, only their shares matter. The grey tick is the value that the run began with; press the underlined number to go back to it. Edits hold from the next step.',
    source: 'Hard Rules and Principles: the paper',
    confidence: 'paper',
  },
];
