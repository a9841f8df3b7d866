/** An SVG path through a series; steps without a value leave a gap. */

/** At most this many points: more than a small chart has pixels would not be seen. */
const POINTS = 240;

/**
 * @param x horizontal place of a step
 * @param y vertical place of a value
 */
export function linePath(
  values: readonly number[],
  x: (step: number) => number,
  y: (value: number) => number,
): string {
  const stride = Math.max(1, Math.ceil(values.length / POINTS));
  let path = '';
  let drawing = false;
  for (let step = 0; step < values.length; step = nextStep(step, stride, values.length)) {
    const value = values[step]!;
    if (Number.isNaN(value)) {
      drawing = false;
      continue;
    }
    path += `${drawing ? 'L' : 'M'}${x(step).toFixed(1)} ${y(value).toFixed(1)}`;
    drawing = true;
  }
  return path;
}

/** Every `stride`-th step, and always the last one. */
const nextStep = (step: number, stride: number, length: number): number =>
  step + stride < length || step === length - 1 ? step + stride : length - 1;
