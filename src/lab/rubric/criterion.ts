/** A criterion of the rubric: what is asked, how it is detected, how much it weighs, and how it is judged. */
import * as v from 'valibot';
import { TOPICS } from '../language/topics.ts';
import { MAX_CRITERIA } from '../wgsl/lane.ts';
import { detectorSettings } from './detectors/index.ts';
import { imperfections } from './imperfections.ts';
import { between, textUpTo } from './limits.ts';

export const LONGEST_NAME = 60;
export const LONGEST_TEXT = 2000;
export const HEAVIEST = 100;

const weight = between(0, HEAVIEST);
const share = between(0, 1);

/** Hard Rule: met or not. Principle: an integer 0 to 10. (The paper's two tags.) */
export type CriterionKind = 'hard-rule' | 'principle';

export const criterionSchema = v.strictObject({
  /** Stable slug, e.g. "cites"; keys its noise and its column names. */
  id: v.pipe(
    v.string(),
    v.regex(
      /^(?!constructor$)[a-z][a-z0-9_]{0,31}$/, // every object has a constructor: a table by id would find that
      ({ input }) => `"${String(input).slice(0, 40)}" is not a slug of a-z, 0-9, _ (nor "constructor")`,
    ),
  ),
  name: textUpTo(LONGEST_NAME, 1),
  /** The requirement as a judge would read it. */
  text: textUpTo(LONGEST_TEXT),
  kind: v.picklist(['hard-rule', 'principle']),
  /** Prior weight; weights are normalised over the active criteria. */
  weight,
  /** Prior weights of its own for each prompt, in the order of the topics (the paper's question-specific weights). */
  promptWeights: v.optional(
    v.pipe(
      v.array(weight),
      v.length(
        TOPICS.length,
        ({ received }) => `there are ${received} weights; one per prompt is ${TOPICS.length}`,
      ),
    ),
  ),
  /** Negative: what is detected is a fault, and an answer earns the score by not having it. */
  polarity: v.optional(v.picklist(['positive', 'negative']), 'positive'),
  /** Inactive criteria are judged and shown but earn nothing. */
  active: v.optional(v.boolean(), true),
  /** Cannot be met by any answer; left out of the direct, worst and strict scores. */
  unsatisfiable: v.optional(v.boolean(), false),
  /** null: nothing detects it yet, so it cannot be active. */
  detector: v.nullable(detectorSettings),
  /** How its judge errs; an empty object is an honest judge. */
  judge: v.optional(imperfections, {}),
  /** Labels of the file it came from, e.g. "axis:accuracy". */
  tags: v.optional(v.pipe(v.array(textUpTo(200)), v.maxLength(32)), []),
  /** Verdicts of the file it came from, worst to best, e.g. ["no", "yes"]. */
  choices: v.optional(v.pipe(v.array(textUpTo(200, 1)), v.minLength(2), v.maxLength(32))),
  /** How far the base policy should meet it before training: the corpus is mixed for it. */
  baseRate: v.optional(share),
});

export type Criterion = v.InferOutput<typeof criterionSchema>;

/** A Principle counts as met from so many points on. */
export const PRINCIPLE_MET = 7;

/** Points of a criterion that is met in full. */
export const fullMarks = (kind: CriterionKind): number => (kind === 'hard-rule' ? 1 : 10);

/** Points from which a criterion counts as met. */
export const marksToMeet = (kind: CriterionKind): number => (kind === 'hard-rule' ? 1 : PRINCIPLE_MET);

/** All criteria of a rubric, in the order in which they are shown. */
export const rubricSchema = v.pipe(
  v.array(criterionSchema),
  v.minLength(1, 'there is no criterion; a rubric has at least 1'),
  v.maxLength(MAX_CRITERIA, ({ received }) => `there are ${received} criteria; at most ${MAX_CRITERIA} fit`),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const seen = new Map<string, number>();
    dataset.value.forEach(({ id, active, detector }, k) => {
      const place = (key: string, value: unknown): v.IssuePathItem[] => [
        { type: 'array', origin: 'value', input: dataset.value, key: k, value: dataset.value[k] },
        { type: 'object', origin: 'value', input: dataset.value[k]!, key, value },
      ];
      const earlier = seen.get(id);
      if (earlier !== undefined)
        addIssue({
          message: `"${id}" is the id of criterion ${earlier} already; ids differ`,
          path: place('id', id) as [v.IssuePathItem, ...v.IssuePathItem[]],
        });
      seen.set(id, k);
      if (active && detector === null)
        addIssue({
          message:
            'a criterion without a detector cannot be active; attach a detector or set active to false',
          path: place('active', active) as [v.IssuePathItem, ...v.IssuePathItem[]],
        });
    });
  }),
);

/** Why a document is refused, e.g. "rubric.2.weight: -1 is not between 0 and 100". */
export function placeAndReason(issue: v.BaseIssue<unknown>, root = 'document'): string {
  return `${v.getDotPath(issue) ?? root}: ${issue.message}`;
}

/**
 * A rubric out of anything.
 *
 * @throws naming the offending place and what is allowed there
 */
export function parseRubric(value: unknown): Criterion[] {
  const parsed = v.safeParse(rubricSchema, value, { abortEarly: true });
  if (parsed.success) return parsed.output;
  throw new Error(`Rubric: ${placeAndReason(parsed.issues[0], 'criteria')}`);
}

/** What is wrong, and where, e.g. at "detector.pattern". */
export interface Problem {
  path: string;
  message: string;
}

/** A criterion alone, or what keeps it from being one; in a rubric its id is checked besides. */
export function checkCriterion(value: unknown): { criterion: Criterion } | { problem: Problem } {
  const parsed = v.safeParse(criterionSchema, value, { abortEarly: true });
  if (parsed.success) return { criterion: parsed.output };
  const [issue] = parsed.issues;
  return { problem: { path: v.getDotPath(issue) ?? '', message: issue.message } };
}

/** @throws naming the offending place and what is allowed there */
export function parseCriterion(value: unknown): Criterion {
  const checked = checkCriterion(value);
  if ('criterion' in checked) return checked.criterion;
  const { path, message } = checked.problem;
  throw new Error(`Criterion: ${path || 'criterion'}: ${message}`);
}

/** Its prior weight where a prompt is asked. */
export const weightAt = (
  { weight: usual, promptWeights }: Pick<Criterion, 'weight' | 'promptWeights'>,
  prompt: number,
): number => promptWeights?.[prompt] ?? usual;
