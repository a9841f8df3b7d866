/** Parts that reports share: facts, tables, and what scrolls by itself where a screen is narrow. */
import { markup, type Markup } from '../markup.ts';
import type { Fact, ReportTable } from './content.ts';

/** What a report may do, wherever it is opened: nothing but be styled. */
export const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** What may be wider than a phone scrolls by itself, and is reached by the keyboard. */
export const wide = (name: string, inside: Markup): Markup =>
  markup`<div class="wide" tabindex="0" role="region" aria-label="${name}">${inside}</div>`;

export const facts = (list: readonly Fact[]): Markup =>
  markup`<dl>${list.map(([name, value]) => markup`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`;

export const table = (name: string, { caption, head, rows, align = [] }: ReportTable): Markup => {
  const side = (column: number) => align[column] === 'right' && markup` class="right"`;
  return wide(
    name,
    markup`<table><caption>${caption}</caption>
<thead><tr>${head.map((title, i) => markup`<th scope="col"${side(i)}>${title}</th>`)}</tr></thead>
<tbody>${rows.map(
      ([first, ...cells]) =>
        markup`<tr><th scope="row">${first ?? ''}</th>${cells.map((cell, i) => markup`<td${side(i + 1)}>${cell}</td>`)}</tr>\n`,
    )}</tbody></table>`,
  );
};
