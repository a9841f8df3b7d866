/** Keeps a canvas of the river up to date: what is settled is drawn once, a new step only at the end of it. */
import { drawSpan, type Band, type Look } from './span.ts';

/** Where steps lie. */
export interface Scale {
  /** Pixels left of step 0, and to the last one. */
  left: number;
  right: number;
  last: number;
}

/** Everything that changes how past steps look. */
export interface Scene {
  width: number;
  height: number;
  /** Device pixels per pixel. */
  ratio: number;
  scale: Scale;
  bands: readonly Band[];
  look: Look;
}

export const placeOf = ({ left, right, last }: Scale, step: number): number =>
  left + ((right - left) * step) / last;

/** The step at a place, also between two. */
export const stepOf = ({ left, right, last }: Scale, place: number): number =>
  ((place - left) / (right - left)) * last;

/**
 * The last step of a scale that shows the run so far: it grows by a tenth at a time, so that the river is not drawn
 * anew with each step.
 */
export function upTo(head: number): number {
  let last = 10;
  while (last < head) last = Math.ceil(last * 1.1);
  return last;
}

/** Every how manieth step is drawn: never more than one per pixel. */
export const strideOf = ({ left, right, last }: Scale): number =>
  Math.max(1, Math.ceil(last / Math.max(1, right - left)));

/**
 * What to draw when the canvas shows the steps up to `drawn`: from a settled step on, which looks the same whatever
 * came since, the ones that came, and one before it that leads up to them.
 *
 * @param drawn -1 for an empty canvas
 */
export function stepsToDraw(
  drawn: number,
  head: number,
  stride: number,
): { settled: number; steps: number[] } {
  // How a stream ends depends on the step after it.
  const settled = Math.max(0, Math.floor((drawn - 1) / stride) * stride);
  const steps: number[] = [];
  for (let step = Math.max(0, settled - stride); step < head; step += stride) steps.push(step);
  if (head >= 0) steps.push(head);
  return { settled, steps };
}

export class Water {
  private readonly canvas: HTMLCanvasElement;
  private scene: Scene | null = null;
  private drawn = -1;

  constructor(canvas: HTMLCanvasElement) {
    this.canvas = canvas;
  }

  /** @param head the last step there is; -1 before the first */
  show(scene: Scene, head: number): void {
    const context = this.canvas.getContext('2d');
    if (!context) return;
    const { width, height, ratio, scale, bands, look } = scene;
    if (scene !== this.scene || head < this.drawn) {
      const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
      if (this.canvas.width !== across) this.canvas.width = across;
      if (this.canvas.height !== down) this.canvas.height = down;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, across, down);
      this.scene = scene;
      this.drawn = -1;
    }
    if (head < 0 || head === this.drawn) return;
    const stride = strideOf(scale);
    const { settled, steps } = stepsToDraw(this.drawn, head, stride);
    const x = (step: number) => placeOf(scale, step);
    // Cut at a whole device pixel, so that no trace of the cut is left.
    const cut = Math.floor(x(settled) * ratio) / ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.save();
    context.beginPath();
    context.rect(cut, 0, width - cut, height);
    context.clip();
    if (this.drawn >= 0) context.clearRect(cut, 0, width - cut, height);
    for (const band of bands) drawSpan(context, band, look, steps, x);
    context.restore();
    this.drawn = head;
  }
}
