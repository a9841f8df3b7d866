/** What a kept run is called while it has no name of its own: by what is other about it than the run before it. */
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { carryOut, defaultParameters, type Edited } from '../../lab/run/apply.ts';
import { history, type Edit } from '../../lab/run/edit.ts';
import { SCENARIO_IDS, findScenario } from '../../scenarios/index.ts';
import type { Recipe } from '../../exchange/recipe/recipe.ts';
import { describeEdit } from '../state/describe-edit.ts';
import { enrol } from '../state/roster.ts';
import { beginningsApart, sizesApart } from './differences.ts';

/** Most changes that a name says, and most characters it has. */
const MOST_CHANGES = 3;
const LONGEST = 120;

/**
 * e.g. "gamma 1 → 3, hedges weight 0.3 → 0.6", "Forgotten footnote: polite switched off at step 40", "same again"
 *
 * @param before the run that stood in its place; null for none
 * @param forkedAt the first step of its own, where it is a fork of that run
 */
export function runName(recipe: Recipe, before: Recipe | null, forkedAt: number | null = null): string {
  const own = recipe.scenario;
  if (!before || before.scenario.id !== own.id) {
    const changes = changesSince(asItComes(recipe), recipe, null);
    if (before) return named([own.name, ...changes]);
    return changes.length > 0
      ? named(changes, `${own.name}: `)
      : shorten(`${own.name}, as the scenario has it`);
  }
  const changes = changesSince(before, recipe, forkedAt);
  if (changes.length > 0) return named(changes);
  return forkedAt === null ? 'same again' : `forked at step ${forkedAt}`;
}

/** The run that its scenario has in mind, on the same seeds. */
function asItComes({ scenario, seeds }: Recipe): Recipe {
  const usual = SCENARIO_IDS.includes(scenario.id) ? findScenario(scenario.id) : scenario;
  return {
    ...{ name: '', scenario: usual, methods: usual.methods, stem: null, seeds, engine: null },
    ...{ training: {}, parameters: {}, formula: null, edits: [], at: null },
  };
}

function changesSince(before: Recipe, after: Recipe, forkedAt: number | null): string[] {
  const [was, is] = [standing(before), standing(after)];
  const lacks = (others: readonly Edit[], edit: Edit) => !others.some((other) => alike(other, edit));
  const told = (edit: Edit, columns: readonly Criterion[]) =>
    `${describeEdit(edit, columns)} at step ${edit.step}`;
  return [
    ...beginningsApart(before, after),
    ...(forkedAt === null
      ? []
      : was.edits
          .filter((edit) => lacks(is.edits, edit))
          .map((edit) => `without ${told(edit, was.columns)}`)),
    ...is.edits.filter((edit) => lacks(was.edits, edit)).map((edit) => told(edit, is.columns)),
    ...sizesApart(before, after),
  ];
}

const alike = ({ inverse: _a, ...a }: Edit, { inverse: _b, ...b }: Edit): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** The edits that were not taken back, and every criterion there ever was. */
function standing(recipe: Recipe): { edits: readonly Edit[]; columns: readonly Criterion[] } {
  const { scenario, training, parameters, formula, edits } = recipe;
  let edited: Edited = {
    state: {
      criteria: scenario.rubric,
      parameters: { ...defaultParameters(), ...parameters },
      training: { ...scenario.training, ...training },
      formula: formula ?? DEFAULT_FORMULA,
    },
    edits: [],
  };
  let columns = enrol([], scenario.rubric);
  for (const { step, request } of edits) {
    edited = carryOut(edited, request, step);
    columns = enrol(columns, edited.state.criteria);
  }
  return { edits: history(edited.edits).done, columns };
}

/** Up to three changes, fewer where they are long, and how many more there are. */
function named(changes: readonly string[], before = ''): string {
  for (let shown = Math.min(MOST_CHANGES, changes.length); shown > 1; shown--) {
    const text = before + listed(changes, shown);
    if (text.length <= LONGEST) return text;
  }
  const rest = listed(changes, 1).slice(changes[0]!.length);
  const room = LONGEST - rest.length - before.length;
  return before + shorten(changes[0]!, room) + rest;
}

function listed(changes: readonly string[], shown: number): string {
  const more = changes.length - shown;
  return changes.slice(0, shown).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

const shorten = (text: string, most = LONGEST): string =>
  text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
