/**
 * The per-lane records that kernels read: a table written when a lane's settings change, and a clock
 * written at every step. Whatever differs from lane to lane is a number in here, never another kernel.
 */

/** Most criteria a rubric may have. */
export const MAX_CRITERIA = 32;
/** Most prompts: a criterion has weights of its own for each. */
export const MAX_PROMPTS = 32;
/** Most numbers a detector's settings may take. */
export const DETECTOR_WORDS = 8;
/** Most words of a detector's table, e.g. a pattern's automaton. */
export const DETECTOR_TABLE_WORDS = 384;
/** Most parameters a reward method may take. */
const METHOD_WORDS = 16;
/** Most updates per batch of rollouts. */
export const MAX_PASSES = 8;

/** Words of the table, then METHOD_WORDS of method parameters, then the criteria. */
const TABLE = [
  'seed',
  'criteria',
  'method',
  /** How the method's advantages come about. */
  'finish',
  'scaleRewards',
  'matchRewardScale',
  'promptGamma',
  /** Groups of equal rewards are left out of the loss. */
  'dropSilentGroups',
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

/** Words of one criterion's record, then its weights per prompt, then its detector's settings. */
const CRITERION = [
  'detector',
  'hardRule',
  /** What is detected is a fault. */
  'negative',
  'active',
  /** Counts in direct, worst and strict. */
  'counts',
  /** Has a detector, so that its credit is worth reading. */
  'judged',
  /** Criteria of one number belong together. */
  'category',
  /** What keys its noise: a hash of its id. */
  'noise',
  /** Its judge does not err: what follows need not be read. */
  'honest',
  // How its judge errs; units in judge/imperfections.ts.
  'falsePositive',
  'falseNegative',
  'jitter',
  'shift',
  'coarse',
  'ceiling',
  'halo',
  'lengthBias',
  'positionBias',
  'leakGroup',
  'leakTarget',
  'leakPay',
  'drift',
] as const;

/** One number per prompt each. */
const WEIGHT = [
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
export type WeightField = (typeof WEIGHT)[number];
export type ClockField = (typeof CLOCK)[number];

const METHOD_AT = TABLE.length;
const CRITERIA_AT = METHOD_AT + METHOD_WORDS;
const WEIGHTS_AT = CRITERION.length;
const SETTINGS_AT = WEIGHTS_AT + WEIGHT.length * MAX_PROMPTS;
const CRITERION_WORDS = SETTINGS_AT + DETECTOR_WORDS;
const DETECTOR_TABLES_AT = CRITERIA_AT + MAX_CRITERIA * CRITERION_WORDS;
const RATES_AT = CLOCK.length;

/** Words per lane. */
export const TABLE_WORDS = DETECTOR_TABLES_AT + MAX_CRITERIA * DETECTOR_TABLE_WORDS;
export const CLOCK_WORDS = RATES_AT + 2 * MAX_PASSES;

/** Where a lane's seed lies among the words of all tables. */
export const seedAt = (lane: number): number => lane * TABLE_WORDS + TABLE.indexOf('seed');

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
/** The same of a field that may be negative. */
export const criterionSigned = (k: string, field: CriterionField): string =>
  `bitcast<i32>(${criterionCount(k, field)})`;
export const criterionWeight = (k: string, field: WeightField, prompt: string): string =>
  number(tableWord(`${criterionIndex(k, WEIGHTS_AT + WEIGHT.indexOf(field) * MAX_PROMPTS)} + (${prompt})`));
export const detectorSetting = (k: string, index: string): string =>
  tableWord(`${criterionIndex(k, SETTINGS_AT)} + (${index})`);
export const detectorTable = (k: string, index: string): string =>
  tableWord(`${DETECTOR_TABLES_AT}u + (${k}) * ${DETECTOR_TABLE_WORDS}u + (${index})`);
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

  /**
   * @param counts whole numbers; those below 0 as two's complement
   * @param weights per field, one number per prompt
   */
  criterion(
    k: number,
    counts: Record<CriterionField, number>,
    weights: Record<WeightField, readonly number[]>,
    settings: readonly number[],
    table: Uint32Array = new Uint32Array(),
  ): void {
    if (settings.length > DETECTOR_WORDS)
      throw new Error(`A detector has ${settings.length} settings; at most ${DETECTOR_WORDS} fit.`);
    if (table.length > DETECTOR_TABLE_WORDS)
      throw new Error(`A detector's table has ${table.length} words; at most ${DETECTOR_TABLE_WORDS} fit.`);
    const start = CRITERIA_AT + k * CRITERION_WORDS;
    CRITERION.forEach((field, i) => (this.words[start + i] = counts[field]));
    WEIGHT.forEach((field, i) => {
      if (weights[field].length > MAX_PROMPTS)
        throw new Error(`A criterion has ${weights[field].length} weights; at most ${MAX_PROMPTS} fit.`);
      this.numbers.set(weights[field], start + WEIGHTS_AT + i * MAX_PROMPTS);
    });
    this.words.set(settings, start + SETTINGS_AT);
    this.words.set(table, DETECTOR_TABLES_AT + k * DETECTOR_TABLE_WORDS);
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
