/** The axis under the river: steps, and edits with what they were. */
import { markup, type Markup } from '../../exchange/markup.ts';
import { tenth } from '../panels/drawn-steps.ts';
import { describeTogether } from '../state/describe-edit.ts';
import type { Run } from '../state/Run.svelte.ts';
import { criterionOf, type Edit } from '../../lab/run/edit.ts';
import { hueOf, INK, INK_2, INK_3 } from '../../exchange/svg/colours.ts';
import { fitted, middled, text } from '../../exchange/svg/text.ts';

const UNITS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000, 20_000];

/** Steps whose edits are told in words; of more, how many there are. */
const TOLD = 6;
const LEADING = 17;

/** Round steps, at most about eight of them. */
export function ticksUpTo(last: number): number[] {
  const unit = UNITS.find((each) => last / each <= 7) ?? last;
  return Array.from({ length: Math.floor(last / unit) + 1 }, (_, i) => i * unit);
}

/** Edits that some step up to this one ran with, together with those that took effect with them. */
export function editsUpTo({ edits }: Run, at: number): { step: number; together: readonly Edit[] }[] {
  const steps = [...new Set(edits.map(({ step }) => step))].filter((step) => step <= at);
  return steps.map((step) => ({ step, together: edits.filter((edit) => edit.step === step) }));
}

const diamond = (run: Run, edit: Edit, x: number, y: number): Markup =>
  markup`<path d="M${tenth(x)} ${tenth(y - 5.5)}l5.5 5.5-5.5 5.5-5.5-5.5z" fill="${hueOf(run.looks[run.column(criterionOf(edit))])}"/>`;

/** Dotted lines down to the axis, and a diamond on it for each edit. */
export function stepAxis(run: Run, at: number, x: (step: number) => number, bed: number): Markup {
  const ticks = ticksUpTo(at).map((tick) => {
    const words = text(x(tick), bed + 27, tick === 0 ? 'step 0' : String(tick), {
      ...{ size: 12, fill: INK_3 },
      anchor: tick === 0 ? 'start' : 'middle',
    });
    return markup`<path d="M${tenth(x(tick))} ${bed + 4}v5" stroke="${INK_3}" fill="none"/>${words}`;
  });
  const marks = editsUpTo(run, at).map(
    ({ step, together }) =>
      markup`<path d="M${tenth(x(step))} 0V${bed}" stroke="${INK}" stroke-dasharray="2 3" fill="none"/>${diamond(run, together.at(-1)!, x(step), bed + 6)}`,
  );
  return markup`<g>${ticks}${marks}</g>`;
}

/** Height of the list of edits. */
export const editsHeight = (run: Run, at: number): number =>
  LEADING * Math.min(TOLD + 1, editsUpTo(run, at).length);

/** What was edited, a line for each step. */
export function editList(run: Run, at: number, x: number, y: number, width: number): Markup {
  const edits = editsUpTo(run, at);
  const told = edits.length > TOLD + 1 ? edits.slice(0, TOLD) : edits;
  const rows = told.map(({ step, together }, i) => {
    const middle = y + LEADING * (i + 0.5);
    const words = fitted(`step ${step}: ${describeTogether(together, run.columns)}`, width - 18, 12);
    return markup`${diamond(run, together.at(-1)!, x + 6, middle)}${middled(x + 18, middle, words, { size: 12 })}`;
  });
  const more = edits.length - told.length;
  return markup`${rows}${more > 0 && middled(x + 18, y + LEADING * (TOLD + 0.5), `and ${more} more steps with edits`, { size: 12, fill: INK_2 })}`;
}
