/** Reads what an ablation varies, e.g. "focal.gamma=0,1,3", and applies one arm of it to a scenario. */
import { METHOD_IDS, METHODS, findMethod } from '../../lab/reward/methods/index.ts';
import {
  requireParameter,
  type MethodParameter,
  type MethodParameters,
} from '../../lab/reward/methods/method.ts';
import { parseTraining, trainingSchema, type Scenario, type Training } from '../../lab/run/scenario.ts';
import { findKnob, KNOBS, type Knob } from './knobs.ts';
import type { Setting, Variation } from './design.ts';

const PARAMETERS: ReadonlyMap<string, MethodParameter> = new Map(
  METHODS.flatMap(({ parameters }) => parameters.map((parameter) => [parameter.name, parameter])),
);

/** The answer length belongs to the base policy's shape; runs of other lengths have no common last step. */
const TRAINING: readonly string[] = Object.keys(trainingSchema.entries).filter(
  (name) => name !== 'maxCompletionLength' && name !== 'steps',
);

/** Everything that may be varied. */
export const VARIABLE: readonly string[] = [
  ...PARAMETERS.keys(),
  ...KNOBS.map(({ name }) => name),
  ...TRAINING,
];

/** Most values of one list, so that a slip of the pen does not ask for years. */
const MOST_VALUES = 64;

/** The full name of what is varied; "gamma" stands for "focal.gamma" where no other chosen method has one. */
function fullName(name: string, methods: readonly string[]): string {
  if (VARIABLE.includes(name)) return name;
  const own = new Set(methods.flatMap((id) => findMethod(id).parameters.map((parameter) => parameter.name)));
  const ending = VARIABLE.filter(
    (known) => known.endsWith(`.${name}`) && (own.has(known) || !PARAMETERS.has(known)),
  );
  if (ending.length === 1) return ending[0]!;
  throw new Error(
    ending.length > 1
      ? `"${name}" could be ${ending.join(' or ')}: write which.`
      : `Unknown parameter "${name}". What can be varied: ${VARIABLE.join(', ')}.`,
  );
}

