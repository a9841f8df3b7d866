/** A lab's settings: completed from its fields and a scenario, and checked; a mistake says what is allowed. */
import type { Field, Neighbour, Settings, Value } from './neighbour.ts';
import { findScenario } from './parts.ts';
import { said } from './said.ts';

/** What a field takes, in words, e.g. "a whole number from 1 to 1000". */
export function allowedText(field: Field): string {
  switch (field.kind) {
    case 'number':
      return `a ${field.whole ? 'whole ' : ''}number from ${field.min} to ${field.max}`;
    case 'choice':
      return field.options.map(({ id }) => id).join(', ');
    case 'switch':
      return 'true, false';
  }
}

function takes(field: Field, value: unknown): value is Value {
  switch (field.kind) {
    case 'number':
      return (
        typeof value === 'number' &&
        value >= field.min &&
        value <= field.max &&
        (!field.whole || Number.isInteger(value))
      );
    case 'choice':
      return field.options.some(({ id }) => id === value);
    case 'switch':
      return typeof value === 'boolean';
  }
}

/** @throws naming the setting and those that there are */
export function findField(lab: Neighbour, id: string): Field {
  const found = lab.fields.find((field) => field.id === id);
  if (!found)
    throw new Error(
      `Unknown setting ${said(id)} of ${lab.name}; known are ${lab.fields.map((field) => field.id).join(', ')}.`,
    );
  return found;
}

/** @throws repeating the value and saying what is allowed */
export function checkValue(field: Field, value: unknown): Value {
  if (takes(field, value)) return value;
  throw new Error(`${field.id} is ${said(value)}; allowed is ${allowedText(field)}.`);
}

/** @throws for a setting that is not known, or a value that it does not take */
export function checkSettings(lab: Neighbour, settings: Settings): Settings {
  return Object.fromEntries(
    Object.entries(settings).map(([id, value]) => [id, checkValue(findField(lab, id), value)]),
  );
}

/**
 * What a run of a scenario is set to: every field once, in the order of the fields.
 *
 * @param overrides over the scenario's own
 * @throws for a scenario or a setting that is not known, or a value that it does not take
 */
export function completeSettings(lab: Neighbour, scenario: string, overrides: Settings = {}): Settings {
  const over = { ...findScenario(lab, scenario).settings, ...checkSettings(lab, overrides) };
  return Object.fromEntries(
    lab.fields.map((field) => [
      field.id,
      Object.hasOwn(over, field.id) ? checkValue(field, over[field.id]) : field.initial,
    ]),
  );
}

/** Of settings, those that the scenario does not have anyway: what a link carries. */
export function settingsThatDiffer(lab: Neighbour, scenario: string, settings: Settings): Settings {
  const usual = completeSettings(lab, scenario);
  return Object.fromEntries(Object.entries(settings).filter(([id, value]) => usual[id] !== value));
}

/**
 * A setting as a flag has it, e.g. "lift=0.1".
 *
 * @throws where it is none, with what is allowed
 */
export function parseSetting(lab: Neighbour, text: string): [id: string, value: Value] {
  const at = text.indexOf('=');
  if (at < 1)
    throw new Error(
      `The setting ${said(text)} is not understood; write name=value with one of ${lab.fields.map(({ id }) => id).join(', ')}.`,
    );
  const field = findField(lab, text.slice(0, at));
  return [field.id, checkValue(field, valueOf(field, text.slice(at + 1)))];
}

function valueOf({ kind }: Field, raw: string): unknown {
  if (kind === 'number') return raw.trim() !== '' && Number.isFinite(Number(raw)) ? Number(raw) : raw;
  if (kind === 'switch') return raw === 'true' || (raw === 'false' ? false : raw);
  return raw;
}
