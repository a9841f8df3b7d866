/** One case: something is read, and either comes out whole or is refused with a sentence; nothing else changes. */
import { defaultParameters } from '../../lab/run/apply.ts';
import { SCENARIOS } from '../../scenarios/index.ts';
import { readAny, type AnyFile } from '../read-any.ts';
import { readRecipeFile, writeRecipeFile } from '../recipe/file.ts';
import { readLink, writeLink } from '../recipe/link.ts';
import { type Recipe } from '../recipe/recipe.ts';
import { writeRecipe } from '../recipe/write.ts';
import { LONGEST_REFUSAL } from '../refusal.ts';
import { readRunFile, writeRunFile, type RunFile } from '../run-file/run-file.ts';
import { readScenarioFile, writeScenarioFile } from '../scenario-file.ts';
import { Dice } from './dice.ts';
import { randomInput, type Input } from './inputs.ts';

export interface CaseReport {
  kind: string;
  outcome: 'read' | 'refused' | 'left to others';
  /** What was said when it was refused. */
  said?: string;
  /** Of reading alone. */
  milliseconds: number;
}

/** What every object and every run has in common: no reading may change it. */
const state = (): string =>
  JSON.stringify([
    [Object, Array, String, Function].map(({ prototype }) => Object.getOwnPropertyNames(prototype).length),
    'polluted' in {},
    SCENARIOS,
    defaultParameters(),
  ]);

/** Messages of slips in a program rather than of a reader that looked. */
const SLIP = /undefined|is not a function|Cannot|not iterable|call stack|Invalid array|\[object|allocation/;

function require(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

function requireSentence(error: unknown): string {
  require(error instanceof Error, `threw ${String(error)}, which is no Error`);
  const { message } = error as Error;
  require(message.length > 10 && message.length <= LONGEST_REFUSAL, `said ${message.length} characters`);
  require(/^[^\p{Cc}\u2028\u2029]+[.?…]$/u.test(message), `said no one sentence: ${message}`);
  const plain = message.replace(/"[^"]*"?|[[{].*/g, ''); // what it repeats may say anything
  require(!SLIP.test(plain), `slipped: ${message}`);
  return message;
}

const sameRecipe = (a: Recipe, b: Recipe): boolean =>
  JSON.stringify(writeRecipe(a)) === JSON.stringify(writeRecipe(b));

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

async function requireRecipeStays(recipe: Recipe): Promise<void> {
  const again = await readLink(await writeLink(recipe));
  require(sameRecipe(again.recipe, recipe), 'is another recipe after its link');
  const { recipe: filed } = readRecipeFile(writeRecipeFile(recipe));
  require(sameRecipe(filed, recipe), 'is another recipe after its file');
}

function requireRunStays(run: RunFile): void {
  const bytes = writeRunFile(run);
  require(sameBytes(writeRunFile(readRunFile(bytes).run), bytes), 'is another run after its file');
}

async function readInput({ read }: Input): Promise<AnyFile> {
  if ('link' in read) return { kind: 'recipe', ...(await readLink(read.link)) };
  return readAny(read.file, 'a file');
}

async function outcomeOf(input: Input): Promise<CaseReport> {
  const { kind, valid } = input;
  const before = state();
  const begun = performance.now();
  let found: AnyFile;
  try {
    found = await readInput(input);
  } catch (error) {
    const milliseconds = performance.now() - begun;
    require(!valid, `refused what is valid: ${(error as Error).message}`);
    require(state() === before, 'changed what all runs share');
    return { kind, outcome: 'refused', said: requireSentence(error), milliseconds };
  }
  const milliseconds = performance.now() - begun;
  require(state() === before, 'changed what all runs share');
  if (found.kind === 'other') {
    require(!valid, 'left what is valid to others');
    return { kind, outcome: 'left to others', milliseconds };
  }
  if (found.kind === 'scenario') {
    const again = readScenarioFile(writeScenarioFile(found.scenario));
    require(JSON.stringify(again) === JSON.stringify(found.scenario), 'a scenario does not stay what it is');
  } else if (found.kind === 'recipe') await requireRecipeStays(found.recipe);
  else requireRunStays(found.run);
  if (valid && 'recipe' in valid)
    require(found.kind === 'recipe' && sameRecipe(found.recipe, valid.recipe), 'came out another recipe');
  if (valid && 'run' in valid)
    require(found.kind === 'run' &&
      sameBytes(writeRunFile(found.run), writeRunFile(valid.run)), 'came out another run');
  return { kind, outcome: 'read', milliseconds };
}

/**
 * @param seed the same seed is the same case
 * @throws when the property does not hold, naming the case
 */
export async function runCase(seed: number): Promise<CaseReport> {
  const input = await randomInput(new Dice(seed));
  try {
    return await outcomeOf(input);
  } catch (error) {
    throw new Error(`Case ${seed} (${input.kind}): ${(error as Error).message}`, { cause: error });
  }
}
