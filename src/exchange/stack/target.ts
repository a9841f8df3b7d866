/** What every training stack that can be exported to implements. */
import type { Report } from '../rubric/report.ts';
import type { StackLab } from './lab.ts';

export type TargetId = 'trl' | 'verl' | 'verifiers' | 'healthbench' | 'rar';

export interface StackFile {
  /** Plain names of ours, never made of what users wrote, e.g. "train.py". */
  path: string;
  text: string;
}

export interface Target {
  id: TargetId;
  name: string;
  explain: string;
  /** The version whose sources the files were checked against, e.g. "TRL 1.13.0". */
  checked: string;
  /** The command that starts it, as the README has it. */
  command: string;
  /**
   * @param report gets what the target cannot hold, or holds in another way
   * @throws Error where it cannot say it at all
   */
  files(lab: StackLab, report: Report): StackFile[];
}
