/** What a study is: a question of the paper, and the experiment that answers it on the toy. */
import type { Scenario } from '../../lab/run/scenario.ts';
import type { Design } from '../design/design.ts';
import type { Results } from '../results.ts';
import type { Section } from '../report/shapes.ts';

export interface StudyChoice {
  scenarios: readonly Scenario[];
  seeds: readonly number[];
}

export interface Study {
  /** e.g. "prior-skew". */
  id: string;
  title: string;
  /** In a sentence, ending in a question mark. */
  question: string;
  /** What is run and how it answers the question, in two or three plain sentences. */
  how: string;
  /** Ids of the scenarios it runs on unless others are chosen. */
  scenarios: readonly string[];
  /** How many seeds it wants unless told otherwise, from 1 on. */
  seeds: number;
  design(choice: StudyChoice): Design;
  /** The answer in one to three sentences made from the numbers; empty where there is too little. */
  answer(results: Results): string[];
  /** What is told besides what every experiment's report has, or instead of it. */
  sections(results: Results): Section[];
  /** Whether the sections that every experiment has come too. */
  usual: boolean;
}
