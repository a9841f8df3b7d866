import { expect, it } from 'vitest';
import { wellFormed } from '../svg/well-formed.ts';
import type { ReportContent } from './content.ts';
import { forest, heat } from './figures/index.ts';
import { comparison, FOCAL, heatMap } from './figures/testing.ts';
import { experimentReport } from './report.ts';
import { statisticsNote } from './statistics-note.ts';

const HOSTILE = `</style><script>alert(1)</script><img src=x onerror=alert(1)>&"'\u0001`;

const content = (words: string): ReportContent => ({
  title: words,
  question: words,
  answer: [words],
  warnings: [words],
  facts: [[words, words]],
  sections: [
    {
      title: words,
      paragraphs: [words],
      figures: [
        (look) => forest([comparison({ arm: { ...FOCAL, label: words } })], look),
        (look) => heat(heatMap([FOCAL], [words, 'facts']), look),
      ],
      tables: [{ caption: words, head: [words, words], rows: [[words, words]] }],
    },
  ],
  statistics: statisticsNote({
    ...{ draws: 2000, seeds: [8, 8], planned: { comparisons: 4, smallest: 0.03125 } },
    exploratory: { comparisons: 12, smallest: 0.09375 },
  }),
});

/** Void elements closed, so that it can be read as XML. */
const asXml = (html: string) =>
  html
    .replace('<!doctype html>\n', '')
    .replace(/<meta ([^>]*)>/g, '<meta $1/>')
    .trim();

it('is one document that fetches nothing and runs nothing', () => {
  const html = experimentReport(content('focal against static prior'));
  expect(wellFormed(asXml(html))).toBe('');
  expect(html).not.toMatch(/<script|src=|<link|@import|url\(/);
  expect(html).toContain("default-src 'none'".replaceAll("'", '&#39;'));
  expect(html.match(/<svg /g)).toHaveLength(4); // each figure for a desk and for a phone
  expect(html).toContain('How to read the statistics');
});

it('never takes words for markup', () => {
  const html = experimentReport(content(HOSTILE));
  expect(wellFormed(asXml(html))).toBe('');
  expect(html).not.toMatch(/<script|<img/);
  expect(html.match(/<\/style>/g)).toHaveLength(1);
});

it('defines every colour that its figures ask for, in the light and in the dark', () => {
  const html = experimentReport(content('words'));
  const [light, dark] = [
    html.match(/:root \{ color-scheme: light dark[^}]*\}/)![0],
    html.match(/dark\) \{ :root \{[^}]*\}/)![0],
  ];
  for (const [, name] of html.matchAll(/="var\((--[\w-]+)\)"/g)) {
    expect(light).toContain(`${name}:`);
    if (name !== '--sans') expect(dark).toContain(`${name}:`);
  }
});

it('says which p cannot be reached, and that no test is shown where none could find anything', () => {
  const note = (smallest: number | null) =>
    Object.fromEntries(
      statisticsNote({
        ...{ draws: 2000, seeds: [5, 5], planned: { comparisons: 4, smallest } },
        exploratory: { comparisons: 0, smallest: null },
      }),
    );
  expect(note(0.25)['Smallest p']).toBe(
    'The adjusted p of planned comparisons cannot come below .25 with so many seeds: above .05 whatever comes out, so only intervals are shown.',
  );
  expect(note(0.03125)['Smallest p']).toBe(
    'The adjusted p of planned comparisons cannot come below .031 with so many seeds.',
  );
  expect(note(null)['Smallest p']).toBe('No comparison was made.');
  expect(note(0.25)['Corrections']).toContain('4 planned comparisons together');
  expect(note(0.25)['Corrections']).toContain('no exploratory comparisons together');
});
