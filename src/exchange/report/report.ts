/** A report of a run as one HTML document that stands alone: no script, nothing to fetch, every text escaped. */
import { Markup, markup } from '../markup.ts';
import type { Report, ReportMethod, ReportRubricRow } from './content.ts';
import { facts, POLICY, table, wide } from './parts.ts';
import { STYLE } from './style.ts';

export const reportDocument = (report: Report): string =>
  markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${report.title} – Focal Lab</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
${opening(report)}
<section><h2>What came out</h2>
${report.verdict !== '' && markup`<p>${report.verdict}</p>`}
${table('What came out', report.outcome)}
${report.health.length > 0 && markup`<h3>At the end</h3>${facts(report.health)}`}
</section>
<section><h2>Figures</h2>
${report.figures.map((figure, i) => markup`<figure>${wide(`Figure ${i + 1}`, figure)}</figure>\n`)}</section>
<section><h2>Set-up</h2>
${facts(report.setUp)}
<h3>Training</h3>
<dl class="pairs">${report.training.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</section>
<section><h2>Rubric</h2>
${rubric(report.rubric)}</section>
<section><h2>Edits</h2>
${
  report.edits.length === 0
    ? markup`<p class="quiet">Nothing was changed while it ran.</p>`
    : table('Edits', {
        caption: 'Each holds from its step on.',
        head: ['step', 'what was changed'],
        rows: report.edits,
      })
}</section>
<section><h2>Methods and sources</h2>
${report.methods.map(method)}
<h3>How sure that is</h3>
${facts(report.confidence)}
</section>
${
  report.recipe !== '' &&
  markup`<section><h2>Recipe</h2>
<p class="quiet">All that it takes to have the same run again.</p>
<details><summary>Recipe as JSON</summary><pre>${report.recipe}</pre></details></section>`
}
</main>
</body>
</html>
`.text;

const opening = ({ title, ran, date, notes, summary, caveat }: Report): Markup =>
  markup`<header><h1>${title}</h1>
<p class="lead">${summary}</p>
${ran.map((line) => markup`<p class="fine">${line}</p>`)}
<p class="fine">Report of ${date}, by Focal Lab.</p>
${notes !== '' && markup`<p class="notes">${notes}</p>`}
<p class="caveat">${caveat}</p>
</header>`;

const rubric = (rows: readonly ReportRubricRow[]): Markup =>
  wide(
    'Rubric',
    markup`<table><thead><tr><th scope="col">criterion</th><th scope="col">kind</th><th scope="col">weight at the start</th><th scope="col">now</th></tr></thead>
<tbody>${rows.map(
      ({ name, kind, text, textNow, before, now, notes }) =>
        markup`<tr><th scope="row">${name}${[text, textNow !== null && `Now: ${textNow}`, notes].map(
          (line) => line && markup`<div class="fine">${line}</div>`,
        )}</th><td class="number">${kind}</td><td>${before}</td><td>${now}</td></tr>\n`,
    )}</tbody></table>`,
  );

const method = ({ name, idea, parameters, confidence, source }: ReportMethod): Markup =>
  markup`<h3>${name} <span class="tag">${confidence}</span></h3>
<p>${idea}</p>
<p class="fine">${parameters !== '' && `Parameters: ${parameters}. `}Source: ${source.map(
    ({ words, href }) => (href ? markup`<a href="${href}" rel="noreferrer">${words}</a>` : markup`${words}`),
  )}.</p>
`;
