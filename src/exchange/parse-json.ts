/** One JSON value from a text of somebody else's: what JSON.parse lets pass or explains badly is refused first. */
import { Fault, scanValue, skipSpace } from './scan-json.ts';

/** @throws saying at which character, and why */
export function parseJson(text: string): unknown {
  try {
    const end = scanValue(text, 0);
    if (skipSpace(text, end) < text.length) throw new Fault(end, 'something follows the end');
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    throw new Error(`at character ${error.at + 1}: ${error.message}`, { cause: error });
  }
  return JSON.parse(text);
}
