/** What a run from outside may ask for at most, so that opening one costs no more than a moment and the usual memory. */
import { parameterCount } from '../../lab/policy/shape.ts';
import { scenarioShape, type Scenario } from '../../lab/run/scenario.ts';

/** Most different patterns in all rubrics and edits: each takes up to 20 ms to compile. */
export const MOST_PATTERNS = 128;

/** Most parameters of all lanes together: 64 MiB, of which an engine holds some five copies. */
export const MOST_PARAMETERS = 2 ** 24;

/** Deepest that patterns are looked for; documents out of JSON end before. */
const DEEPEST = 20;

function collectPatterns(value: unknown, found: Set<string>, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
  for (const [key, own] of Object.entries(value))
    if (key === 'pattern' && typeof own === 'string') found.add(own);
    else collectPatterns(own, found, depth + 1);
}

/** @throws when a document has more patterns than are compiled for it */
export function requireFewPatterns(document: unknown): void {
  const found = new Set<string>();
  collectPatterns(document, found);
  if (found.size > MOST_PATTERNS)
    throw new Error(`there are ${found.size} different patterns; at most ${MOST_PATTERNS} are compiled`);
}

/** @throws when the policy has no shape, or all lanes together have more parameters than fit */
export function requireSize(scenario: Scenario, lanes: number): void {
  const each = parameterCount(scenarioShape(scenario));
  if (each * lanes > MOST_PARAMETERS)
    throw new Error(
      `${lanes} lanes of ${each} parameters are ${each * lanes}; at most ${MOST_PARAMETERS} fit: fewer methods or seeds, or a smaller policy`,
    );
}
