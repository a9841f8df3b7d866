/** Draws a stretch of one band: streams that pale, along time, as their criterion saturates. */
import { vividness, type Shape } from '../palette.ts';
import { css, mix, type Rgb } from './colour.ts';
import type { Flow } from './flow.ts';
import { hatch } from './hatch.ts';

export interface Band {
  flow: Flow;
  top: number;
  height: number;
}

/** How columns look. */
export interface Look {
  /** Colour of each column, of the page, and of its text. */
  colours: readonly Rgb[];
  paper: Rgb;
  ink: Rgb;
  /** Of steps in which nothing weighed anything. */
  idle: string;
  /** Shape of each column's dot: past the first eight, streams are hatched. */
  shapes: readonly Shape[];
}

/** Gradient stops along a stretch; more would cost time and not be seen. */
const STOPS = 64;

/**
 * @param steps that are drawn, in rising order
 * @param x horizontal place of a step in pixels
 */
export function drawSpan(
  canvas: CanvasRenderingContext2D,
  band: Band,
  look: Look,
  steps: readonly number[],
  x: (step: number) => number,
): void {
  const { flow } = band;
  for (const [first, last] of stretches(steps, (step) => flow.weightless(step))) {
    canvas.fillStyle = look.idle;
    const [from, to] = ends(steps, first, last, x);
    canvas.fillRect(from, band.top, to - from, band.height);
  }
  for (let place = 0; place < flow.order.length; place++)
    for (const [first, last] of stretches(steps, (step) => flow.runs(step, place)))
      drawStream(canvas, band, look, place, steps.slice(first, last + 1), x);
}

function drawStream(
  canvas: CanvasRenderingContext2D,
  { flow, top, height }: Band,
  { colours, paper, shapes }: Look,
  place: number,
  steps: readonly number[],
  x: (step: number) => number,
): void {
  const column = flow.order[place]!;
  const y = (share: number) => top + height * (1 - share);
  const [from, to] = ends(steps, 0, steps.length - 1, x);
  const across = steps.length > 1 ? steps.map(x) : [from, to];
  const step = (i: number) => steps[Math.min(i, steps.length - 1)]!;
  canvas.beginPath();
  across.forEach((place_, i) => canvas.lineTo(place_, y(flow.upper(step(i), place))));
  for (let i = across.length - 1; i >= 0; i--) canvas.lineTo(across[i]!, y(flow.lower(step(i), place)));
  canvas.closePath();
  const colourAt = (at: number) => css(mix(paper, colours[column]!, vividness(flow.saturation(at, column))));
  if (to - from < 3) canvas.fillStyle = colourAt(steps[steps.length - 1]!);
  else {
    const gradient = canvas.createLinearGradient(from, 0, to, 0);
    const stops = Math.min(STOPS, steps.length - 1);
    for (let stop = 0; stop <= stops; stop++) {
      const at = steps[Math.round(((steps.length - 1) * stop) / Math.max(1, stops))]!;
      gradient.addColorStop(Math.max(0, Math.min(1, (x(at) - from) / (to - from))), colourAt(at));
    }
    canvas.fillStyle = gradient;
  }
  canvas.fill();
  const lines = hatch(canvas, shapes[column]!, css(paper));
  if (lines) {
    canvas.fillStyle = lines;
    canvas.fill();
  }
  if (place === flow.order.length - 1) return;
  canvas.beginPath(); // the seam of paper that keeps pale neighbours apart
  across.forEach((place_, i) => canvas.lineTo(place_, y(flow.upper(step(i), place))));
  canvas.lineWidth = 1;
  canvas.strokeStyle = css(paper);
  canvas.stroke();
}

/** From where to where a stretch is drawn; a single step is as wide as the way to the next one. */
export function ends(
  steps: readonly number[],
  first: number,
  last: number,
  x: (step: number) => number,
): [number, number] {
  const [from, to] = [steps[first]!, steps[last]!];
  return from === to ? [x(Math.max(0, from - 0.5)), x(to + 0.5)] : [x(from), x(to)];
}

/** Runs of steps that something holds for, as first and last place in the list. */
export function stretches(steps: readonly number[], holds: (step: number) => boolean): [number, number][] {
  const found: [number, number][] = [];
  steps.forEach((step, i) => {
    if (!holds(step)) return;
    const last = found.at(-1);
    if (last && last[1] === i - 1) last[1] = i;
    else found.push([i, i]);
  });
  return found;
}
