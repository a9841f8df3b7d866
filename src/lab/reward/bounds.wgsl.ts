/** Floor and cap on `weights` in WGSL; `bounds.ts` is the definition. Expects `base`, `criteria`, `weights`. */
export const boundsWgsl = /* wgsl */ `
const TINY = 1e-12;

fn scaled_weight(k: u32, factor: f32, low: f32, high: f32) -> f32 {
  return select(0.0, clamp(factor * max(weights[k], TINY), low, high), base[k] > 0.0);
}

fn bound_weights(lowest: f32, highest: f32) {
  if (lowest <= 0.0 && highest >= 1.0) { return; }
  var count = 0.0;
  for (var k = 0u; k < criteria; k++) { count += select(0.0, 1.0, base[k] > 0.0); }
  if (count == 0.0) { return; }
  let low = min(lowest, 1.0 / count);
  let high = max(highest, 1.0 / count);
  var below = log(TINY);
  var above = log(high / TINY); // every weight at its cap
  for (var halving = 0u; halving < 40u; halving++) { // 40 halvings of an exponent exhaust its 24 bits
    let middle = (below + above) / 2.0;
    var sum = 0.0;
    for (var k = 0u; k < criteria; k++) { sum += scaled_weight(k, exp(middle), low, high); }
    if (sum < 1.0) { below = middle; } else { above = middle; }
  }
  var total = 0.0;
  for (var k = 0u; k < criteria; k++) {
    weights[k] = scaled_weight(k, exp(above), low, high);
    total += weights[k];
  }
  for (var k = 0u; k < criteria; k++) { weights[k] /= total; }
}
`;
