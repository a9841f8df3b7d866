/** What the view says in sentences, all of it from the numbers that stand. */
import { topOverWorst } from '../../../../neighbours/chasing-the-tail/theory/closed-forms.ts';
import type { Curve } from '../../../../neighbours/chasing-the-tail/theory/curve.ts';
import { MOST_KL, type Frontier } from '../../../../neighbours/chasing-the-tail/theory/frontier.ts';
import type { Drawing } from './Drawing.svelte.ts';

/** A share of 1 as "71.3%". */
export const share = (part: number): string => `${(100 * part).toFixed(1)}%`;

export const nats = (kl: number): string => kl.toFixed(2);

/** Two digits that count: "2.0", "0.082", "0.0025". */
export const beta = (value: number): string => value.toPrecision(2);

/** "1.7", "340", "1.2 × 10⁹". */
function times(factor: number): string {
  if (factor < 1e4) return factor < 10 ? factor.toFixed(1) : String(Math.round(factor));
  const power = Math.floor(Math.log10(factor));
  const digits = [...String(power)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
  return `${(factor / 10 ** power).toFixed(1)} × 10${digits}`;
}

/** Win rates closer than this look the same on the page. */
export const SEEN = 0.0005;

/** Share of answers that tie for the highest reward; 0 where the best is one answer. */
export function tiedAtTop(curve: Curve): number {
  const top = Math.max(...curve.map(({ start, end }) => Math.max(start, end)));
  return curve
    .filter(({ start, end }) => start === end && top - start < 1e-9)
    .reduce((sum, { from, to }) => sum + to - from, 0);
}

/** What Theorem 1 says of this proxy, or why it says nothing: in short, and in full. */
export function theoremSaid({ frontier, beta: strength, here, right }: Drawing): [string, string] {
  if (frontier.theoremApplies)
    return [
      'Theorem 1 applies:',
      'no two answers get the same reward, so KL depends on β alone and not on what the proxy gets wrong. ' +
        `At β ${beta(strength)} it is ${nats(here.kl)} nats on both curves; only the win rate differs.`,
    ];
  const top = tiedAtTop(frontier.curve);
  const bound =
    top === 0 || top === 1
      ? ''
      : ` However small β is, KL stays below ${nats(Math.log(1 / top))} nats, because ${share(top)} of the answers tie for the best.`;
  return [
    'Theorem 1 does not apply:',
    `${share(frontier.tied)} of the answers tie, so KL is computed from this density itself. At β ${beta(strength)} ` +
      `it is ${nats(here.kl)} nats, where a proxy without ties spends ${nats(right.kl)}.${bound}`,
  ];
}

/** Where the win rate peaks, and what is lost past that. */
export function peakSaid({ points, peak, fall }: Frontier): string {
  const [first, last] = [points[0]!, points.at(-1)!];
  const rates = points.map(({ winRate }) => winRate);
  if (Math.max(...rates) - Math.min(...rates) < SEEN)
    return `The win rate stays at ${share(first.winRate)}: this proxy tells nothing that helps.`;
  if (fall < SEEN) {
    const lowest = points.reduce((low, point) => (point.winRate < low.winRate ? point : low));
    const dip =
      lowest.winRate < first.winRate - SEEN
        ? ` On the way there it goes down to ${share(lowest.winRate)}, at ${nats(lowest.kl)} nats.`
        : '';
    return `The win rate is highest where optimisation is strongest, ${share(last.winRate)} at ${nats(last.kl)} nats: no over-optimisation this far.${dip}`;
  }
  if (peak.winRate - first.winRate < SEEN)
    return `Optimising this proxy never helps: from ${share(first.winRate)} the win rate goes to ${share(last.winRate)} at ${nats(last.kl)} nats.`;
  return (
    `The win rate peaks at ${share(peak.winRate)} after ${nats(peak.kl)} nats (β ${beta(peak.beta)}). ` +
    `From there to ${nats(last.kl)} nats it loses ${(100 * fall).toFixed(1)} points: that is over-optimisation.`
  );
}

/** What the place of an error is worth; null where it is not one of the two reversals. */
export function placeSaid({ shape, share: c, beta: strength }: Drawing): string | null {
  if ((shape !== 'topWrong' && shape !== 'worstWrong') || c === 1) return null;
  return `At this β, ${Math.round(100 * c)}% of the answers in reverse cost ${times(topOverWorst(c, strength))} times as much win rate at the top as at the bottom: the factor is e to the power of (1 − c)/β.`;
}

/** The chart in a sentence, for those who do not see it. */
export const chartSaid = ({ frontier, reference }: Drawing): string =>
  `Win rate against KL, up to ${nats(MOST_KL)} nats. As drawn: ${peakSaid(frontier)} ` +
  `Right everywhere: ${share(reference.points.at(-1)!.winRate)} at the end.`;
