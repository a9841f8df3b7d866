/** Final true score of each criterion under each arm: a table whose cells wear their criterion's hue. */
import type { HeatMap } from '../../../experiment/analysis/shapes.ts';
import { markup, type Markup } from '../../markup.ts';
import { shapeAt } from '../../svg/dot.ts';
import { fitted, lines, middled, text, widthOf } from '../../svg/text.ts';
import type { Figure } from './figure.ts';
import { NARROW, type Look } from './look.ts';
import { counted, plain } from './numbers.ts';
import { box, said } from './parts.ts';

/** Pixels: of a row, between cells, and of the narrowest cell that holds a number. */
const ROW = 30;
const GAP = 2;
const LEAST = 28;

/** A full score is coloured so strongly that ink on it is still read. */
const STRONGEST = 0.5;

export function heat({ scenario, criteria, rows }: HeatMap, look: Look): Figure {
  const beside = look.width >= NARROW;
  const labels = beside
    ? Math.min(0.28 * look.width, 16 + Math.max(60, ...rows.map(({ arm }) => widthOf(arm.label, 13))))
    : 0;
  const room = look.width - labels;
  const inBlock = Math.max(1, Math.min(criteria.length, Math.floor(room / LEAST)));
  const blocks = Math.ceil(criteria.length / inBlock);
  const perBlock = Math.ceil(criteria.length / Math.max(1, blocks));
  const pitch = room / Math.max(1, perBlock);
  const named = pitch >= 56;
  const drawn: Markup[] = [];
  let y = 0;
  if (!named) {
    const key = keyed(criteria, look);
    drawn.push(key.drawn);
    y = key.height + 8;
  }
  for (let block = 0; block < blocks; block++) {
    const from = block * perBlock;
    const own = criteria.slice(from, from + perBlock);
    const heads = own.map(({ name }) =>
      named ? lines(name.split(' '), ' ', pitch - 8, 12).slice(0, 3) : [],
    );
    const head = 20 + 14 * Math.max(0, ...heads.map(({ length }) => length));
    own.forEach(({ id, name, counts }, k) => {
      const { colour, shape } = look.criterion(id);
      const middle = labels + pitch * (k + 0.5);
      drawn.push(
        said(
          counts ? name : `${name}: not counted, no answer can meet it or it is switched off`,
          markup`${shapeAt(shape, colour, middle, y + head - 10 - 14 * heads[k]!.length, look.paper)}${heads[
            k
          ]!.map((words, i) =>
            text(
              middle,
              y + head - 7 - 14 * (heads[k]!.length - 1 - i),
              i === 2 && heads[k]!.length === 3 ? fitted(words, pitch - 8, 12) : words,
              {
                ...{ size: 12, anchor: 'middle' },
                fill: counts ? look.ink : look.ink3,
              },
            ),
          )}`,
        ),
      );
    });
    y += head;
    for (const { arm, n, scores } of rows) {
      if (!beside) y += 20;
      drawn.push(
        beside
          ? middled(0, y + ROW / 2, fitted(arm.label, labels - 14, 13), { fill: look.ink })
          : text(0, y - 6, fitted(arm.label, look.width, 13), { fill: look.ink }),
      );
      own.forEach(({ id, name, counts }, k) => {
        const score = scores[from + k] ?? NaN;
        const left = labels + pitch * k + GAP / 2;
        const share = Math.max(0, Math.min(1, score));
        drawn.push(
          said(
            `${name} under ${arm.label}: ${plain(score, 3)}, ${counted(n, 'seed')}${counts ? '' : '; not counted'}`,
            markup`${
              Number.isFinite(score) && counts
                ? markup`${box(left, y + GAP / 2, pitch - GAP, ROW - GAP, look.wash)}${box(left, y + GAP / 2, pitch - GAP, ROW - GAP, look.criterion(id).colour, STRONGEST * share)}`
                : uncounted(left, y + GAP / 2, pitch - GAP, look)
            }${middled(left + (pitch - GAP) / 2, y + ROW / 2, plain(score), {
              ...{ size: pitch < 36 ? 11 : 13, anchor: 'middle' },
              fill: counts ? look.ink : look.ink3,
            })}`,
          ),
        );
      });
      y += ROW;
    }
    y += block < blocks - 1 ? 14 : 0;
  }
  return {
    title: 'Final score of each criterion',
    caption: [
      'True score, 0 to 1, mean of the last 10 steps and over seeds.',
      'The stronger the colour, the higher the score.',
      ...(criteria.some(({ counts }) => !counts)
        ? [
            'Outlined cells are not counted in direct, worst and strict: no answer can meet the criterion, or it is switched off.',
          ]
        : []),
      `Scenario: ${look.scenario(scenario)}.`,
    ],
    width: look.width,
    height: Math.max(20, y),
    body: markup`${drawn}`,
  };
}

const uncounted = (x: number, y: number, width: number, look: Look): Markup =>
  markup`<rect x="${Math.round(x) + 0.5}" y="${Math.round(y) + 0.5}" width="${Math.max(1, Math.round(width) - 1)}" height="${ROW - GAP - 1}" fill="none" stroke="${look.line}" stroke-dasharray="3 3"/>`;

/** Which mark is whose, where columns are too narrow for names. */
function keyed(criteria: HeatMap['criteria'], look: Look): { drawn: Markup; height: number } {
  let [x, y] = [0, 9];
  const drawn = criteria.map(({ id, name, counts }) => {
    const words = fitted(name, look.width - 16, 12);
    const width = 15 + widthOf(words, 12);
    if (x > 0 && x + width > look.width) [x, y] = [0, y + 19];
    const { colour, shape } = look.criterion(id);
    const entry = markup`${shapeAt(shape, colour, x + 5, y, look.paper)}${middled(x + 15, y, words, { size: 12, fill: counts ? look.ink2 : look.ink3 })}`;
    x += width + 16;
    return entry;
  });
  return { drawn: markup`<g>${drawn}</g>`, height: criteria.length > 0 ? y + 12 : 0 };
}
