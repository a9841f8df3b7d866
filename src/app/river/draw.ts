/** Draws one band of the river on a canvas: streams that pale, along time, as their criterion saturates. */
import { vividness, type Shape } from '../palette.ts';
import { hatch } from './hatch.ts';
import { unbroken, type Stream } from './stack.ts';

export interface BandPicture {
  streams: readonly Stream[];
  /** Saturation per step and column, [step][K]; NaN where it was not judged. */
  saturation: readonly number[][];
  /** Colour of each column as [r, g, b], and of the page. */
  colours: readonly Rgb[];
  /** Shape of each column's dot: past the first eight, streams are hatched. */
  shapes: readonly Shape[];
  paper: Rgb;
  /** Horizontal place of a step in pixels. */
  x: (step: number) => number;
  top: number;
  height: number;
}

export type Rgb = readonly [number, number, number];

/** Gradient stops along a stream; more would cost time and not be seen. */
const STOPS = 48;

export function drawBand(canvas: CanvasRenderingContext2D, band: BandPicture): void {
  for (const stream of band.streams)
    for (const [first, last] of unbroken(stream.lower)) drawStream(canvas, band, stream, first, last);
}

function drawStream(
  canvas: CanvasRenderingContext2D,
  band: BandPicture,
  stream: Stream,
  first: number,
  last: number,
): void {
  const { x, top, height } = band;
  const y = (share: number) => top + height * (1 - share);
  // A single step is drawn as wide as the way to the next one.
  const right = (step: number) => (first === last ? x(step + 0.5) : x(step));
  const left = (step: number) => (first === last ? x(Math.max(0, step - 0.5)) : x(step));
  canvas.beginPath();
  canvas.moveTo(left(first), y(stream.upper[first]!));
  for (let step = first; step <= last; step++) canvas.lineTo(right(step), y(stream.upper[step]!));
  for (let step = last; step >= first; step--) canvas.lineTo(left(step), y(stream.lower[step]!));
  canvas.closePath();
  canvas.fillStyle = streamFill(canvas, band, stream.criterion, first, last);
  canvas.fill();
  const lines = hatch(canvas, band.shapes[stream.criterion]!, css(band.paper));
  if (lines) {
    canvas.fillStyle = lines;
    canvas.fill();
  }
  canvas.lineWidth = 1; // the seam of paper that keeps pale neighbours apart
  canvas.strokeStyle = css(band.paper);
  canvas.stroke();
}

function streamFill(
  canvas: CanvasRenderingContext2D,
  { x, saturation, colours, paper }: BandPicture,
  criterion: number,
  first: number,
  last: number,
): CanvasGradient | string {
  // A stream begins and ends one step beside those it was judged in: there it looks as it does next to it.
  const at = (step: number) => saturation[step]?.[criterion] ?? NaN;
  const near = (step: number) => [at(step), at(step + 1), at(step - 1)].find((value) => !Number.isNaN(value));
  const colourAt = (step: number) => css(mix(paper, colours[criterion]!, vividness(near(step) ?? 0)));
  if (first === last) return colourAt(first);
  const gradient = canvas.createLinearGradient(x(first), 0, x(last), 0);
  const stops = Math.min(STOPS, last - first);
  for (let stop = 0; stop <= stops; stop++) {
    const step = Math.round(first + ((last - first) * stop) / stops);
    gradient.addColorStop((step - first) / (last - first), colourAt(step));
  }
  return gradient;
}

const mix = (from: Rgb, to: Rgb, share: number): Rgb =>
  [0, 1, 2].map((i) => from[i]! + (to[i]! - from[i]!) * share) as unknown as Rgb;

const css = ([r, g, b]: Rgb): string => `rgb(${r.toFixed(0)} ${g.toFixed(0)} ${b.toFixed(0)})`;

/** "#d04510" -> [208, 69, 16]; "#fff", as a minifier writes it, -> [255, 255, 255]. */
export function parseHex(hex: string): Rgb {
  const digits = hex.trim().slice(1);
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  const value = parseInt(long, 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
