/** A link to the run on the page, with its edits and the step shown. */
import { writeLink } from '../../exchange/recipe/link.ts';
import { recipeOfRun } from '../runs/recipe-of-run.ts';
import type { Run } from '../state/Run.svelte.ts';

export const linkToRun = async (run: Run): Promise<string> =>
  `${location.origin}${location.pathname}#${await writeLink(recipeOfRun(run, ''))}`;
