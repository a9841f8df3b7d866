/**
 * What a judge's imperfections do to a verdict, in whole numbers, so that the GPU arrives at the same one.
 *
 * A verdict is a credit: Hard Rule 0 or 1, Principle 0 to 10, more is better whatever the polarity. Points
 * are counted in hundredths. False positives and negatives come first: they are about what is due, whatever
 * else is set. Otherwise a leak pays, then the tilt (shift, drift, halo, length, position, and for a Principle
 * jitter) moves a Principle, or turns a Hard Rule with as many tenths of probability; coarseness and then the
 * ceiling are what is left of a Principle's scale.
 */
import type { Words4 } from '../random/philox.ts';
import { fullMarks, marksToMeet, type CriterionKind } from '../rubric/criterion.ts';
import { groupNumber } from '../rubric/detectors/detector.ts';
import type { Imperfections } from '../rubric/imperfections.ts';

/** Points of a Principle in hundredths. */
const FULL = 1000;
/** Resolution of probabilities: 2^24. */
const CERTAIN = 0x1000000;
/** Sum of eight bytes: its mean, and its standard deviation rounded. */
const BYTES = { mean: 1020, deviation: 209 };

/** Imperfections as the kernel reads them: whole numbers, those that may be negative as two's complement. */
export function encodeImperfections(settings: Imperfections) {
  const hundredths = (value = 0) => Math.round(100 * value);
  return {
    falsePositive: Math.round(CERTAIN * (settings.falsePositive ?? 0)),
    falseNegative: Math.round(CERTAIN * (settings.falseNegative ?? 0)),
    jitter: hundredths(settings.jitter),
    shift: hundredths(settings.shift),
    coarse: settings.coarse ?? 1,
    ceiling: settings.ceiling ?? 10,
    halo: hundredths(settings.halo),
    lengthBias: hundredths(settings.lengthBias),
    positionBias: hundredths(settings.positionBias),
    leakGroup: settings.leak ? groupNumber(settings.leak.group) : 0,
    leakTarget: settings.leak?.target ?? 1,
    leakPay: hundredths(settings.leak?.pay),
    drift: hundredths(settings.drift),
  };
}

/** Whether no imperfection is set: the verdict is what is due. */
export const isHonest = (settings: Imperfections): boolean =>
  Object.values(settings).every((value) => value === undefined || value === 0);

export type EncodedImperfections = ReturnType<typeof encodeImperfections>;

/** What a verdict is tilted by, besides the answer's own credit. */
export interface Circumstances {
  step: number;
  /** Words of the answer, and how many fit. */
  words: number;
  maxTokens: number;
  /** Mean of what is due on the answer's other active criteria, in hundredths of points; undefined if there is none. */
  others: number | undefined;
  /** 1 if shown first of two, -1 if second, 0 if shown alone. */
  position: number;
  /** Words of the leak's group. */
  gimmicks: number;
  /** Random bits of this verdict. */
  bits: Words4;
}

/**
 * The credit a judge gives.
 *
 * @param credit what is due: Hard Rule 0 or 1, Principle 0 to 10
 */
export function imperfectCredit(
  credit: number,
  kind: CriterionKind,
  own: EncodedImperfections,
  { step, words, maxTokens, others, position, gimmicks, bits }: Circumstances,
): number {
  const hardRule = kind === 'hard-rule';
  let points = credit * (hardRule ? FULL : 100);
  const paid = Math.trunc((own.leakPay * Math.min(gimmicks, own.leakTarget)) / own.leakTarget);
  const drift = clamp(Math.trunc((own.drift * step) / 100), -FULL, FULL);
  const length = Math.trunc((own.lengthBias * (2 * words - maxTokens)) / maxTokens);
  const halo = others === undefined ? 0 : Math.trunc((own.halo * (others - points)) / 100);
  let tilt = own.shift + drift + length + own.positionBias * position + halo;
  const due = credit >= marksToMeet(kind);
  if (bits[0] >>> 8 < (due ? own.falseNegative : own.falsePositive)) return due ? 0 : fullMarks(kind);
  if (hardRule) {
    // Paid for a gimmick, or tilted over: as many tenths of probability as there are points.
    const chance = credit === 1 ? -tilt : paid + tilt;
    const turned = (bits[1] >>> 16) * FULL < clamp(chance, 0, FULL) * 0x10000;
    return turned ? 1 - credit : credit;
  }
  points = Math.max(points, paid);
  const noise = bytesOf(bits[2]) + bytesOf(bits[3]) - BYTES.mean;
  tilt += Math.trunc((noise * own.jitter) / BYTES.deviation);
  let given = Math.trunc((clamp(points + tilt, 0, FULL) + 50) / 100);
  given = toMultiple(given, own.coarse);
  return given >= own.ceiling ? 10 : given;
}

