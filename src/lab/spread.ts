/** Mean and sample standard deviation, the way GRPO libraries take them. */

export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return values.length === 0 ? 0 : sum / values.length;
}

/** Sample standard deviation (ddof 1); exactly 0 for equal values and for fewer than two. */
export function deviation(values: ArrayLike<number>): number {
  if (values.length < 2) return 0;
  let equal = true;
  for (let i = 1; i < values.length && equal; i++) equal = values[i] === values[0];
  if (equal) return 0; // rounding in the mean would leave a trace, and a trace divided by itself is noise
  const centre = mean(values);
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) ** 2;
  return Math.sqrt(sum / (values.length - 1));
}
