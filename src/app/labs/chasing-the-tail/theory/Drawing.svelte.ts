/** What the theory view knows: the proxy that was picked or drawn, how strongly it is optimised, and what comes of that. */
import { betaAtKl } from '../../../../neighbours/chasing-the-tail/theory/beta-at-kl.ts';
import { klOf, winRight } from '../../../../neighbours/chasing-the-tail/theory/closed-forms.ts';
import {
  heightAt,
  rightEverywhere,
  through,
  type Curve,
} from '../../../../neighbours/chasing-the-tail/theory/curve.ts';
import { betasOverKl, frontierOf, MOST_KL } from '../../../../neighbours/chasing-the-tail/theory/frontier.ts';
import { tilted } from '../../../../neighbours/chasing-the-tail/theory/tilt.ts';
import { curveOf, type Shape } from './shapes.ts';

/** A place in the square: gold quantile and height, both in [0,1]. */
export interface Place {
  u: number;
  height: number;
}

/** Cells between the heights of a drawing. */
const CELLS = 60;

/** Handles for the keyboard, evenly spaced, the first and the last at the edges. */
export const HANDLES = 13;

/** Cells from one handle to the next. */
const APART = CELLS / (HANDLES - 1);

/** A pen that moved no farther than this, in parts of the square's side, was a click. */
const SHAKE = 0.012;

/** Enough points for a line without corners. */
const BETAS = betasOverKl(141);

/** Where nothing is wrong: what every drawing is seen against. */
const REFERENCE = frontierOf(rightEverywhere, BETAS);

const inside = (part: number): number => Math.max(0, Math.min(1, part));

export class Drawing {
  shape = $state<Shape>('topWrong');
  /** The share c of the answers that the picked shape is wrong about. */
  share = $state(0.2);
  /** Optimisation as the KL, in nats, that it spends on a proxy without ties. */
  strength = $state(2);
  /** Which handle the keyboard moves. */
  handle = $state(HANDLES - 1);

  #heights = $state.raw<readonly number[]>([]);
  #pen: (Place & { drawing: boolean }) | null = null;

  readonly reference = REFERENCE;
  readonly drawn: Curve = $derived(
    this.shape === 'hand' ? through(this.#heights) : curveOf(this.shape, this.share),
  );
  readonly frontier = $derived(frontierOf(this.drawn, BETAS));
  readonly beta = $derived(betaAtKl(this.strength)!);
  /** The drawing's tilted policy at this beta. */
  readonly here = $derived(tilted(this.frontier.curve, this.beta));
  /** At the same beta, where the proxy is right everywhere. */
  readonly right = $derived({ kl: klOf(this.beta), winRate: winRight(this.beta) });
  /** Heights at the handles. */
  readonly handles: readonly number[] = $derived(
    Array.from({ length: HANDLES }, (_, i) => inside(heightAt(this.drawn, i / (HANDLES - 1)))),
  );

  choose(shape: Shape): void {
    if (shape === 'hand') this.#takeUp();
    this.shape = shape;
  }

  /** @param kl nats that a proxy without ties is to spend; at 0 beta would be infinite, so a little is spent */
  optimise(kl: number): void {
    this.strength = Math.max(0.01, Math.min(MOST_KL, kl));
  }

  /** A pen comes down. */
  press(at: Place): void {
    this.#pen = { ...at, drawing: false };
  }

  /** It moves on; nothing happens where none is down. */
  drag(at: Place): void {
    const pen = this.#pen;
    if (!pen) return;
    if (!pen.drawing && Math.hypot(at.u - pen.u, at.height - pen.height) < SHAKE) return;
    this.#stroke(pen, at);
    this.#pen = { ...at, drawing: true };
  }

  /** It is lifted: where it never moved, the nearest handle is put there. */
  release(): void {
    const pen = this.#pen;
    this.#pen = null;
    if (pen && !pen.drawing) this.put(Math.round(inside(pen.u) * (HANDLES - 1)), pen.height);
  }

  /** The browser took the pen away, e.g. to scroll. */
  cancel(): void {
    this.#pen = null;
  }

  /** Puts a handle at a height; from its neighbours to it the curve becomes straight. */
  put(handle: number, height: number): void {
    this.#takeUp();
    const heights = [...this.#heights];
    const middle = handle * APART;
    heights[middle] = inside(height);
    for (const side of [-1, 1]) {
      const end = middle + side * APART;
      if (end < 0 || end > CELLS) continue;
      const rise = heights[end]! - heights[middle]!;
      for (let i = 1; i < APART; i++) heights[middle + side * i] = heights[middle]! + (rise * i) / APART;
    }
    this.#heights = heights;
  }

  /** Raises the keyboard's handle, or lowers it. */
  raise(by: number): void {
    this.put(this.handle, Number((this.handles[this.handle]! + by).toFixed(3)));
  }

  /** @param to an index; the first or the last handle where there is none */
  moveTo(to: number): void {
    this.handle = Math.max(0, Math.min(HANDLES - 1, to));
  }

  #stroke(from: Place, to: Place): void {
    this.#takeUp();
    const heights = [...this.#heights];
    const [a, b] = [inside(from.u) * CELLS, inside(to.u) * CELLS];
    for (let i = Math.ceil(Math.min(a, b)); i <= Math.max(a, b); i++) {
      const part = a === b ? 1 : (i - a) / (b - a);
      heights[i] = inside(from.height + (to.height - from.height) * part);
    }
    heights[Math.round(b)] = inside(to.height); // a pen that goes straight up passes no place in between
    this.#heights = heights;
  }

  /** Goes on by hand from what stands there. */
  #takeUp(): void {
    if (this.shape === 'hand') return;
    this.#heights = Array.from({ length: CELLS + 1 }, (_, i) => heightAt(this.drawn, i / CELLS));
    this.shape = 'hand';
  }
}