/** The nearest multiple; halfway, the even one, so that coarse verdicts are neither lenient nor harsh. */
function toMultiple(points: number, of: number): number {
  const doubled = 2 * points + of;
  const nearest = Math.trunc(doubled / (2 * of));
  const halfway = doubled % (2 * of) === 0;
  return (nearest - (halfway ? nearest & 1 : 0)) * of;
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

const bytesOf = (word: number): number =>
  (word & 0xff) + ((word >>> 8) & 0xff) + ((word >>> 16) & 0xff) + (word >>> 24);

/** `imperfectCredit` in WGSL; `own` reads a signed field of the criterion's record. */
export const imperfectionsWgsl = (own: (field: keyof EncodedImperfections) => string): string => /* wgsl */ `
fn sum_of_bytes(word: u32) -> i32 {
  return i32((word & 0xffu) + ((word >> 8u) & 0xffu) + ((word >> 16u) & 0xffu) + (word >> 24u));
}

fn to_multiple(points: i32, size: i32) -> i32 {
  let doubled = 2 * points + size;
  let nearest = doubled / (2 * size);
  return (nearest - select(0, nearest & 1, doubled % (2 * size) == 0)) * size;
}

struct Circumstances {
  step: i32,
  words: i32,
  others: i32,
  has_others: bool,
  position: i32,
  gimmicks: i32,
  max_tokens: i32,
}

fn imperfect_credit(credit: i32, hard_rule: bool, seen: Circumstances, bits: vec4<u32>) -> i32 {
  var points = credit * select(100, ${FULL}, hard_rule);
  let paid = ${own('leakPay')} * min(seen.gimmicks, ${own('leakTarget')}) / ${own('leakTarget')};
  let drift = clamp(${own('drift')} * seen.step / 100, -${FULL}, ${FULL});
  let length = ${own('lengthBias')} * (2 * seen.words - seen.max_tokens) / seen.max_tokens;
  let halo = select(0, ${own('halo')} * (seen.others - points) / 100, seen.has_others);
  var tilt = ${own('shift')} + drift + length + ${own('positionBias')} * seen.position + halo;
  let is_due = credit >= select(${marksToMeet('principle')}, ${marksToMeet('hard-rule')}, hard_rule);
  if (i32(bits.x >> 8u) < select(${own('falsePositive')}, ${own('falseNegative')}, is_due)) {
    return select(select(${fullMarks('principle')}, ${fullMarks('hard-rule')}, hard_rule), 0, is_due);
  }
  if (hard_rule) {
    let chance = clamp(select(paid + tilt, -tilt, credit == 1), 0, ${FULL});
    let turned = (bits.y >> 16u) * ${FULL}u < u32(chance) * 0x10000u;
    return select(credit, 1 - credit, turned);
  }
  points = max(points, paid);
  let noise = sum_of_bytes(bits.z) + sum_of_bytes(bits.w) - ${BYTES.mean};
  tilt += noise * ${own('jitter')} / ${BYTES.deviation};
  var given = (clamp(points + tilt, 0, ${FULL}) + 50) / 100;
  given = to_multiple(given, ${own('coarse')});
  return select(given, 10, given >= ${own('ceiling')});
}`;
