/** Another run's streams as outlines in the bands of this one: paths that are made once, since it does not change. */
import { lengthOf, stemOf } from '../overlays/series.ts';
import { tenth } from '../panels/drawn-steps.ts';
import type { Overlay } from '../state/overlay.ts';
import type { Flow } from './flow.ts';
import { overlayFlow, type Stack } from './overlay-flow.ts';
import { placeOf, type Scale } from './water.ts';

/** What the outlines are drawn into. */
export interface Frame extends Stack {
  /** Of the run, one per band. */
  methods: readonly { id: string }[];
  bands: readonly { top: number; height: number }[];
  scale: Scale;
  /** Columns whose streams keep their outlines where there is no room for all. */
  lit: readonly number[];
}

export interface Outline {
  /** Place of the band. */
  band: number;
  /** From the bed up, between one stream and the next. */
  edges: readonly Edge[];
  /** The bed and the surface. */
  banks: string;
  /** Where its streams end, from the surface down. */
  ends: readonly End[];
}

export interface End {
  column: number;
  share: number;
  /** Of its middle, from the top of the band. */
  y: number;
}

export interface Edge {
  /** The run's column of the stream that it is an edge of; -1 where the run has no such criterion. */
  column: number;
  path: string;
}

/** Pixels from one point of a path to the next, at least. */
const FINEST = 2;
/** Pixels that a stream needs on average, or its band shows those of the lit ones alone. */
const THIN = 8;

/** The steps that a path goes through. */
export function outlinedSteps(overlay: Overlay, scale: Scale): number[] {
  const pixels = (scale.right - scale.left) / scale.last;
  const stride = Math.max(1, Math.ceil(FINEST / pixels));
  const last = Math.min(lengthOf(overlay) - 1, scale.last);
  const steps: number[] = [];
  for (let step = stemOf(overlay); step < last; step += stride) steps.push(step);
  if (last >= stemOf(overlay)) steps.push(last);
  return steps;
}

/** A path through steps, broken where nothing flows. */
function edgePath(
  steps: readonly number[],
  y: (step: number) => number,
  flows: (step: number) => boolean,
  scale: Scale,
): string {
  let path = '';
  let drawing = false;
  for (const step of steps) {
    const there = flows(step);
    if (there) path += `${drawing ? 'L' : 'M'}${tenth(placeOf(scale, step))} ${tenth(y(step))}`;
    drawing = there;
  }
  return path;
}

function endsOf(flow: Flow, overlay: Overlay, ids: readonly string[], at: number, height: number): End[] {
  const ends = flow.order.map((own, place) => ({
    column: ids.indexOf(overlay.ids[own]!),
    share: flow.share(at, own),
    y: height * (1 - (flow.lower(at, place) + flow.upper(at, place)) / 2),
  }));
  return ends.filter(({ column, share }) => column >= 0 && !Number.isNaN(share)).reverse();
}

export function outlinesOf(overlay: Overlay, frame: Frame): Outline[] {
  const steps = outlinedSteps(overlay, frame.scale);
  return frame.methods.flatMap(({ id }, band) => {
    const flow = overlayFlow(overlay, id, frame);
    if (!flow || !frame.bands[band]) return [];
    const { top, height } = frame.bands[band]!;
    const path = (y: (step: number) => number, there: (step: number) => boolean) =>
      edgePath(steps, (step) => top + height * (1 - y(step)), there, frame.scale);
    const wet = (step: number) => !flow.dry(step);
    const columns = flow.order.map((own) => frame.ids.indexOf(overlay.ids[own]!));
    const lit = (place: number) => frame.lit.includes(columns[place]!);
    const all = height / columns.length >= THIN;
    const edges = columns.slice(0, -1).flatMap((column, place) => {
      // An edge is that of the stream below it, unless it stands for the one above.
      const above = !all && !lit(place);
      if (above && !lit(place + 1)) return [];
      const drawn = path(
        (step) => flow.upper(step, place),
        (step) => flow.runs(step, place),
      );
      return drawn === '' ? [] : [{ column: above ? columns[place + 1]! : column, path: drawn }];
    });
    return [
      {
        band,
        edges,
        banks: path(() => 0, wet) + path(() => 1, wet),
        ends: endsOf(flow, overlay, frame.ids, steps.at(-1) ?? -1, height),
      },
    ];
  });
}

/** Keeps the outlines for as long as they are those of the same run in the same place. */
export class Outlines {
  private made: { overlay: Overlay; frame: Frame; paths: Outline[] } | null = null;

  of(overlay: Overlay | undefined, frame: Frame): readonly Outline[] {
    if (!overlay) return [];
    if (this.made?.overlay !== overlay || !sameFrame(this.made.frame, frame))
      this.made = { overlay, frame, paths: outlinesOf(overlay, frame) };
    return this.made.paths;
  }
}

function sameFrame(a: Frame, b: Frame): boolean {
  return (
    sameList(a.methods, b.methods, (p, q) => p.id === q.id) &&
    sameList(a.ids, b.ids, Object.is) &&
    sameList(a.order, b.order, Object.is) &&
    sameList(a.lit, b.lit, Object.is) &&
    sameList(a.bands, b.bands, (p, q) => p.top === q.top && p.height === q.height) &&
    a.scale.left === b.scale.left &&
    a.scale.right === b.scale.right &&
    a.scale.last === b.scale.last
  );
}

const sameList = <T>(a: readonly T[], b: readonly T[], same: (p: T, q: T) => boolean): boolean =>
  a === b || (a.length === b.length && a.every((each, i) => same(each, b[i]!)));
