/** Reads `name=value` overrides of training settings and method parameters. */
import * as v from 'valibot';
import { METHODS } from '../lab/reward/methods/index.ts';
import { requireParameter } from '../lab/reward/methods/method.ts';
import { trainingSchema, type Training } from '../lab/run/scenario.ts';

/** The answer length belongs to the policy's shape, which the base policy fixes. */
const { maxCompletionLength: _, ...SETTABLE } = trainingSchema.entries;

export interface Settings {
  training: Partial<Training>;
  parameters: Record<string, number>;
}

/**
 * @param texts e.g. ["beta=0.05", "focal.gamma=3"]
 * @param defaults the scenario's own settings, against which the whole is checked
 * @throws naming the setting and what is allowed
 */
export function parseSettings(texts: readonly string[], defaults: Training): Settings {
  const known = METHODS.flatMap(({ parameters }) => parameters);
  const training: Record<string, unknown> = {};
  const parameters: Record<string, number> = {};
  for (const text of texts) {
    const at = text.indexOf('=');
    const name = text.slice(0, Math.max(0, at));
    const raw = text.slice(at + 1);
    const parameter = known.find((candidate) => candidate.name === name);
    if (parameter) {
      const value = raw === '' ? NaN : Number(raw);
      if (Number.isNaN(value))
        throw new Error(`${name} is "${raw}"; allowed is ${parameter.min} to ${parameter.max}.`);
      requireParameter(parameter, value);
      parameters[name] = value;
    } else if (Object.hasOwn(SETTABLE, name)) {
      training[name] = valueOf(raw);
    } else {
      const names = [...Object.keys(SETTABLE), ...new Set(known.map((each) => each.name))];
      throw new Error(`Unknown setting "${text}". Write name=value with one of: ${names.join(', ')}.`);
    }
  }
  const checked = v.safeParse(trainingSchema, { ...defaults, ...training }, { abortEarly: true });
  if (!checked.success) {
    const issue = checked.issues[0];
    throw new Error(`${v.getDotPath(issue)} is "${String(issue.input)}": ${issue.message}.`);
  }
  return { training: training as Partial<Training>, parameters };
}

/** A number, true or false where the text says so; otherwise the text. */
function valueOf(raw: string): number | boolean | string {
  if (raw === 'true' || raw === 'false') return raw === 'true';
  return raw !== '' && Number.isFinite(Number(raw)) ? Number(raw) : raw;
}
