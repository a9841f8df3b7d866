/** All reward methods; a new one is a file here and a line in the list. */
import { focalPrior } from './focal-prior.ts';
import { focalUniform } from './focal-uniform.ts';
import type { Method } from './method.ts';
import { staticPrior } from './static-prior.ts';
import { staticUniform } from './static-uniform.ts';

export const METHODS: readonly Method[] = [staticPrior, staticUniform, focalPrior, focalUniform];

export const METHOD_IDS: readonly string[] = METHODS.map(({ id }) => id);

/** @throws when there is no such method, naming those there are */
export function findMethod(id: string): Method {
  const method = METHODS.find((candidate) => candidate.id === id);
  if (!method) throw new Error(`Unknown method "${id}". Known methods: ${METHOD_IDS.join(', ')}.`);
  return method;
}
