/** All reward methods; a new one is a file here and a line in the list. */
import { custom } from './custom.ts';
import { diva } from './diva.ts';
import { dvao } from './dvao.ts';
import { focalPrior } from './focal-prior.ts';
import { focalUniform } from './focal-uniform.ts';
import { gdpo } from './gdpo.ts';
import { maxMin } from './max-min.ts';
import type { Method } from './method.ts';
import { pow3r } from './pow3r.ts';
import { saMrpo } from './sa-mrpo.ts';
import { saw, sawGdpo } from './saw.ts';
import { staticPrior } from './static-prior.ts';
import { staticUniform } from './static-uniform.ts';

/** The page relies on the first four and their order. */
export const METHODS: readonly Method[] = [
  staticPrior,
  staticUniform,
  focalPrior,
  focalUniform,
  maxMin,
  pow3r,
  diva,
  saw,
  sawGdpo,
  gdpo,
  saMrpo,
  dvao,
  custom,
];

export const METHOD_IDS: readonly string[] = METHODS.map(({ id }) => id);

/** @throws when there is no such method, naming those there are */
export function findMethod(id: string): Method {
  const method = METHODS.find((candidate) => candidate.id === id);
  if (!method) throw new Error(`Unknown method "${id}". Known methods: ${METHOD_IDS.join(', ')}.`);
  return method;
}
