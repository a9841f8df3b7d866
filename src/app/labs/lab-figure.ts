/** A lab's chart as a figure for slides and papers: SVG that stands alone. */
import { eventPath } from './event-mark.ts';
import { markup } from '../../exchange/markup.ts';
import { bandPath } from '../../exchange/svg/band-path.ts';
import { HUES, INK_2, INK_3, LINE, PAPER } from '../../exchange/svg/colours.ts';
import { shapeAt } from '../../exchange/svg/dot.ts';
import { tenth } from '../../exchange/svg/drawn-steps.ts';
import { linePath } from '../../exchange/svg/line-path.ts';
import { rule } from '../../exchange/svg/rule.ts';
import { fitted, lines, SANS, text } from '../../exchange/svg/text.ts';
import { scale } from '../../exchange/experiment/figures/scale.ts';
import type { Figure } from '../figures/frame.ts';
import type { LabPlace } from './LabPlace.svelte.ts';
import { measureDash } from './looks.ts';
import { happenedIn, seriesOf, valueText, type Chart } from './series.ts';

const WIDTH = 960;
const MARGIN = 28;
const LEFT = MARGIN + 48;
const RIGHT = 250;
const HEIGHT = 320;

/** The chart as it stands, up to the latest step. */
export function labFigure(place: LabPlace, { id, measures, range }: Chart): Figure {
  const { lab, live } = place;
  const plan = live.plan!;
  const length = live.step + 1;
  const all = plan.arms.map((arm) => measures.map((m) => seriesOf(live.tracks, arm, m.id, length)));
  const title = measures.map(({ name }) => name).join(', ');
  const scenario = lab.scenarios.find((own) => own.id === plan.scenario)?.name ?? plan.scenario;
  const seeds = plan.seeds.length === 1 ? `seed ${plan.seeds[0]}` : `${plan.seeds.length} seeds`;
  const ran = lines(
    [`${lab.name}: ${scenario}`, seeds, `step ${live.step} of ${live.steps}`],
    ' · ',
    WIDTH - 2 * MARGIN,
    13,
  );
  const top = 62 + 18 * ran.length;
  const bottom = top + HEIGHT;
  const last = Math.max(1, live.steps);
  const x = (step: number) => LEFT + ((WIDTH - RIGHT - LEFT) * step) / last;
  const y = scale(
    range ? [...range] : all.flatMap((own) => own.flatMap(({ low, high }) => [...low, ...high])),
    {
      ...{ from: bottom, to: top, most: 5, room: range ? 0 : 0.06 },
    },
  );
  const hueOf = (arm: string) => HUES[place.lookOf(arm).hue]!;
  const drawn = plan.arms.map((arm, a) =>
    measures.map(({ name }, m) => {
      const { mean, low, high } = all[a]![m]!;
      const dash = measureDash(m);
      const row = top + 12 + 20 * (a * measures.length + m);
      const value = valueText(mean[length - 1], range);
      const said = `${place.nameOf(arm)}${measures.length > 1 ? `, ${name}` : ''} ${value}`;
      return markup`${
        plan.seeds.length > 1 &&
        markup`<path d="${bandPath(low, high, x, y)}" fill="${hueOf(arm)}" fill-opacity="0.14"/>`
      }<path d="${linePath(mean, x, y)}" fill="none" stroke="${hueOf(arm)}" stroke-width="2" stroke-dasharray="${dash || 'none'}"/>${shapeAt(place.lookOf(arm).shape, hueOf(arm), WIDTH - RIGHT + 26, row)}${text(
        ...([WIDTH - RIGHT + 38, row + 4, fitted(said, RIGHT - 38 - MARGIN, 12)] as const),
        { size: 12 },
      )}`;
    }),
  );
  const marks = happenedIn(live.tracks).map(({ arm, step, kind }) => {
    const value = all[plan.arms.indexOf(arm)]?.[0]?.mean[step] ?? NaN;
    return Number.isFinite(value)
      ? markup`<path transform="translate(${tenth(x(step))} ${tenth(y(value))})" d="${eventPath(kind)}" fill="${PAPER}" stroke="${hueOf(arm)}" stroke-width="1.5"/>`
      : '';
  });
  const notes = lines(
    [
      ...measures.map(({ explain }) => explain),
      ...(plan.seeds.length > 1
        ? ['Lines are means over seeds, bands go from the lowest to the highest seed.']
        : []),
      ...(marks.length > 0
        ? [`Open marks: ${[...new Set(happenedIn(live.tracks).map(({ kind }) => kind))].join(', ')}.`]
        : []),
    ],
    ' ',
    WIDTH - 2 * MARGIN - 90,
    11,
  );
  const foot = bottom + 36;
  const whole = foot + 30 + 15 * notes.length;
  return {
    name: `${place.id}-${id}-step-${live.step}`,
    svg: markup`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${whole}" viewBox="0 0 ${WIDTH} ${whole}" role="img" aria-label="${title}" font-family="${SANS}"><title>${title}</title>
<rect width="${WIDTH}" height="${whole}" fill="${PAPER}"/>
${text(MARGIN, 40, title, { size: 21, weight: 600 })}
${ran.map((line, i) => text(MARGIN, 62 + 18 * i, line, { fill: INK_2 }))}
${y.ticks.map((tick) => markup`${rule(LEFT, Math.round(y(tick)), WIDTH - RIGHT - LEFT, LINE)}${text(LEFT - 8, y(tick) + 4, y.write(tick), { size: 12, fill: INK_3, anchor: 'end' })}`)}
${text(LEFT, bottom + 20, 'step 0', { size: 12, fill: INK_3 })}
${text(WIDTH - RIGHT, bottom + 20, String(live.steps), { size: 12, fill: INK_3, anchor: 'end' })}
${drawn}${marks}
${rule(MARGIN, foot, WIDTH - 2 * MARGIN)}
${notes.map((line, i) => text(MARGIN, foot + 20 + 15 * i, line, { size: 11, fill: INK_3 }))}
${text(WIDTH - MARGIN, foot + 20, 'Focal Lab', { size: 11, weight: 600, anchor: 'end' })}
</svg>
`.text,
  };
}
