/** Tells by its content what a file that was opened or dropped is, and reads runs, recipes and scenarios. */
import { LARGEST_RECIPE, readRecipeFile } from './recipe/file.ts';
import type { RecipeRead } from './recipe/recipe.ts';
import { refusing } from './refusal.ts';
import type { Scenario } from '../lab/run/scenario.ts';
import { readRunFile, type RunFileRead } from './run-file/run-file.ts';
import { mayBeScenario, readScenarioFile } from './scenario-file.ts';

export type AnyFile =
  | ({ kind: 'run' } & RunFileRead)
  | ({ kind: 'recipe' } & RecipeRead)
  | { kind: 'scenario'; scenario: Scenario }
  | { kind: 'other' };

/** Most characters of a file's name that are repeated. */
const LONGEST_NAME = 80;

/** A length of 8 bytes, whose highest no file reaches, then an object of JSON. */
const isSafetensors = (bytes: Uint8Array): boolean => bytes[7] === 0 && bytes[8] === 0x7b;

/** What a recipe, whole or damaged, has somewhere. */
const RECIPE = /^\s*\{[^]*?"focalLab"\s*:/;

/**
 * @param name the file's, for what is said of it
 * @returns "other" for what may be a file of another kind, e.g. a rubric
 * @throws saying why a run, a recipe or a scenario cannot be read, or that the file is too large for anything
 */
export function readAny(bytes: Uint8Array, name: string): AnyFile {
  return refusing(name === '' ? '' : `“${name.slice(0, LONGEST_NAME)}”: `, () => {
    if (isSafetensors(bytes)) return { kind: 'run', ...readRunFile(bytes) };
    if (bytes.length > LARGEST_RECIPE)
      throw new Error(
        `It has ${bytes.length.toLocaleString('en-US')} bytes and is no run file; other files are read up to ${LARGEST_RECIPE.toLocaleString('en-US')}.`,
      );
    const text = new TextDecoder().decode(bytes); // a mark of its byte order is left out
    if (mayBeScenario(text)) return { kind: 'scenario', scenario: readScenarioFile(text) };
    return RECIPE.test(text) ? { kind: 'recipe', ...readRecipeFile(text) } : { kind: 'other' };
  });
}
