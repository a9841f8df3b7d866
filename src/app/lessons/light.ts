/** Lights a part of the page for a while, so that the eye finds what the text speaks of. */
import type { Action, Part } from '../../lessons/lesson.ts';

const PLACES: Record<Part, string> = {
  river: 'main.lab > .river',
  outcome: 'main.lab > .outcome',
  criteria: 'main.lab > .criteria',
  answers: 'main.lab > .rollouts',
  rubric: 'main.lab > .side',
  timeline: 'footer.time',
  gamma: '.side :has(> #open-methods)',
  health: '[data-testid="health"]',
  seeds: 'header.bar .seeds',
  play: 'header.bar .play, footer .phone-play',
};

/** How long it stays, in milliseconds; the style fades within it. */
const LIT = 3000;

const CLASS = 'lesson-lit';

const timers = new WeakMap<Element, ReturnType<typeof setTimeout>>();

function lightPlaces(selector: string): void {
  const places = [...document.querySelectorAll(selector)].filter(
    (place) => place.getClientRects().length > 0,
  );
  places[0]?.scrollIntoView({ block: 'nearest' });
  for (const place of places) {
    place.classList.remove(CLASS);
    void place.getBoundingClientRect(); // lit again, it fades from the start
    place.classList.add(CLASS);
    clearTimeout(timers.get(place));
    timers.set(
      place,
      setTimeout(() => place.classList.remove(CLASS), LIT),
    );
  }
}

/** Where the lab scrolls, what is new on it stands at its top; unless something was lit, which is in view by then. */
export function showTop(actions: readonly Action[] = []): void {
  if (!actions.some((action) => action.do === 'light')) document.querySelector('main.lab')?.scrollTo(0, 0);
}

export const lightPart = (part: Part): void => lightPlaces(PLACES[part]);

/** Its chart, where the charts are shown. */
export const lightCriterion = (id: string): void =>
  lightPlaces(`[data-testid="criterion-${CSS.escape(id)}"]`);
