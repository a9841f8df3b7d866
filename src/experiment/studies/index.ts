/** The studies: one file each, found by this list. */
import type { Study } from './study.ts';

export const STUDIES: readonly Study[] = [];

/** @throws when there is no such study, naming those there are */
export function findStudy(id: string): Study {
  const study = STUDIES.find((known) => known.id === id);
  if (!study)
    throw new Error(`Unknown study "${id}". Known studies: ${STUDIES.map((known) => known.id).join(', ')}.`);
  return study;
}
