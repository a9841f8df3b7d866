/** What a report of a run says, in words that are ready to be set. */
import type { Markup } from '../markup.ts';

/** A name and what it stands for. */
export type Fact = readonly [name: string, value: string];

export interface ReportTable {
  caption: string;
  head: readonly string[];
  /** The first cell of a row names it. */
  rows: readonly (readonly string[])[];
  /** By column; to the left where it is not said. */
  align?: readonly ('left' | 'right')[];
}

export interface ReportRubricRow {
  name: string;
  /** "Hard Rule" or "Principle". */
  kind: string;
  text: string;
  /** The text as it stands now, where it is another. */
  textNow: string | null;
  /** Weight at the start and now; a dash where it was not in the rubric. */
  before: string;
  now: string;
  /** What else is special about it, e.g. "its judge errs". */
  notes: string;
}

export interface ReportMethod {
  name: string;
  idea: string;
  /** e.g. "gamma 1, tau 1"; empty for methods without any. */
  parameters: string;
  confidence: string;
  /** Where its formula comes from; what names a paper or a repository leads there. */
  source: readonly { words: string; href?: string }[];
}

export interface Report {
  title: string;
  /** The day it was written, e.g. "21 November 2026". */
  date: string;
  /** What ran, and what computed it, a line each. */
  ran: readonly string[];
  notes: string;
  /** What the scenario is about. */
  summary: string;
  /** What a reader must not take it for. */
  caveat: string;
  /** Which method leads where; empty where there is only one. */
  verdict: string;
  /** How each method was doing at the end. */
  health: readonly Fact[];
  outcome: ReportTable;
  figures: readonly Markup[];
  setUp: readonly Fact[];
  training: readonly Fact[];
  methods: readonly ReportMethod[];
  /** What each degree of confidence means. */
  confidence: readonly Fact[];
  rubric: readonly ReportRubricRow[];
  /** Steps, and what was changed from them on. */
  edits: readonly Fact[];
  /** All that it takes to have the run again, as JSON; empty where it is not known. */
  recipe: string;
}
