/** How figures of experiments look: the colours of a file or of a page, a width, and the marks of criteria. */
import { HUES, INK, INK_2, INK_3, LINE, METHOD, PAPER, WASH } from '../../svg/colours.ts';
import { lookAt, type Look as Seat, type Shape } from '../../svg/palette.ts';
import { SANS } from '../../svg/text.ts';

export interface Look {
  paper: string;
  wash: string;
  line: string;
  ink: string;
  ink2: string;
  ink3: string;
  /** Lines of methods that are not in focus. */
  method: string;
  sans: string;
  /** Of the drawing, in pixels, 280 or more; below `NARROW` labels stand above rows instead of beside them. */
  width: number;
  /** Colour and shape of a criterion's mark; the same everywhere. */
  criterion(id: string): { colour: string; shape: Shape };
  /** What people call a scenario, by its id. */
  scenario(id: string): string;
}

/** What colours and names are looked up in; what is left out goes by its id, and by the order it is asked for. */
export interface Names {
  /** As the page seats criteria (../../svg/palette.ts). */
  criterion?: (id: string) => Seat;
  scenario?: (id: string) => string;
}

export const NARROW = 560;

const LEAST_WIDTH = 280;

const FIXED = {
  ...{ paper: PAPER, wash: WASH, line: LINE, ink: INK, ink2: INK_2, ink3: INK_3, method: METHOD },
  sans: SANS,
};

/** The page's tokens (src/app/tokens.css), so that a figure wears what the page wears. */
const TOKENS = {
  ...{ paper: 'var(--paper)', wash: 'var(--wash)', line: 'var(--line)', ink: 'var(--ink)' },
  ...{ ink2: 'var(--ink-2)', ink3: 'var(--ink-3)', method: 'var(--method)', sans: 'var(--sans)' },
};

/** @param width of the drawing without the file's margins, in pixels */
export const fileLook = (width: number, names: Names = {}): Look =>
  made(FIXED, (hue) => HUES[hue]!, width, names);

/** @param width in pixels that the figure has on the page */
export const pageLook = (width: number, names: Names = {}): Look =>
  made(TOKENS, (hue) => `var(--c${hue})`, width, names);

function made(
  colours: typeof FIXED,
  colour: (hue: number) => string,
  width: number,
  { criterion, scenario }: Names,
): Look {
  const met: string[] = [];
  const seatOf =
    criterion ??
    ((id: string) => {
      if (!met.includes(id)) met.push(id);
      return lookAt(met.indexOf(id));
    });
  return {
    ...colours,
    width: Math.max(LEAST_WIDTH, Math.round(width)),
    criterion: (id) => {
      const { hue, shape } = seatOf(id);
      return { colour: colour(hue), shape };
    },
    scenario: scenario ?? ((id) => id),
  };
}