/** A value as it is written; a choice by its name or its number. */
function parseValue(name: string, text: string): Setting {
  const options = PARAMETERS.get(name)?.options;
  const option = options?.indexOf(text) ?? -1;
  if (option >= 0) return option;
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

/**
 * @param text e.g. "focal.gamma=0,1,3" or "focal.estimator=group mean,moving average"
 * @param methods of the design: a short name is one of their parameters
 * @returns an arm for each value
 * @throws naming the text, or the value and what is allowed
 */
export function parseAblation(text: string, methods: readonly string[] = METHOD_IDS): Variation[] {
  const at = text.indexOf('=');
  if (at < 1)
    throw new Error(`"${text}" is no list of values; write name=value,value, e.g. focal.gamma=0,1,3.`);
  const name = fullName(text.slice(0, at).trim(), methods);
  const values = text
    .slice(at + 1)
    .split(',')
    .map((value) => parseValue(name, value.trim()));
  if (values.includes(''))
    throw new Error(`${name} has an empty value in "${text.trim()}"; write name=value,value.`);
  if (values.length > MOST_VALUES)
    throw new Error(`${name} has ${values.length} values; at most ${MOST_VALUES} are allowed.`);
  const arms = [...new Set(values)].map((value) => ({ [name]: value }));
  for (const arm of arms) checkValues(arm);
  return arms;
}

/** All combinations of several lists; a single empty arm of none. */
export const crossed = (lists: readonly (readonly Variation[])[]): Variation[] =>
  lists.reduce<Variation[]>(
    (arms, list) => arms.flatMap((arm) => list.map((own) => ({ ...arm, ...own }))),
    [{}],
  );

/** @throws naming the value and what is allowed, where one is out of its range */
function checkValues(variation: Variation): void {
  for (const [name, value] of Object.entries(variation)) {
    const parameter = PARAMETERS.get(name);
    const knob = findKnob(name);
    if (parameter) requireParameter(parameter, value);
    else if (knob) {
      if (typeof value !== 'number' || !(value >= knob.min && value <= knob.max))
        throw new Error(`${name} is ${String(value)}; allowed is ${knob.min} to ${knob.max}.`);
    } else if (!TRAINING.includes(name)) fullName(name, []);
  }
}

/** What of a variation matters to a method: parameters of other methods do not. */
export function relevant(variation: Variation, method: string): Variation {
  const own = findMethod(method).parameters.map(({ name }) => name);
  return Object.fromEntries(
    Object.entries(variation).filter(
      ([name]) =>
        (!PARAMETERS.has(name) || own.includes(name)) && (findKnob(name)?.matters?.(method) ?? true),
    ),
  );
}

/** A scenario with an arm of an ablation applied. */
export interface Varied {
  rubric: Scenario['rubric'];
  training: Training;
  parameters: MethodParameters;
}

/** @throws when a value is not allowed, or what comes of it is impossible, saying why */
export function vary(
  scenario: Scenario,
  { training, parameters }: { training: Partial<Training>; parameters: MethodParameters },
  variation: Variation,
): Varied {
  checkValues(variation);
  const entries = Object.entries(variation);
  for (const [name, value] of entries) checkTurns(scenario, name, value);
  const varied: Varied = {
    rubric: entries.reduce<Scenario['rubric']>(
      (rubric, [name, value]) => findKnob(name)?.turn(rubric, value as number) ?? rubric,
      scenario.rubric,
    ),
    training: parseTraining({
      ...scenario.training,
      ...training,
      ...Object.fromEntries(entries.filter(([name]) => TRAINING.includes(name))),
    }),
    parameters: {
      ...parameters,
      ...(Object.fromEntries(entries.filter(([name]) => PARAMETERS.has(name))) as MethodParameters),
    },
  };
  checkBounds(scenario.id, varied);
  return varied;
}

/** A knob that does nothing would give arms that differ in name alone. */
function checkTurns({ id, rubric }: Scenario, name: string, value: Setting): void {
  const knob = findKnob(name);
  if (!knob || value === knob.neutral) return;
  // Weights that were scaled and scaled back are equal but for rounding.
  const written = (criteria: Scenario['rubric']) =>
    JSON.stringify(criteria, (_, item: unknown) =>
      typeof item === 'number' ? Number(item.toFixed(9)) : item,
    );
  if (written(knob.turn(rubric, value as number)) === written(rubric) && !isNeutralBy(rubric, knob, value))
    throw new Error(`${name} changes nothing about ${id}: it needs ${knob.needs}.`);
}

/** The scenario has that value already, e.g. judges that miss .35 where .35 is asked for. */
const isNeutralBy = (rubric: Scenario['rubric'], { turn, neutral }: Knob, value: Setting): boolean =>
  JSON.stringify(turn(rubric, neutral)) !== JSON.stringify(turn(rubric, value as number));

/** Weights that sum to 1 must fit between floor and cap. */
function checkBounds(id: string, { rubric, parameters }: Varied): void {
  const K = rubric.filter(({ active, weight }) => active && weight > 0).length;
  const { 'focal.cap': cap = 1, 'focal.floor': floor = 0 } = parameters;
  const of = `${id} has ${K} active ${K === 1 ? 'criterion' : 'criteria'}`;
  if (K * cap < 1 - 1e-9)
    throw new Error(
      `focal.cap is ${cap}, but ${of}: ${K} x ${cap} is below 1. Allowed is ${(1 / K).toFixed(3)} or more.`,
    );
  if (K * floor > 1 + 1e-9)
    throw new Error(
      `focal.floor is ${floor}, but ${of}: ${K} x ${floor} is above 1. Allowed is at most ${(1 / K).toFixed(3)}.`,
    );
  if (floor > cap)
    throw new Error(`focal.floor is ${floor} and focal.cap ${cap}: a floor is not above its cap.`);
}
