/**
 * What a pointer does on a chart over steps: a mouse that hovers looks at a step until it leaves; one that drags, a
 * finger that moves sideways, or a tap stays there. A finger that moves up or down scrolls the page.
 */
import { createAttachmentKey } from 'svelte/attachments';
import type { Run } from '../state/Run.svelte.ts';

type Watched = Pick<Run, 'head' | 'hover'> & { cursor: number | null };
type PointerOn = PointerEvent & { currentTarget: Element };

/** Pixels that a hand shakes by. */
const SHAKE = 5;

/**
 * @param stepAt which step, also between two of them, is at so many pixels from the left of a chart of some width
 * @returns handlers for the chart, which needs `touch-action: pan-y` too
 */
export function lookBack(run: Watched, stepAt: (x: number, width: number) => number) {
  let pressed: number | null = null;
  let dragging = false;

  /** Null follows the head: ahead of it there is nothing to look at. */
  const step = (event: PointerOn): number | null => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const near = Math.round(stepAt(event.clientX - left, width));
    return run.head < 0 || near > run.head ? null : near;
  };
  const scrub = (event: PointerOn) => {
    const near = step(event);
    run.cursor = near === null ? null : Math.max(0, near);
  };
  const release = () => {
    pressed = null;
    dragging = false;
  };

  return {
    // A chart that is taken away under the mouse is not left by it.
    [createAttachmentKey()]: () => () => run.hover(null),
    onpointerdown(event: PointerOn) {
      pressed = event.button === 0 ? event.clientX : null;
      dragging = false;
    },
    onpointermove(event: PointerOn) {
      if (pressed !== null && Math.abs(event.clientX - pressed) > SHAKE) dragging = true;
      if (dragging) return scrub(event);
      if (event.pointerType === 'touch') return;
      const near = step(event);
      run.hover(near !== null && near < 0 ? null : near);
    },
    onpointerup(event: PointerOn) {
      if (event.pointerType === 'touch' && pressed !== null && !dragging) scrub(event);
      release();
    },
    onpointercancel: release,
    onpointerleave() {
      run.hover(null);
      release();
    },
  };
}
