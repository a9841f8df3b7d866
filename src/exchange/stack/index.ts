/** What can be taken to which training stack; a new one is a file here and a line in the list. */
import { Report, type ReportLine } from '../rubric/report.ts';
import { slug } from '../rubric/slug.ts';
import { checkLab } from './check.ts';
import type { StackLab } from './lab.ts';
import { healthbench, rar } from './rows.ts';
import type { StackFile, Target, TargetId } from './target.ts';
import { trl } from './trl.ts';
import { verifiers } from './verifiers.ts';
import { verl } from './verl.ts';

export type { Scorer, StackLab } from './lab.ts';
export type { StackFile, TargetId } from './target.ts';

const ALL: readonly Target[] = [trl, verl, verifiers, healthbench, rar];

/** All of them, for menus. */
export const TARGETS: readonly Omit<Target, 'files'>[] = ALL.map(
  ({ id, name, explain, checked, command }) => ({ id, name, explain, checked, command }),
);

export interface ExportedStack {
  files: StackFile[];
  /** What the stack cannot hold, or holds in another way. */
  report: ReportLine[];
  /** E.g. "forgotten_footnote.trl.zip". */
  fileName: string;
}

/** @throws Error naming the target and those there are */
export function findTarget(id: string): Target {
  const target = ALL.find((one) => one.id === id);
  if (!target)
    throw new Error(`Unknown target "${id}". Known targets: ${ALL.map((one) => one.id).join(', ')}.`);
  return target;
}

/**
 * All files of an export. The same lab gives the same files.
 *
 * @throws Error where the target cannot say it, or the lab is none
 */
export function exportStack(id: TargetId, lab: StackLab): ExportedStack {
  const target = findTarget(id);
  checkLab(lab);
  const report = new Report();
  const files = target.files(lab, report);
  return { files, report: report.lines(), fileName: `${slug(lab.name) || 'rubric'}.${id}.zip` };
}
