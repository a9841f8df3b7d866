/** What a case reads: a link or a file, valid or made out of a valid one by mutations. */
import { deflate } from '../../lab/squeeze.ts';
import { toBase64Url } from '../recipe/base64url.ts';
import { writeRecipeFile } from '../recipe/file.ts';
import { writeLink } from '../recipe/link.ts';
import { type Recipe } from '../recipe/recipe.ts';
import { writeRecipe } from '../recipe/write.ts';
import { writeRunFile, type RunFile } from '../run-file/run-file.ts';
import type { Dice } from './dice.ts';
import { mutatedBytes, mutatedJson } from './mutations.ts';
import { randomRecipe } from './recipes.ts';
import { randomRun } from './run-files.ts';

export interface Input {
  kind: string;
  read: { link: string } | { file: Uint8Array };
  /** What has to come out of it; undefined where it was mutated. */
  valid?: { recipe: Recipe } | { run: RunFile };
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const linkOf = async (json: Uint8Array): Promise<string> => `#run=${toBase64Url(await deflate(json))}`;

/** More than one change, at times. */
function often<Value>(dice: Dice, value: Value, change: (dice: Dice, value: Value) => Value): Value {
  let changed = value;
  do changed = change(dice, changed);
  while (dice.chance(0.3));
  return changed;
}

const jsonOf = (recipe: Recipe): string => JSON.stringify(writeRecipe(recipe));

/** A safetensors file with its JSON header changed, and the length before it made to fit, or not. */
function mutatedHeader(dice: Dice, file: Uint8Array): Uint8Array {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const header = new TextDecoder().decode(file.subarray(8, 8 + length));
  const changed = utf8(often(dice, header, mutatedJson));
  const out = new Uint8Array(8 + changed.length + file.length - 8 - length);
  const claimed = dice.chance(0.1)
    ? BigInt(dice.below(2 ** 32)) << BigInt(dice.below(33))
    : BigInt(changed.length);
  new DataView(out.buffer).setBigUint64(0, claimed, true);
  out.set(changed, 8);
  out.set(file.subarray(8 + length), 8 + changed.length);
  return out;
}

/** The same inside one of the texts that travel in the header. */
function mutatedText(dice: Dice, file: Uint8Array): Uint8Array {
  const length = Number(new DataView(file.buffer, file.byteOffset).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as {
    __metadata__: Record<string, string>;
  };
  const name = dice.pick(['about', 'about', 'recipe', 'format']);
  const text = header.__metadata__[name]!;
  header.__metadata__[name] = often(dice, text, mutatedJson);
  const changed = utf8(JSON.stringify(header));
  const out = new Uint8Array(8 + changed.length + file.length - 8 - length);
  new DataView(out.buffer).setBigUint64(0, BigInt(changed.length), true);
  out.set(changed, 8);
  out.set(file.subarray(8 + length), 8 + changed.length);
  return out;
}

/** Every kind of case, each as likely as the others. */
const KINDS: Record<string, (dice: Dice) => Promise<Omit<Input, 'kind'>>> = {
  async 'link, valid'(dice) {
    const recipe = randomRecipe(dice);
    return { read: { link: `#${await writeLink(recipe)}` }, valid: { recipe } };
  },
  async 'link, other JSON'(dice) {
    return { read: { link: await linkOf(utf8(often(dice, jsonOf(randomRecipe(dice, 5)), mutatedJson))) } };
  },
  async 'link, other bytes'(dice) {
    const bytes = await deflate(utf8(jsonOf(randomRecipe(dice, 5))));
    return { read: { link: `#run=${toBase64Url(often(dice, bytes, mutatedBytes))}` } };
  },
  async 'link, noise'(dice) {
    const text = `#${await writeLink(randomRecipe(dice, 3))}`;
    const noise = new TextDecoder().decode(often(dice, utf8(text), mutatedBytes));
    return { read: { link: dice.chance(0.8) ? noise : `#run=${toBase64Url(utf8(noise))}` } };
  },
  async 'link, bomb'(dice) {
    const fill = dice.pick(['0', ' ', '[', '{"a":', '"', '<b>']);
    const json = jsonOf(randomRecipe(dice, 2));
    const long = fill.repeat(dice.whole(300_000, 3_000_000) / fill.length);
    return { read: { link: await linkOf(utf8(dice.chance(0.5) ? long + json : `{"a":"${long}`)) } };
  },
  async 'recipe file, valid'(dice) {
    const recipe = randomRecipe(dice);
    return { read: { file: utf8(writeRecipeFile(recipe)) }, valid: { recipe } };
  },
  async 'recipe file, other JSON'(dice) {
    return { read: { file: utf8(often(dice, jsonOf(randomRecipe(dice, 5)), mutatedJson)) } };
  },
  async 'recipe file, other bytes'(dice) {
    return { read: { file: often(dice, utf8(writeRecipeFile(randomRecipe(dice, 5))), mutatedBytes) } };
  },
  async 'run file, valid'(dice) {
    const run = randomRun(dice);
    return { read: { file: writeRunFile(run) }, valid: { run } };
  },
  async 'run file, other header'(dice) {
    return { read: { file: mutatedHeader(dice, writeRunFile(randomRun(dice))) } };
  },
  async 'run file, other texts'(dice) {
    return { read: { file: mutatedText(dice, writeRunFile(randomRun(dice))) } };
  },
  async 'run file, other bytes'(dice) {
    return { read: { file: often(dice, writeRunFile(randomRun(dice)), mutatedBytes) } };
  },
};

export async function randomInput(dice: Dice): Promise<Input> {
  const kind = dice.pick(Object.keys(KINDS));
  return { kind, ...(await KINDS[kind]!(dice)) };
}
