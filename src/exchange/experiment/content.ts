/** What a report of an experiment says, in words that are ready to be set. */
import type { Fact, ReportTable } from '../report/content.ts';
import type { Figure } from './figures/figure.ts';
import type { Look } from './figures/look.ts';

export type { Fact, ReportTable };

/** A figure that waits for its look: a report draws it for a page and for a phone. */
export type FigureOf = (look: Look) => Figure;

export interface ReportSection {
  title: string;
  paragraphs: readonly string[];
  figures: readonly FigureOf[];
  tables: readonly ReportTable[];
}

export interface ReportContent {
  title: string;
  /** What was asked, in a sentence. */
  question: string;
  /** What came of it, a sentence or two each. */
  answer: readonly string[];
  /** What has to be known to take it for what it is, e.g. that runs are missing; empty where there is nothing. */
  warnings: readonly string[];
  /** What ran and what computed it: device, engine, seeds, day, other devices, complete or not. */
  facts: readonly Fact[];
  sections: readonly ReportSection[];
  /** How the statistics were made (statistics-note.ts). */
  statistics: readonly Fact[];
}
