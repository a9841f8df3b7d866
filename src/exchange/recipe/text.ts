/** A recipe as JSON text, no larger than what can be read again. */
import { type Recipe } from './recipe.ts';
import { writeRecipe } from './write.ts';
import { MOST_EDITS } from '../../lab/run/edit.ts';

/** @throws when the recipe is larger than its reader takes */
export function recipeText(recipe: Recipe, most: number, indent?: number): string {
  if (recipe.edits.length > MOST_EDITS)
    throw new Error(`The run has ${recipe.edits.length} edits; at most ${MOST_EDITS} can be shared.`);
  const text = JSON.stringify(writeRecipe(recipe), null, indent);
  const size = new TextEncoder().encode(text).length;
  if (size > most)
    throw new Error(
      `The recipe takes ${size.toLocaleString('en-US')} bytes; at most ${most.toLocaleString('en-US')} can be read again.`,
    );
  return text;
}
