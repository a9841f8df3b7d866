/** A report of an experiment as one HTML document that stands alone: no script, nothing to fetch, every text escaped. */
import { Markup, markup } from '../markup.ts';
import { facts, POLICY, table } from '../report/parts.ts';
import { STYLE } from '../report/style.ts';
import type { FigureOf, ReportContent, ReportSection } from './content.ts';
import { bare } from './figures/frame.ts';
import { pageLook, type Names } from './figures/look.ts';
import { EXPERIMENT_STYLE } from './report-style.ts';

/** Pixels that figures are drawn for: what a desk and a sheet of paper have, and what a phone has. */
const FULL = 800;
const PHONE = 340;

/** @param names of criteria and scenarios, as figures show them */
export const experimentReport = (content: ReportContent, names: Names = {}): string =>
  markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${content.title} – Focal Lab</title>
<style>${new Markup(STYLE + EXPERIMENT_STYLE)}</style>
</head>
<body>
<main>
<header><h1>${content.title}</h1>
<p class="question">${content.question}</p>
${content.answer.map((words) => markup`<p class="answer">${words}</p>\n`)}
${content.warnings.map((warning) => markup`<p class="caveat">${warning}</p>\n`)}
${facts(content.facts)}
</header>
${content.sections.map((each) => section(each, names))}
<section><h2>How to read the statistics</h2>
${facts(content.statistics)}
</section>
</main>
</body>
</html>
`.text;

const section = ({ title, paragraphs, figures, tables }: ReportSection, names: Names): Markup =>
  markup`<section><h2>${title}</h2>
${paragraphs.map((words) => markup`<p>${words}</p>\n`)}${figures.map((drawn) => figure(drawn, names))}${tables.map(
    (each) => table(each.caption, each),
  )}</section>
`;

/** Drawn twice; the style shows the one that fits. */
function figure(drawn: FigureOf, names: Names): Markup {
  const versions = (
    [
      ['full', FULL],
      ['narrow', PHONE],
    ] as const
  ).map(([kind, width]) => {
    const look = pageLook(width, names);
    return { kind, look, made: drawn(look) };
  });
  const { title, caption } = versions[0]!.made;
  return markup`<figure><h3>${title}</h3>
${versions.map(({ kind, look, made }) => markup`<div class="${kind}">${bare(made, look)}</div>\n`)}<figcaption>${caption.join(' ')}</figcaption></figure>
`;
}
