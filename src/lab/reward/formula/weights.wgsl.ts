/**
 * The same in WGSL; `weights.ts` is the definition. Expects FORMULA_LIBRARY, `criteria`, `prior`, `is_active`
 * and the formula's values in `weights`, where it leaves the weights. Returns whether it fell back.
 */
export const formulaWeightsWgsl = /* wgsl */ `
fn formula_weights() -> bool {
  var sum = 0.0;
  var usable = true;
  var any_active = false;
  for (var k = 0u; k < criteria; k++) {
    if (!is_active(k)) { weights[k] = 0.0; continue; }
    any_active = true;
    usable = usable && formula_valid(weights[k]) && weights[k] >= 0.0;
    sum += select(0.0, weights[k], usable); // at most 32 times the largest: no overflow
  }
  usable = usable && sum > 0.0;
  for (var k = 0u; k < criteria; k++) {
    weights[k] = select(prior(k), weights[k] / select(1.0, sum, usable), usable);
  }
  return any_active && !usable;
}
`;
