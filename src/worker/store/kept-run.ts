/** A run as it is kept in the browser: what it takes to have it back, in pieces that are written one by one. */
import type { StepRecord } from '../../lab/metrics/record.ts';
import type { Snapshot } from '../../lab/run/snapshot.ts';
import type { RecipeDocument } from '../../exchange/recipe/schema.ts';

export interface KeptRun {
  id: string;
  /** Set by its user; empty for the name that says what changed. */
  name: string;
  notes: string;
  /** Milliseconds since 1970. */
  created: number;
  updated: number;
  /** Its edits included, also those that no step has run with. */
  recipe: RecipeDocument;
  /** Steps of which records are kept. */
  steps: number;
  /** Its last planned step is taken. */
  finished: boolean;
  /** The run that it was forked from, and the first step that is its own. */
  parent: { id: string; step: number } | null;
  /** The run that stood in its place before it: what its name is told against. */
  before: RecipeDocument | null;
}

/** Records of some steps in a row, [lane][step]. */
export interface Chunk {
  run: string;
  /** The first of them. */
  from: number;
  records: StepRecord[][];
}

export interface KeptSnapshot extends Snapshot {
  run: string;
}

/** Everything of one run. */
export interface WholeRun {
  run: KeptRun;
  /** [lane][step] */
  records: StepRecord[][];
  snapshots: Snapshot[];
}

/** Records of chunks in order, [lane][step]; a chunk that came twice or too late to join on is left out. */
export function joinChunks(chunks: readonly Chunk[], lanes: number): StepRecord[][] {
  const records: StepRecord[][] = Array.from({ length: lanes }, () => []);
  for (const chunk of [...chunks].sort((a, b) => a.from - b.from)) {
    const known = records[0]!.length;
    if (chunk.from > known) break; // a gap: what follows cannot be shown
    chunk.records.forEach((own, lane) => records[lane]?.push(...own.slice(known - chunk.from)));
  }
  return records;
}
