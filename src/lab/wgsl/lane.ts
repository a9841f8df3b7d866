/**
 * The per-lane records that kernels read: a table written when a lane's settings change, and a clock
 * written at every step. Whatever differs from lane to lane is a number in here, never another kernel.
 */

/** Most criteria a rubric may have. */
export const MAX_CRITERIA = 16;
/** Most numbers a detector's settings may take. */
export const DETECTOR_WORDS = 8;
/** Most parameters a reward method may take. */
export const METHOD_WORDS = 16;
/** Most updates per batch of rollouts. */
export const MAX_PASSES = 8;

/** Words of the table, then METHOD_WORDS of method parameters, then the criteria. */
const TABLE = [
  'seed',
  'criteria',
  'method',
  'scaleRewards',
  'lossType',
  'temperature',
  'clipLow',
  'clipHigh',
  'beta',
  'adamBeta1',
  'adamBeta2',
  /** 1 - adamBeta: taken in 32 bits, it would lose its digits where the beta is near 1. */
  'adamRest1',
  'adamRest2',
  'adamEpsilon',
  'maxGradNorm',
] as const;

/** Words of one criterion's record, then DETECTOR_WORDS of detector settings. */
const CRITERION = [
  'detector',
  'hardRule',
  'active',
  /** Counts in direct, worst and strict. */
  'counts',
  /** Share of the weight over active criteria. */
  'prior',
  /** Weight in the direct score, fixed at the start of the run; 0 if it does not count. */
  'fixedWeight',
  /** Weight as edited; 0 if it does not count. */
  'currentWeight',
] as const;

/** Words of the clock, then a learning rate and a second-moment correction per pass. */
const CLOCK = ['active', 'step', 'slot'] as const;

export type TableField = (typeof TABLE)[number];
export type CriterionField = (typeof CRITERION)[number];
export type ClockField = (typeof CLOCK)[number];

const METHOD_AT = TABLE.length;
const CRITERIA_AT = METHOD_AT + METHOD_WORDS;
const CRITERION_WORDS = CRITERION.length + DETECTOR_WORDS;
const RATES_AT = CLOCK.length;

/** Words per lane. */
export const TABLE_WORDS = CRITERIA_AT + MAX_CRITERIA * CRITERION_WORDS;
export const CLOCK_WORDS = RATES_AT + 2 * MAX_PASSES;

/** Word of a lane's table, as WGSL; `lane` must be in scope. */
const tableWord = (index: string): string => `lanes[lane * ${TABLE_WORDS}u + ${index}]`;
const clockWord = (index: string, lane = 'lane'): string => `clock[${lane} * ${CLOCK_WORDS}u + ${index}]`;
const number = (word: string): string => `bitcast<f32>(${word})`;
const criterionIndex = (k: string, word: number): string =>
  `${CRITERIA_AT + word}u + (${k}) * ${CRITERION_WORDS}u`;

/** WGSL expressions that read the records. */
export const laneCount = (field: TableField): string => tableWord(`${TABLE.indexOf(field)}u`);
export const laneNumber = (field: TableField): string => number(laneCount(field));
export const methodParameter = (index: string): string => number(tableWord(`${METHOD_AT}u + (${index})`));
export const criterionCount = (k: string, field: CriterionField): string =>
  tableWord(criterionIndex(k, CRITERION.indexOf(field)));
export const criterionNumber = (k: string, field: CriterionField): string => number(criterionCount(k, field));
export const detectorSetting = (k: string, index: string): string =>
  tableWord(`${criterionIndex(k, CRITERION.length)} + (${index})`);
/** @param lane a uniform expression, where a barrier follows the decision made on it */
export const clockCount = (field: ClockField, lane = 'lane'): string =>
  clockWord(`${CLOCK.indexOf(field)}u`, lane);
/** Learning rate of a pass with Adam's first-moment correction in it. */
export const passRate = (pass: string): string => number(clockWord(`${RATES_AT}u + (${pass})`));
/** Adam's second-moment correction of a pass. */
export const passCorrection = (pass: string): string =>
  number(clockWord(`${RATES_AT + MAX_PASSES}u + (${pass})`));

/** Writes records into a mapped copy; the mirror image of the expressions above. */
export class LaneWriter {
  private readonly words: Uint32Array<ArrayBuffer>;
  private readonly numbers: Float32Array<ArrayBuffer>;

  constructor(words: Uint32Array<ArrayBuffer>) {
    this.words = words;
    this.numbers = new Float32Array(words.buffer, words.byteOffset, words.length);
  }

  count(field: TableField, value: number): void {
    this.words[TABLE.indexOf(field)] = value;
  }

  number(field: TableField, value: number): void {
    this.numbers[TABLE.indexOf(field)] = value;
  }

  methodParameters(values: readonly number[]): void {
    if (values.length > METHOD_WORDS)
      throw new Error(`A method has ${values.length} parameters; at most ${METHOD_WORDS} fit.`);
    this.numbers.set(values, METHOD_AT);
  }

  criterion(
    k: number,
    counts: Record<'detector' | 'hardRule' | 'active' | 'counts', number>,
    numbers: Record<'prior' | 'fixedWeight' | 'currentWeight', number>,
    settings: readonly number[],
  ): void {
    if (settings.length > DETECTOR_WORDS)
      throw new Error(`A detector has ${settings.length} settings; at most ${DETECTOR_WORDS} fit.`);
    const start = CRITERIA_AT + k * CRITERION_WORDS;
    CRITERION.forEach((field, i) => {
      if (field in counts) this.words[start + i] = counts[field as keyof typeof counts];
      else this.numbers[start + i] = numbers[field as keyof typeof numbers];
    });
    this.words.fill(0, start + CRITERION.length, start + CRITERION_WORDS);
    this.words.set(settings, start + CRITERION.length);
  }
}

/** The same for one lane's clock. */
export function writeClock(
  words: Uint32Array<ArrayBuffer>,
  lane: number,
  counts: Record<ClockField, number>,
  rates: readonly number[],
  corrections: readonly number[],
): void {
  const numbers = new Float32Array(words.buffer, words.byteOffset, words.length);
  const start = lane * CLOCK_WORDS;
  CLOCK.forEach((field, i) => (words[start + i] = counts[field]));
  numbers.set(rates, start + RATES_AT);
  numbers.set(corrections, start + RATES_AT + MAX_PASSES);
}
