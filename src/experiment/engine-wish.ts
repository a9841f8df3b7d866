/** Reads which engine is asked for, without pulling an engine in. */
import type { EngineWish } from '../lab/engine/make.ts';

const ENGINE_WISHES: readonly EngineWish[] = ['auto', 'fused', 'ops'];

/**
 * @param name what the text is called where it was written, e.g. "--engine"
 * @throws naming the text and what is allowed
 */
export function parseEngine(text: string, name: string): EngineWish {
  const found = ENGINE_WISHES.find((wish) => wish === text);
  if (!found) throw new Error(`${name} is "${text}"; allowed is ${ENGINE_WISHES.join(', ')}.`);
  return found;
}
