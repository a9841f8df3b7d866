/**
 * The operations of a formula in WGSL; `operators.ts`, `functions.ts` and `numbers.ts` are the definition.
 *
 * No function makes a NaN or an infinity, or hands one to WGSL's own functions, as WGSL may assume that
 * there is none: what has no number is FORMULA_INVALID. Arguments are what other functions here return.
 */
import { LARGEST, SMALLEST } from './numbers.ts';
import { COMPARISON_LEVEL, OPERATORS } from './operators.ts';

/** Compared as bits, NaN and infinity are above every number. */
const LARGEST_BITS = new Uint32Array(Float32Array.of(LARGEST).buffer)[0]!;

/** Beyond it either way, exp(x) is certainly out of range; log(LARGEST) is 69.08. */
const FARTHEST_EXPONENT = 69.5;

const comparisons = Object.entries(OPERATORS)
  .filter(([, { level }]) => level === COMPARISON_LEVEL)
  .map(
    ([sign, { wgsl }]) => /* wgsl */ `
fn formula_${wgsl}(a: f32, b: f32) -> f32 {
  return select(FORMULA_INVALID, select(0.0, 1.0, a ${sign} b), formula_both(a, b));
}`,
  );

export const FORMULA_LIBRARY = /* wgsl */ `
const FORMULA_INVALID = 3e38;
const FORMULA_LARGEST = ${LARGEST};
const FORMULA_SMALLEST = ${SMALLEST};

/** By its bits: a comparison of floats may be compiled as if there were no NaN. */
fn formula_valid(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) <= ${LARGEST_BITS}u; }
fn formula_both(a: f32, b: f32) -> bool { return formula_valid(a) && formula_valid(b); }

fn formula_settle(x: f32) -> f32 {
  if (!formula_valid(x)) { return FORMULA_INVALID; }
  return select(x, 0.0, abs(x) < FORMULA_SMALLEST);
}

fn formula_add(a: f32, b: f32) -> f32 {
  if (!formula_both(a, b)) { return FORMULA_INVALID; }
  return formula_settle(a + b);
}
fn formula_subtract(a: f32, b: f32) -> f32 {
  if (!formula_both(a, b)) { return FORMULA_INVALID; }
  return formula_settle(a - b);
}
fn formula_multiply(a: f32, b: f32) -> f32 {
  if (!formula_both(a, b)) { return FORMULA_INVALID; }
  if ((abs(a) * 1e-15) * (abs(b) * 1e-15) > 2.0) { return FORMULA_INVALID; } // a * b could overflow
  return formula_settle(a * b);
}
fn formula_divide(a: f32, b: f32) -> f32 {
  if (!formula_both(a, b) || b == 0.0) { return FORMULA_INVALID; }
  if (abs(b) < 1.0 && abs(a) > FORMULA_LARGEST * abs(b)) { return FORMULA_INVALID; } // a / b could overflow
  return formula_settle(a / select(b, 1.0, b == 0.0)); // compilers look into branches not taken
}
fn formula_exp(x: f32) -> f32 {
  if (!formula_valid(x) || x > ${FARTHEST_EXPONENT}) { return FORMULA_INVALID; }
  return formula_settle(select(0.0, exp(clamp(x, -${FARTHEST_EXPONENT}, ${FARTHEST_EXPONENT})), x > -${FARTHEST_EXPONENT}));
}
fn formula_log(x: f32) -> f32 {
  if (!formula_valid(x) || x <= 0.0) { return FORMULA_INVALID; }
  return formula_settle(log(max(x, FORMULA_SMALLEST)));
}
fn formula_pow(a: f32, b: f32) -> f32 {
  if (!formula_both(a, b)) { return FORMULA_INVALID; }
  if (b == 0.0 || a == 1.0) { return 1.0; }
  if (a < 0.0 || (a == 0.0 && b < 0.0)) { return FORMULA_INVALID; }
  if (a == 0.0) { return 0.0; }
  let exponent = b * log(max(a, FORMULA_SMALLEST));
  if (exponent > ${FARTHEST_EXPONENT}) { return FORMULA_INVALID; }
  if (exponent < -${FARTHEST_EXPONENT}) { return 0.0; }
  return formula_settle(pow(max(a, FORMULA_SMALLEST), b));
}
fn formula_sqrt(x: f32) -> f32 {
  if (!formula_valid(x) || x < 0.0) { return FORMULA_INVALID; }
  return formula_settle(sqrt(max(x, 0.0)));
}
fn formula_abs(x: f32) -> f32 { return select(FORMULA_INVALID, abs(x), formula_valid(x)); }
fn formula_sign(x: f32) -> f32 { return select(FORMULA_INVALID, sign(x), formula_valid(x)); }
fn formula_floor(x: f32) -> f32 { return select(FORMULA_INVALID, floor(x), formula_valid(x)); }
fn formula_min(a: f32, b: f32) -> f32 { return select(FORMULA_INVALID, min(a, b), formula_both(a, b)); }
fn formula_max(a: f32, b: f32) -> f32 { return select(FORMULA_INVALID, max(a, b), formula_both(a, b)); }
fn formula_clamp(x: f32, low: f32, high: f32) -> f32 {
  return formula_min(formula_max(x, low), high);
}
fn formula_choose(condition: f32, yes: f32, no: f32) -> f32 {
  return select(FORMULA_INVALID, select(no, yes, condition != 0.0), formula_valid(condition));
}
${comparisons.join('').trim()}
`;
