/** A scenario as a file: the JSON that `npm run experiment -- --scenario file.json` takes. */
import { parseScenario, type Scenario } from '../lab/run/scenario.ts';
import { parseJson } from './parse-json.ts';
import { requireFewPatterns, requireSize } from './recipe/bounds.ts';
import { refusing } from './refusal.ts';

/** Largest file that is read, in bytes. */
export const LARGEST_SCENARIO = 1_000_000;

/** What a scenario, whole or damaged, has somewhere, and neither a recipe nor a rubric. */
export const mayBeScenario = (text: string): boolean =>
  /^\s*\{/.test(text) && /"mixture"\s*:/.test(text) && !/"focalLab"\s*:/.test(text);

export const writeScenarioFile = (scenario: Scenario): string => `${JSON.stringify(scenario, null, 2)}\n`;

/** @throws saying what is wrong with it, and where */
export const readScenarioFile = (text: string): Scenario =>
  refusing('The file is no scenario: ', () => {
    if (text.length > LARGEST_SCENARIO)
      throw new Error(
        `it has ${text.length.toLocaleString('en-US')} characters; at most ${LARGEST_SCENARIO.toLocaleString('en-US')} are read`,
      );
    const document = parseJson(text.replace(/^\uFEFF/, ''));
    requireFewPatterns(document);
    const scenario = parseScenario(document);
    requireSize(scenario, scenario.methods.length);
    return scenario;
  });
