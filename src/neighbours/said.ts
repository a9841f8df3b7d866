/** A value as a refusal repeats it. */

const LONGEST = 60;

/** e.g. `"magic"`, `12`, `[1,2,3…`; never longer than a line. */
export function said(value: unknown): string {
  // JSON has no NaN.
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'nothing');
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
