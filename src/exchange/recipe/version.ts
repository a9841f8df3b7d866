/** Raised when a field of a recipe's document is added, or a default changes that documents leave out; `migrate.ts` then gets a step. */
export const RECIPE_VERSION = 2;
