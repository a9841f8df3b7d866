/** The labs that there are, each loaded when it is first wanted. */
import type { Neighbour } from './neighbour.ts';

/** What is known of a lab before it is loaded: for lists, menus and addresses. */
export interface Listed {
  id: string;
  name: string;
  /** What it shows, in a sentence. */
  summary: string;
  load: () => Promise<Neighbour>;
}

export const LABS: readonly Listed[] = [
  {
    id: 'chasing-the-tail',
    name: 'Chasing the Tail',
    summary: 'A reward that is wrong about the very best answers is climbed past the point where it helps.',
    load: async () => (await import('./chasing-the-tail/lab.ts')).lab,
  },
  {
    id: 'rubric-arm',
    name: 'Rubric-ARM',
    summary: 'A rubric and the judge that reads it are learnt in turns, from preferences alone.',
    load: async () => (await import('./rubric-arm/lab.ts')).lab,
  },
  {
    id: 'co-rewarding',
    name: 'Co-rewarding',
    summary:
      'A policy that rewards itself by majority vote settles on its own errors. Does a second view hold it back?',
    load: async () => (await import('./co-rewarding/lab.ts')).lab,
  },
];

export const LAB_IDS = LABS.map(({ id }) => id);

/** @throws saying which labs there are */
export async function loadLab(id: string): Promise<Neighbour> {
  const found = LABS.find((lab) => lab.id === id);
  if (!found) throw new Error(`There is no lab "${id.slice(0, 60)}"; there are ${LAB_IDS.join(', ')}.`);
  return found.load();
}
