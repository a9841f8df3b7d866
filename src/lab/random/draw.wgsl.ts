/** Uniform and Gumbel numbers from random bits, in WGSL; `draw.ts` is the TypeScript reference. */
export const drawWgsl = /* wgsl */ `
// Strictly between 0 and 1, with 23 random bits: exact in 32-bit floats.
fn uniform01(bits: u32) -> f32 {
  return (f32(bits >> 9u) + 0.5) * 1.1920928955078125e-7;
}

// -log(-log(u)). WGSL's log is only good to 2^-21 in absolute terms near 1, where -log(u) is tiny and its
// relative error decides the noise (even its being finite), so there a series in 1 - u takes over.
fn gumbel(bits: u32) -> f32 {
  let u = uniform01(bits);
  let v = (8388607.5 - f32(bits >> 9u)) * 1.1920928955078125e-7;
  let s = v / (2.0 - v);
  let s2 = s * s;
  let series = 2.0 * s * (1.0 + s2 * (1.0 / 3.0 + s2 * (1.0 / 5.0 + s2 / 7.0)));
  return -log(select(-log(u), series, u > 0.75));
}
`;
