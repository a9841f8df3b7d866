/** What lessons read of a run: its numbers over some steps, and how they are written into a sentence. */
import type { StepRecord } from '../lab/metrics/record.ts';
import { meanOver, of, type LessonView } from './view.ts';

/** Stands in a sentence for a number that there is not yet. */
export const NONE = '–';

const written = (value: number, text: (value: number) => string): string =>
  Number.isFinite(value) ? text(value).replace('-', '−') : NONE;

/** "0.84" */
export const two = (value: number): string => written(value, (number) => number.toFixed(2));
/** "+0.03", "−0.12" */
export const signed = (value: number): string =>
  written(value, (number) => `${number < 0 ? '' : '+'}${number.toFixed(2)}`);
/** The same where the second digit would often be 0: "+0.034", "0.000". */
export const fine = (value: number): string =>
  written(value, (number) => {
    const text = number.toFixed(3);
    return Number(text) === 0 ? '0.000' : number < 0 ? text : `+${text}`;
  });
/** "17%", and below one "0.8%" */
export const percent = (value: number): string =>
  written(value, (number) => `${(100 * number).toFixed(number < 0.0095 && number >= 0.0005 ? 1 : 0)}%`);
/** The same as a number of a hundred: "17". */
export const hundred = (value: number): string => written(value, (number) => (100 * number).toFixed(0));
export const count = (value: number): string => written(value, (number) => number.toFixed(0));

/** The run that an answer may be read from: a lesson's question is not answered by the run before it. */
export interface Wanted {
  scenario: string;
  methods: readonly string[];
  /** Parameters that it has by now. */
  parameters?: Readonly<Record<string, number>>;
  /** Steps it has to have taken. */
  steps: number;
}

export function stands(view: LessonView, wanted: Wanted): boolean {
  const { scenario, methods, parameters = {}, steps } = wanted;
  return (
    view.scenario.id === scenario &&
    !view.recorded &&
    view.length >= steps &&
    methods.every((method) => view.lanes.some((lane) => lane.method === method)) &&
    Object.entries(parameters).every(([name, value]) => near(view.live.parameters[name], value))
  );
}

const near = (a: number | undefined, b: number): boolean => a !== undefined && Math.abs(a - b) < 1e-6;

export type Read = (record: StepRecord) => number;

/** A method's mean over its seeds and over steps from..to-1; NaN where there is none of them. */
export function over(view: LessonView, method: string, from: number, to: number, read: Read): number {
  const values: number[] = [];
  for (let step = Math.max(0, from); step < to; step++) {
    const value = meanOver(view, method, step, read);
    if (Number.isFinite(value)) values.push(value);
  }
  return values.length > 0 ? values.reduce((sum, value) => sum + value, 0) / values.length : NaN;
}

/** Steps that the page takes the mean of: in its charts, and where it says what comes out. */
const CHART_STEPS = 5;
export const OUTCOME_STEPS = 10;

/** The last steps before one: a single step jumps about. NaN until all of them were taken. */
export const before = (
  view: LessonView,
  method: string,
  step: number,
  read: Read,
  steps = CHART_STEPS,
): number => (view.length >= step ? over(view, method, step - steps, step, read) : NaN);

/** The same for each seed. */
export function beforeBySeed(
  view: LessonView,
  method: string,
  step: number,
  read: Read,
  steps = CHART_STEPS,
): number[] {
  if (view.length < step) return [];
  return view.lanes.flatMap((lane, index) => {
    const records = lane.method === method ? view.records[index] : undefined;
    const last = records?.slice(Math.max(0, step - steps), step) ?? [];
    return last.length > 0 ? [last.reduce((sum, record) => sum + read(record), 0) / last.length] : [];
  });
}

type Quantity = Parameters<typeof of>[1];

export const reads =
  (quantity: Quantity, criterion: string): Read =>
  (record) =>
    of(record, quantity, criterion);

/** At a step, as the page's charts and bars have it: of the steps up to it that there are. */
export const at = (view: LessonView, method: string, step: number, read: Read): number =>
  over(view, method, step + 1 - CHART_STEPS, step + 1, read);

/** The same at the step that the page shows. */
export const now = (view: LessonView, method: string, read: Read): number => at(view, method, view.at, read);

/** The one that has most of something; those of which it is not known are passed over. */
export function most<T>(all: readonly T[], amount: (one: T) => number): T | undefined {
  const known = all.filter((one) => !Number.isNaN(amount(one)));
  return known.length > 0 ? known.reduce((a, b) => (amount(b) > amount(a) ? b : a)) : undefined;
}

/** Each option's upper end: 0.7 among [0.5, 0.9] is option 1. Null where there is no value. */
export function among(value: number, ends: readonly number[]): number | null {
  if (!Number.isFinite(value)) return null;
  const place = ends.findIndex((end) => value < end);
  return place < 0 ? ends.length : place;
}

/** "Fewer than 10 of 100", "10 to 50", "More than 50": by the whole number that the text says beside it. */
export const amongHundred = (share: number): number | null => among(Math.round(100 * share), [10, 51]);

/** The group of answers looked at, as numbers of one criterion; null while there is none. */
export function group(view: LessonView, criterion: string) {
  const k = view.live.criteria.findIndex(({ id }) => id === criterion);
  const { explained } = view;
  if (!explained || k < 0 || k >= explained.prior.length || explained.rollouts.length === 0) return null;
  return {
    prior: explained.prior[k]!,
    scores: explained.rollouts.map(({ scores }) => scores[k]!),
  };
}

export const nameOf = (view: LessonView, criterion: string): string =>
  view.live.criteria.find(({ id }) => id === criterion)?.name ?? criterion;
