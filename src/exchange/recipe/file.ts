/** A recipe as a file of its own, for runs whose link would be too long. */
import { parseJson } from '../parse-json.ts';
import { refusing } from '../refusal.ts';
import { readRecipe, type Recipe, type RecipeRead } from './recipe.ts';
import { recipeText } from './text.ts';

/** Largest recipe file, in bytes. */
export const LARGEST_RECIPE = 4_000_000;

/** @throws when it would be larger than what is read */
export const writeRecipeFile = (recipe: Recipe): string => `${recipeText(recipe, LARGEST_RECIPE - 1, 2)}\n`;

/** @throws saying what is wrong with the file, and where */
export const readRecipeFile = (text: string): RecipeRead =>
  readRecipe(
    refusing('The file is no recipe: ', () => {
      if (text.length > LARGEST_RECIPE)
        throw new Error(
          `it has ${text.length.toLocaleString('en-US')} characters; at most ${LARGEST_RECIPE.toLocaleString('en-US')} are read`,
        );
      return parseJson(text.replace(/^\uFEFF/, ''));
    }),
  );
