/** The scenario that a flag names: one of ours by its id, or a file. */
import { existsSync, readFileSync } from 'node:fs';
import { parseScenario, type Scenario } from '../src/lab/run/scenario.ts';
import { findScenario, SCENARIO_IDS } from '../src/scenarios/index.ts';

/**
 * @param text an id, or the path of a scenario file
 * @throws naming what is wrong and what is allowed
 */
export function scenarioAt(text: string): Scenario {
  if (SCENARIO_IDS.includes(text)) return findScenario(text);
  if (!existsSync(text)) {
    if (/[./\\]/.test(text)) throw new Error(`There is no scenario file "${text}".`);
    return findScenario(text);
  }
  let document: unknown;
  try {
    document = JSON.parse(readFileSync(text, 'utf8'));
  } catch (error) {
    throw new Error(`The scenario file "${text}" is not JSON: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  try {
    return parseScenario(document);
  } catch (error) {
    throw new Error(`"${text}": ${(error as Error).message}`, { cause: error });
  }
}
