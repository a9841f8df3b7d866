/** A recipe as the fragment of a link: compressed, in characters that an address takes. */
import { parseJson } from '../parse-json.ts';
import { deflate, inflate } from '../../lab/squeeze.ts';
import { readRecipe, writeRecipe, type Recipe } from './recipe.ts';

/** Beyond this many characters, chats and mail programs cut links: a file is the better way. */
export const LONGEST_LINK = 8000;

/** Most characters of JSON that a link is allowed to unfold to. */
const LONGEST_JSON = 1_000_000;

const PREFIX = 'run=';

/** e.g. "run=7VVNb9s..." to stand behind the # of an address. */
export async function writeLink(recipe: Recipe): Promise<string> {
  const bytes = await deflate(new TextEncoder().encode(JSON.stringify(writeRecipe(recipe))));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return PREFIX + btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Whether a fragment holds a recipe at all. */
export const holdsRecipe = (fragment: string): boolean => fragment.replace(/^#/, '').startsWith(PREFIX);

/** @throws saying what is wrong with the link */
export async function readLink(fragment: string): Promise<ReturnType<typeof readRecipe>> {
  const text = fragment.replace(/^#/, '').slice(PREFIX.length);
  if (!/^[A-Za-z0-9_-]+$/.test(text))
    throw new Error('The link is damaged: it has characters it cannot have.');
  let json: string;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (char) => char.charCodeAt(0));
    json = new TextDecoder('utf-8', { fatal: true }).decode(await inflate(bytes, LONGEST_JSON));
  } catch (error) {
    throw new Error(`The link is damaged, perhaps cut off: ${(error as Error).message}`, { cause: error });
  }
  return readRecipe(parseJson(json));
}
