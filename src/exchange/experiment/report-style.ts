/** How a report of an experiment looks over how every report does: it follows light and dark, and its figures come in two widths. */
import { DARK_HUES, HUES, INK, INK_2, INK_3, LINE, METHOD, PAPER, WASH } from '../svg/colours.ts';

const tokens = (values: Record<string, string>): string =>
  Object.entries(values)
    .map(([name, value]) => `--${name}: ${value};`)
    .join(' ');

const hues = (colours: readonly string[]) =>
  Object.fromEntries(colours.map((colour, i) => [`c${i}`, colour]));

const LIGHT = tokens({
  ...{ paper: PAPER, wash: WASH, line: LINE, ink: INK, 'ink-2': INK_2, 'ink-3': INK_3, method: METHOD },
  ...hues(HUES),
});

/** As the page in the dark (src/app/tokens.css). */
const DARK = tokens({
  ...{ paper: '#101317', wash: '#1b2026', line: '#2b323a', ink: '#f3f5f7', 'ink-2': '#b7c0ca' },
  ...{ 'ink-3': '#8f9aa6', method: '#97a2ae' },
  ...hues(DARK_HUES),
});

export const EXPERIMENT_STYLE = `
:root { color-scheme: light dark; ${LIGHT} --sans: Helvetica, Arial, 'Liberation Sans', sans-serif; }
@media screen and (prefers-color-scheme: dark) { :root { ${DARK} } }
body { color: var(--ink); background: var(--paper); }
h2 { border-color: var(--line); }
th, td { border-color: var(--line); }
.quiet, .fine, caption, dt { color: var(--ink-2); }
.caveat { background: var(--wash); }
header dl { margin-top: 20px; }
.question { font-size: 17px; color: var(--ink-2); margin: 0 0 18px; max-width: 64ch; }
.answer { margin: 0 0 10px; max-width: 72ch; }
.answer + :not(.answer) { margin-top: 22px; }
section > p { max-width: 72ch; }
figure { border: 0; margin: 28px 0 32px; }
figure h3 { margin: 0 0 12px; }
figcaption { font-size: 13px; color: var(--ink-2); margin-top: 10px; max-width: 84ch; }
figure svg { min-width: 0; height: auto; max-width: 100%; }
figure .narrow { display: none; }
td { font-variant-numeric: tabular-nums; }
td.right, th.right { text-align: right; white-space: nowrap; padding: 5px 0 5px 16px; }
.statistics { grid-template-columns: minmax(120px, max-content) 1fr; }
:focus-visible { outline-color: var(--ink); }
@media screen { figure svg { min-width: 0; } }
@media screen and (max-width: 700px) {
  figure .full { display: none; }
  figure .narrow { display: block; }
}
`;
