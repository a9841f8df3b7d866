/** What a recipe's document looks like: a run as its difference from a scenario. */
import * as v from 'valibot';
import { MAX_SEED, MAX_SEED_COUNT } from '../../experiment/seed-range.ts';
import { METHOD_IDS } from '../../lab/reward/methods/index.ts';
import { LONGEST_FORMULA } from '../../lab/reward/formula/syntax.ts';
import { textUpTo, whole } from '../../lab/rubric/limits.ts';
import { MOST_EDITS, TRAINING_NAMES } from '../../lab/run/edit.ts';
import { quoted } from '../refusal.ts';
import { RECIPE_VERSION } from './version.ts';

/** Most characters of a run's name. */
export const LONGEST_RUN_NAME = 200;

const oneOf = <const Values extends readonly string[]>(values: Values) =>
  v.picklist(values, ({ input }) => `${quoted(input)} is none of ${values.join(', ')}`);

const most = (what: string) => (issue: { requirement: number; received: string }) =>
  `there are ${issue.received} ${what}; at most ${issue.requirement} fit`;

const number = v.pipe(v.number(), v.finite());
const id = textUpTo(60, 1);
const place = whole(0, 1000);
const step = whole(0, 1_000_000);
const method = oneOf(METHOD_IDS);
const parameters = v.record(textUpTo(60, 1), number);
const formula = textUpTo(LONGEST_FORMULA, 1);

/** Criteria and rubrics are checked by their own schema when the edit is tried. */
const request = v.variant('kind', [
  v.strictObject({ kind: v.literal('weight'), criterion: id, value: number }),
  v.strictObject({ kind: v.literal('active'), criterion: id, value: v.boolean() }),
  v.strictObject({ kind: v.literal('criterion'), criterion: id, value: v.looseObject({}) }),
  v.strictObject({ kind: v.literal('add'), value: v.looseObject({}), at: place }),
  v.strictObject({ kind: v.literal('delete'), criterion: id }),
  v.strictObject({ kind: v.literal('move'), criterion: id, to: place }),
  v.strictObject({ kind: v.literal('rubric'), value: v.array(v.looseObject({})) }),
  v.strictObject({ kind: v.literal('parameter'), name: textUpTo(60, 1), value: number }),
  v.strictObject({ kind: v.literal('parameters'), value: parameters }),
  v.strictObject({
    kind: v.literal('training'),
    name: oneOf(TRAINING_NAMES),
    value: v.nullable(v.union([number, v.boolean(), textUpTo(40)])),
  }),
  v.strictObject({ kind: v.literal('formula'), value: formula }),
  v.strictObject({ kind: v.literal('undo') }),
  v.strictObject({ kind: v.literal('redo') }),
]);

export const EDIT_KINDS: readonly string[] = request.options.map(({ entries }) => entries.kind.literal);

export const recipeSchema = v.strictObject({
  focalLab: v.literal('recipe'),
  formatVersion: v.literal(RECIPE_VERSION),
  /** What its user calls the run; plain text. */
  name: v.optional(textUpTo(LONGEST_RUN_NAME, 1)),
  /** The id of a scenario that ships with Focal Lab, or a scenario of one's own in full. */
  scenario: v.union([textUpTo(48, 1), v.looseObject({})]),
  /** A hash of that scenario when the recipe was written: it tells whether it has changed since. */
  scenarioKey: v.optional(textUpTo(8, 1)),
  /** The rubric that the run began with, where it is another than the scenario's. */
  rubric: v.optional(v.array(v.looseObject({}))),
  methods: v.pipe(v.array(method), v.minLength(1), v.maxLength(METHOD_IDS.length, most('methods'))),
  /** The method that all lanes ran as before a step; from that step on, each runs as its own. */
  stem: v.optional(v.strictTuple([method, whole(1, 1_000_000)])),
  seeds: v.pipe(v.array(whole(0, MAX_SEED)), v.minLength(1), v.maxLength(MAX_SEED_COUNT, most('seeds'))),
  engine: v.optional(oneOf(['fused', 'ops'])),
  training: v.optional(v.looseObject({})),
  parameters: v.optional(parameters),
  formula: v.optional(formula),
  /** In order: the step from which an edit holds, and what was asked for. */
  edits: v.optional(v.pipe(v.array(v.strictTuple([step, request])), v.maxLength(MOST_EDITS, most('edits')))),
  /** The step to open at; left out, the run's beginning. */
  at: v.optional(step),
});

export type RecipeDocument = v.InferOutput<typeof recipeSchema>;
