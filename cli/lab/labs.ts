/** The labs as the command line has them: all loaded, since nothing can be loaded any more once a command has begun. */
import type { Neighbour } from '../../src/neighbours/neighbour.ts';
import { LABS } from '../../src/neighbours/index.ts';

const modules = import.meta.glob<Neighbour>('../../src/neighbours/*/lab.ts', { eager: true, import: 'lab' });

/** Finds a lab by its id; null where there is none. */
export type FindLab = (id: string) => Neighbour | null;

export const findLab: FindLab = (id) => modules[`../../src/neighbours/${id}/lab.ts`] ?? null;

/** What there is, a line each. */
export const labList = (): string =>
  LABS.map(({ id, name, summary }) => `  ${id.padEnd(20)} ${name}: ${summary}`).join('\n');
