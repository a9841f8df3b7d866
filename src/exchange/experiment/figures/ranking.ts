/** How differently each arm ranks answers than the direct reward does: three numbers side by side. */
import type { Interval, RankingChange } from '../../../experiment/analysis/shapes.ts';
import { markup } from '../../markup.ts';
import { rule } from '../../svg/rule.ts';
import { fitted, middled, text, widthOf } from '../../svg/text.ts';
import type { Figure } from './figure.ts';
import { NARROW, type Look } from './look.ts';
import { between, counted, plain } from './numbers.ts';
import { interval, line, said, touch } from './parts.ts';
import { scale } from './scale.ts';

const PARTS: readonly {
  field: 'signFlips' | 'rankDistance' | 'topAgreement';
  head: string;
  short: string;
  says: string;
}[] = [
  {
    field: 'signFlips',
    head: 'sign flips',
    short: 'sign flips',
    says: 'share of answers that one pushes up and the other down',
  },
  {
    field: 'rankDistance',
    head: 'rank distance',
    short: 'ranks apart',
    says: 'share of pairs of answers that are ordered differently',
  },
  {
    field: 'topAgreement',
    head: 'same best answer',
    short: 'same best',
    says: 'share of groups in which some answer is best under both',
  },
];

const ROW = 28;

export function ranking(data: readonly RankingChange[], look: Look): Figure {
  const beside = look.width >= NARROW;
  const several = new Set(data.map(({ arm }) => arm.scenario)).size > 1;
  const names = data.map(({ arm }) => (several ? `${arm.label}, ${look.scenario(arm.scenario)}` : arm.label));
  const labels = beside
    ? Math.min(0.3 * look.width, 20 + Math.max(80, ...names.map((name) => widthOf(name, 13))))
    : 0;
  const gap = beside ? 36 : 16;
  const width = (look.width - labels - 2 * gap) / 3;
  const left = (part: number) => labels + (width + gap) * part;
  /** Beside the scale where there is room, else above it. */
  const numbers = beside ? 40 : 0;
  const pitch = ROW + (beside ? 0 : 32);
  const top = 26;
  const bottom = top + pitch * data.length;
  const scales = PARTS.map((_, part) =>
    scale([0, 1], { from: left(part) + 5, to: left(part) + width - numbers - 5, most: 2, room: 0 }),
  );
  return {
    title: 'How differently answers are ranked',
    caption: [
      'Against the direct reward, on the same answers: means over steps, then over seeds, with 95 % bootstrap intervals.',
      ...PARTS.map(({ head, says }) => `${head.charAt(0).toUpperCase()}${head.slice(1)}: ${says}.`),
      ...(several || data.length === 0 ? [] : [`Scenario: ${look.scenario(data[0]!.arm.scenario)}.`]),
    ],
    width: look.width,
    height: bottom + 22,
    body: markup`${PARTS.map(({ head, short }, part) => {
      const x = scales[part]!;
      return markup`${text(left(part), 12, fitted(beside ? head : short, width, 12), { size: 12, fill: look.ink2 })}${x.ticks.map(
        (tick) =>
          markup`${line([x(tick), top - 4], [x(tick), bottom], { colour: look.line })}${text(
            x(tick),
            bottom + 16,
            x.write(tick),
            {
              ...{ size: 11, fill: look.ink3 },
              anchor: tick === 0 ? 'start' : tick === 1 ? 'end' : 'middle',
            },
          )}`,
      )}`;
    })}${data.map((row, i) => {
      const y = top + pitch * i;
      const middle = y + pitch - ROW / 2;
      return markup`${
        beside
          ? middled(0, middle, fitted(names[i]!, labels - 18, 13), { fill: look.ink })
          : markup`<rect x="0" y="${y}" width="${look.width}" height="32" fill="${look.paper}"/>${i > 0 && rule(0, y, look.width, look.line)}${text(0, y + 18, fitted(names[i]!, look.width, 13), { fill: look.ink })}`
      }${PARTS.map(({ field, head }, part) => {
        const at: Interval = row[field];
        const x = scales[part]!;
        return said(
          `${names[i]}, ${head}: ${plain(at.mean, 3)} ${between(at, 3)}, ${counted(at.n, 'seed')}`,
          markup`${touch(left(part), middle - ROW / 2, width, ROW)}${interval(at, x, middle, look)}${
            beside
              ? middled(left(part) + width, middle, plain(at.mean), {
                  size: 12,
                  fill: look.ink,
                  anchor: 'end',
                })
              : text(left(part), y + 34, plain(at.mean), { size: 12, fill: look.ink2 })
          }`,
        );
      })}`;
    })}`,
  };
}
