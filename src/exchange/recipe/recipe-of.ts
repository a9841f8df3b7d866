/** The recipe of a run that is under way or done: its plan and its log, less what is as usual. */
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { defaultParameters } from '../../lab/run/apply.ts';
import { planOf, type Edit, type PlannedEdit } from '../../lab/run/edit.ts';
import type { SessionPlan } from '../../lab/run/session.ts';
import type { Recipe } from './recipe.ts';

/** A plan, and what became of it. */
export interface RunToTell extends Omit<SessionPlan, 'formula' | 'stem'> {
  /** The rubric that it began with, where that is another than the scenario's. */
  rubric?: readonly Criterion[];
  formula?: string | null;
  stem?: Recipe['stem'];
  engine: Recipe['engine'];
  edits: readonly Edit[];
  /** Edits of a recipe that are still to come. */
  ahead?: readonly PlannedEdit[];
  at?: number | null;
  name?: string;
}

/** The entries that say another value than the usual one. */
const other = <Values extends object>(said: Partial<Values>, usual: Values): Partial<Values> =>
  Object.fromEntries(
    Object.entries(said).filter(
      ([name, value]) => value !== undefined && value !== usual[name as keyof Values],
    ),
  ) as Partial<Values>;

export function recipeOf(run: RunToTell): Recipe {
  const { scenario, rubric, formula = null } = run;
  return {
    name: run.name ?? '',
    scenario: rubric ? { ...scenario, rubric: [...rubric] } : scenario,
    methods: run.methods,
    stem: run.stem ?? null,
    seeds: run.seeds,
    engine: run.engine,
    training: other(run.training ?? {}, scenario.training),
    parameters: other(run.parameters ?? {}, defaultParameters()) as Recipe['parameters'],
    formula: formula === DEFAULT_FORMULA ? null : formula,
    edits: [...planOf(run.edits), ...(run.ahead ?? [])],
    at: run.at ?? null,
  };
}
