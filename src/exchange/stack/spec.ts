/**
 * The one file that the exported Python reads, `lab.json`: rubric, method, settings, language and prompts.
 *
 * All that users wrote is in here and nowhere in the code.
 */
import { languageOf } from '../../lab/language/language.ts';
import { WORDS } from '../../lab/language/words.ts';
import { DEFAULT_FORMULA } from '../../lab/reward/methods/custom.ts';
import { findMethod } from '../../lab/reward/methods/index.ts';
import { parameterOf } from '../../lab/reward/methods/method.ts';
import { compileFormula } from '../../lab/reward/formula/compile.ts';
import type { Formula } from '../../lab/reward/formula/syntax.ts';
import { categories, rubricWeights } from '../../lab/reward/reward.ts';
import type { DetectorSettings } from '../../lab/rubric/detectors/index.ts';
import { requirementOf } from '../rubric/leave.ts';
import { automaton } from './automaton.ts';
import { earns, isJudged } from './judged.ts';
import type { StackLab } from './lab.ts';
import { samplesOf } from './samples.ts';
import { answerTokens } from './tokens.ts';

const SPEC_FORMAT = 'focal-lab-stack';
const SPEC_VERSION = 1;

/** A formula as nested lists, e.g. ["*", ["quantity", "prior"], ["number", 2]]. */
function nested(formula: Formula): unknown[] {
  switch (formula.kind) {
    case 'number':
      return ['number', formula.value];
    case 'quantity':
      return ['quantity', formula.name];
    case 'minus':
      return ['minus', nested(formula.of)];
    case 'operation':
      return [formula.operator, nested(formula.left), nested(formula.right)];
    case 'choice':
      return ['choice', nested(formula.condition), nested(formula.yes), nested(formula.no)];
    case 'call':
      return ['call', formula.name, ...formula.args.map(nested)];
  }
}

const detectorOf = (settings: DetectorSettings) =>
  settings.type === 'pattern' ? { ...settings, automaton: automaton(settings.pattern) } : settings;

/** The document, as plain values. */
export function specOf(lab: StackLab) {
  const method = findMethod(lab.method);
  const language = languageOf(lab.language);
  const criteria = lab.criteria.map((criterion) => ({ ...criterion, active: earns(criterion) }));
  const category = categories(criteria);
  const { falsePositive, falseNegative } = rubricWeights(criteria, 0);
  const text = method.id === 'custom' ? (lab.formula ?? DEFAULT_FORMULA) : null;
  return {
    format: SPEC_FORMAT,
    formatVersion: SPEC_VERSION,
    name: lab.name,
    scorer: lab.scorer,
    method: method.id,
    parameters: Object.fromEntries(
      method.parameters.map(({ name }) => [name, parameterOf(method.parameters, lab.parameters, name)]),
    ),
    formula: text === null ? null : { text, tree: nested(compileFormula(text).ast) },
    training: { ...lab.training },
    answerTokens: answerTokens(lab),
    criteria: criteria.map((criterion, k) => ({
      id: criterion.id,
      name: criterion.name,
      /** What a judge reads. */
      text: requirementOf(criterion, language),
      kind: criterion.kind,
      polarity: criterion.polarity,
      weight: criterion.weight,
      promptWeights: criterion.promptWeights ?? null,
      active: criterion.active,
      unsatisfiable: criterion.unsatisfiable,
      category: category[k]!,
      /** A detector that scores there does not err as the simulated judge does. */
      falsePositive: isJudged(criterion, lab.scorer) ? falsePositive[k]! : 0,
      falseNegative: isJudged(criterion, lab.scorer) ? falseNegative[k]! : 0,
      scoredBy: isJudged(criterion, lab.scorer) ? 'judge' : 'detector',
      detector:
        criterion.detector && !isJudged(criterion, lab.scorer) ? detectorOf(criterion.detector) : null,
    })),
    language: {
      topics: language.topics,
      /** By token id; topic -1 belongs to none. */
      words: WORDS.map(({ class: name, topic }, id) => ({ text: language.words[id]!, class: name, topic })),
    },
    samples: samplesOf(lab),
  };
}

/** Innermost lists and objects on a line each. A raw line break is never inside a text of JSON, so texts stay as they are. */
export const specText = (lab: StackLab): string =>
  `${JSON.stringify(specOf(lab), null, 1)
    .replace(/\[\n\s+([^[\]{}]*?)\n\s+\]/g, (_, inner: string) => `[${inner.replace(/\n\s+/g, ' ')}]`)
    .replace(/\{\n\s+([^[\]{}]*?)\n\s+\}/g, (_, inner: string) => `{ ${inner.replace(/\n\s+/g, ' ')} }`)}\n`;
