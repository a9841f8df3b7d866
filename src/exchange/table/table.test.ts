import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../experiment/tables/table.ts';
import { tableCsv } from './csv.ts';
import { latexText, tableLatex } from './latex.ts';
import { tableMarkdown } from './markdown.ts';

const SMALL: Table = {
  caption: 'Differences_1: 95 % [BCa]',
  head: ['arm', 'difference [95 %]', 'p'],
  rows: [
    ['focal, gamma 3', '+0.045 [−0.010, +0.080]', '< 0.001'],
    ['a|b & c', '−0.040', '–'],
  ],
  align: ['left', 'right', 'right'],
};

it('is CSV that a spreadsheet reads', () => {
  expect(tableCsv(SMALL)).toBe(
    'arm,difference [95 %],p\n"focal, gamma 3","\'+0.045 [−0.010, +0.080]",< 0.001\na|b & c,-0.040,\n',
  );
});

it('is Markdown', () => {
  expect(tableMarkdown(SMALL)).toBe(
    [
      'Table: Differences\\_1: 95 % \\[BCa\\]',
      '',
      '| arm | difference \\[95 %\\] | p |',
      '| :--- | ---: | ---: |',
      '| focal, gamma 3 | +0.045 \\[−0.010, +0.080\\] | \\< 0.001 |',
      '| a\\|b \\& c | −0.040 | – |',
      '',
    ].join('\n'),
  );
});

it('is LaTeX', () => {
  expect(tableLatex(SMALL)).toBe(
    [
      '\\begin{table}',
      '  \\centering',
      '  \\caption{Differences\\_1: 95 \\% {[}BCa{]}}',
      '  \\begin{tabular}{lrr}',
      '    \\toprule',
      '    arm & difference {[}95 \\%{]} & p \\\\',
      '    \\midrule',
      '    focal, gamma 3 & +0.045 {[}$-$0.010, +0.080{]} & $<$ 0.001 \\\\',
      '    a\\textbar{}b \\& c & $-$0.040 & -- \\\\',
      '    \\bottomrule',
      '  \\end{tabular}',
      '\\end{table}',
      '',
    ].join('\n'),
  );
});

/** Cells full of what formats are made of. */
const hostile = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom(...'|\\&%$#_{}~^<>[]*`,"\'=+-@−–\n\r\t a1') }),
  fc.constantFrom(
    '=1+1',
    '\\\\',
    '\\|',
    '|',
    '\r\n',
    '\\begin{x}',
    '<script>',
    '[2cm]',
    '*',
    '–',
    '-1',
    '-1+cmd',
  ),
);

const tables = fc.integer({ min: 1, max: 4 }).chain((width) => {
  const row = fc.array(hostile, { minLength: width, maxLength: width });
  return fc.record<Table>({
    caption: hostile,
    head: row,
    rows: fc.array(row, { maxLength: 4 }),
    align: fc.array(fc.constantFrom('left', 'right'), { minLength: width, maxLength: width }),
  });
});

/** Records of a CSV text, by RFC 4180. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  const record: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') cell += text[i++]!;
      else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',' || character === '\n') {
      record.push(cell);
      cell = '';
      if (character === '\n') records.push(record.splice(0));
    } else cell += character;
  }
  expect([quoted, cell, record]).toEqual([false, '', []]);
  return records;
}

describe('hostile cells', () => {
  it('keep their place in CSV, and are no formulas', () =>
    fc.assert(
      fc.property(tables, (table) => {
        const records = readCsv(tableCsv(table));
        expect(records).toHaveLength(1 + table.rows.length);
        for (const record of records) {
          expect(record).toHaveLength(table.head.length);
          for (const cell of record)
            if (!/^-\d+(\.\d+)?$/.test(cell)) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
        }
      }),
    ));

  it('keep their place in Markdown', () =>
    fc.assert(
      fc.property(tables, (table) => {
        const [caption, blank, ...lines] = tableMarkdown(table).split('\n');
        expect(caption).toMatch(/^Table: /);
        expect(blank).toBe('');
        expect(lines.pop()).toBe('');
        expect(lines).toHaveLength(2 + table.rows.length);
        for (const line of lines) {
          // Bars that no odd number of backslashes precedes divide cells.
          const bars = [...line.matchAll(/\\*\|/g)].filter(([found]) => found.length % 2 === 1);
          expect(bars).toHaveLength(table.head.length + 1);
          expect(line.replace(/\\./g, '')).not.toMatch(/[<>`*_~$&#!{}[\]\\]/);
          expect(line).not.toMatch(/[\r\n]/);
        }
      }),
    ));

  it('leave no special of LaTeX unescaped', () =>
    fc.assert(
      fc.property(tables, (table) => {
        const lines = tableLatex(table).split('\n');
        const rows = lines.filter((line) => line.endsWith(' \\\\'));
        expect(rows).toHaveLength(1 + table.rows.length);
        expect(lines).toHaveLength(10 + table.rows.length + 1);
        for (const line of rows) {
          const bare = line.slice(0, -3).replace(KNOWN, '');
          expect(bare.match(/&/g) ?? []).toHaveLength(table.head.length - 1);
          expect(bare).not.toMatch(/[%$#_{}~^\\<>|[\]*]/);
        }
        expect(latexText(table.caption).replace(KNOWN, '')).not.toMatch(/[&%$#_{}~^\\<>|[\]*\n\r]/);
      }),
    ));
});

/** What stands for a special character. */
const KNOWN =
  /\\[&%$#_{}]|\\text(?:asciitilde|asciicircum|backslash|bar)\{\}|\$(?:<|>|-|\\pm|\\times|\\le|\\ge)\$|\{[[\]*]\}/g;
