/** Which rubric trains at first and which is gold, by scenario. */
import type { LabScenario } from '../neighbour.ts';
import type { Rubric } from './rubric.ts';

export interface SetUp {
  /** What trains before anything is refined. */
  first: Rubric;
  /** What answers are truly worth. */
  gold: Rubric;
}

const PLAIN: Rubric = { greets: 1, clean: 1, on_topic: 1, facts: 2, polite: 2, brief: 1 };

const SET_UPS: Readonly<Record<string, SetUp>> = {
  ceiling: {
    first: { greets: 1, on_topic: 1, told: 3, sourced: 2, thorough: 1 },
    gold: { greets: 1, on_topic: 1, facts: 3, cited_all: 2, variety: 1, brief: 3 },
  },
  gimmick: { first: PLAIN, gold: PLAIN },
  honest: { first: PLAIN, gold: PLAIN },
};

/** @throws when there is no such scenario, with those there are */
export function setUpOf(scenario: string): SetUp {
  const found = SET_UPS[scenario];
  if (!found)
    throw new Error(
      `There is no scenario "${scenario.slice(0, 40)}"; there are ${Object.keys(SET_UPS).join(', ')}.`,
    );
  return found;
}

export const scenarios: readonly LabScenario[] = [
  {
    id: 'ceiling',
    name: 'The ceiling',
    note: 'The rubric asks for what good answers have: two facts, a source, length. It cannot tell a great answer from a padded one, and what gold asks for besides is hidden from it.',
    settings: {},
  },
  {
    id: 'gimmick',
    name: 'The gimmick',
    note: 'The rubric is gold’s own, but the judge pays alpha extra for answers that close with "so" or "well". Gold wants them to close politely. The bias is known here, so onset and detection can be measured. Answers that tie at the top all carry the gimmick, so pairs of them do not show it.',
    settings: { alpha: 1 },
  },
  {
    id: 'honest',
    name: 'Nothing to chase',
    note: 'The rubric is gold’s own and the judge is honest. Nothing can be over-optimised: refining has nothing to repair, and the blind detector should stay silent.',
    settings: {},
  },
];
