/** What every rubric format implements: reading one row, and writing a rubric. */
import type { Criterion } from '../../lab/rubric/criterion.ts';
import type { Path, Report } from './report.ts';

export type FormatId = 'focal-lab' | 'healthbench' | 'rar' | 'verifiers';

/** Where the criteria of a foreign file were found. */
export interface Found {
  /** The value of the file or of its row. */
  row: unknown;
  /** The list of criteria, e.g. at ["rubrics"]; at [] where the row is the list. */
  items: readonly unknown[];
  at: Path;
}

export interface Format {
  id: FormatId;
  name: string;
  explain: string;
  extension: 'json' | 'jsonl';
  /** @throws Error naming the place and what is allowed there */
  read(found: Found, report: Report): { name: string | null; criteria: Criterion[] };
  /**
   * @param report gets what the format cannot hold
   * @throws Error where no such file can say it
   */
  write(criteria: readonly Criterion[], name: string, report: Report): string;
}
