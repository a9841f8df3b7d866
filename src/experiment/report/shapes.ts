/** What is told of an experiment, in order: types only. The page, report.html and the figure files are made of it. */
import type {
  AblationGrid,
  Comparison,
  Dose,
  HeatMap,
  JudgeAndGold,
  PassiveCorrelation,
  RankingChange,
  ReturnCorrelation,
  SpeedAndLevel,
  Threshold,
  Trajectory,
} from '../analysis/shapes.ts';
import type { Table } from '../tables/table.ts';

/** A figure: its kind, and what it shows. */
export type FigureSpec =
  | { kind: 'forest'; data: readonly Comparison[] }
  | { kind: 'trajectories'; data: readonly Trajectory[] }
  | { kind: 'heat-map'; data: HeatMap }
  | { kind: 'threshold'; data: Threshold }
  | { kind: 'speed-level'; data: SpeedAndLevel }
  | { kind: 'grid'; data: AblationGrid }
  | { kind: 'dose'; data: readonly Dose[] }
  | { kind: 'judge-gold'; data: readonly JudgeAndGold[] }
  | { kind: 'returns'; data: readonly ReturnCorrelation[] }
  | { kind: 'passive'; data: readonly PassiveCorrelation[] }
  | { kind: 'ranking'; data: readonly RankingChange[] };

export interface Figure {
  /** Slug, unique in the report and the name of its file, e.g. "harsh-judge-differences". */
  id: string;
  title: string;
  spec: FigureSpec;
}

export interface Section {
  /** Slug, e.g. "harsh-judge". */
  id: string;
  title: string;
  /** Paragraphs: what the figures show, in words made from the numbers. */
  says: readonly string[];
  figures: readonly Figure[];
  tables: readonly Table[];
}

export interface ExperimentReport {
  title: string;
  /** What was asked, in a sentence. */
  question: string;
  /** What came out, in a few sentences; first of all what a reader should know. */
  answer: readonly string[];
  /** How it was computed: runs, seeds, device, engine, date; what is missing. */
  facts: readonly (readonly [name: string, value: string])[];
  sections: readonly Section[];
}
