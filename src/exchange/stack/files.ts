/** Files of an export: our Python as it stands in `python/`, and what a scenario makes of the rest. */
import { exportRubric } from '../rubric/index.ts';
import type { StackLab } from './lab.ts';
import { promptLines } from './prompts.ts';
import { specText } from './spec.ts';
import type { StackFile } from './target.ts';

const PYTHON = import.meta.glob<string>('./python/*/*.py', { eager: true, query: '?raw', import: 'default' });

/** All Python files of a folder of `python/`, under a folder of the export ("" is its root). */
export function pythonFiles(from: string, into: string): StackFile[] {
  const start = `./python/${from}/`;
  const found = Object.entries(PYTHON).filter(([path]) => path.startsWith(start));
  if (found.length === 0) throw new Error(`There is no Python of "${from}".`);
  return found.map(([path, text]) => ({
    path: `${into === '' ? '' : `${into}/`}${path.slice(start.length)}`,
    text,
  }));
}

/** The rubric in our own format, which holds all of it: for importing it back. */
export const ownRubric = ({ criteria, name }: StackLab): StackFile => ({
  path: 'rubric.json',
  text: exportRubric('focal-lab', criteria, name).text,
});

/** What every export that trains has in common. */
export const commonFiles = (lab: StackLab): StackFile[] => [
  ...pythonFiles('focal_lab', 'focal_lab'),
  { path: 'lab.json', text: specText(lab) },
  { path: 'prompts.jsonl', text: promptLines(lab) },
  ownRubric(lab),
];
