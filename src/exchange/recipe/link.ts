/** A recipe as the fragment of a link: compressed, in characters that an address takes. */
import { parseJson } from '../parse-json.ts';
import { deflate, inflate } from '../../lab/squeeze.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { refusal, refusing } from '../refusal.ts';
import { readRecipe, type Recipe, type RecipeRead } from './recipe.ts';
import { recipeText } from './text.ts';

/** Beyond this many characters, chats and mail programs cut links: a file is the better way. */
export const LONGEST_LINK = 8000;

/** Most characters of a link that are looked at, and most bytes of JSON that it may unfold to. */
export const LARGEST_LINK = 1_000_000;

const PREFIX = 'run=';

/**
 * E.g. "run=7VVNb9s..." to stand behind the # of an address.
 *
 * @throws when it would unfold to more than is read; a file holds more
 */
export async function writeLink(recipe: Recipe): Promise<string> {
  const text = recipeText(recipe, LARGEST_LINK);
  return PREFIX + toBase64Url(await deflate(new TextEncoder().encode(text)));
}

/** @throws saying what is wrong with the link */
export async function readLink(fragment: string): Promise<RecipeRead> {
  const text = fragment.replace(/^#/, '').slice(PREFIX.length);
  if (text.length > LARGEST_LINK)
    throw new Error(
      `The link has ${text.length.toLocaleString('en-US')} characters; at most ${LARGEST_LINK.toLocaleString('en-US')} are read.`,
    );
  if (!/^[A-Za-z0-9_-]+$/.test(text))
    throw new Error('The link is damaged: it has characters it cannot have.');
  let json: string;
  try {
    const bytes = fromBase64Url(text);
    json = new TextDecoder('utf-8', { fatal: true }).decode(await inflate(bytes, LARGEST_LINK));
  } catch (error) {
    const reason = (error as Error).message;
    throw new Error(refusal(`The link is damaged, perhaps cut off: ${reason}`), { cause: error });
  }
  return readRecipe(refusing('The link holds no recipe: ', () => parseJson(json)));
}
