/** How the labs' pages say what recurs: how sure something is, amounts, differences, p-values. */
import type { Confidence } from '../../neighbours/neighbour.ts';

export const CONFIDENCE: Readonly<Record<Confidence, string>> = {
  paper: 'Its formulas are from the paper’s own text.',
  'public code': 'Its formulas are from public code.',
  summary: 'Its formulas are from a summary of the paper, not from its text.',
  reconstruction: 'Its formulas are our reconstruction.',
};

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** A difference with its sign, three digits: "+0.12", "−3.4", "0". */
export function signedText(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const digits = size === 0 ? 0 : Math.max(0, Math.min(4, 2 - Math.floor(Math.log10(size))));
  const text = size.toFixed(Math.min(digits, 3));
  if (Number(text) === 0) return '0';
  return `${value < 0 ? '−' : '+'}${text}`;
}

/** "p = .008", "p < .001", "no test" */
export function pText(p: number | null): string {
  if (p === null || !Number.isFinite(p)) return 'no test';
  if (p < 0.001) return 'p < .001';
  return p >= 0.9995 ? 'p = 1' : `p = ${p.toFixed(3).replace(/^0/, '')}`;
}
