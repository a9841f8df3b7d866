import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { digest, type Digest } from '../../src/experiment/digest.ts';
import { madeUpResults } from '../../src/experiment/testing.ts';
import { BEGIN, END, resultsMarkdown, withResults } from './readme.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

it('the README has the numbers of docs/results.json, and no others', async () => {
  const readme = read('README.md');
  expect(await withResults(readme, JSON.parse(read('docs/results.json')) as Digest)).toBe(readme);
});

describe('the digest', () => {
  const results = madeUpResults({ seeds: 8, scenarios: 2 });
  const made = digest([results]);

  it('keeps final values by seed, and what was planned', () => {
    expect(made.seeds).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(made.rows).toHaveLength(2 * 3);
    const [row] = made.rows;
    const finals = row!.finals.worst as number[];
    expect(finals).toHaveLength(8);
    expect(row!.levels.worst.mean).toBeCloseTo(finals.reduce((a, b) => a + b, 0) / 8, 12);
    expect(made.planned).toHaveLength(2 * 4);
    expect(made.planned.every(({ arm }) => arm === 'focal')).toBe(true);
    expect(made.besides.length).toBeGreaterThan(0);
    expect(made.notRun).toEqual([]);
    expect(JSON.parse(JSON.stringify(made))).toEqual(made);
  });

  it('says what was not run, and leaves out what has not begun', () => {
    const partial = { ...results, complete: false, runs: results.runs.slice(0, 12) };
    const nothing = {
      ...results,
      complete: false,
      runs: [],
      device: { ...results.device, label: 'unknown' },
    };
    const names = made.scenarios.map(({ name }) => name).join(', ');
    const so_far = digest([partial, nothing]);
    expect(so_far.devices).toEqual([results.device.label]);
    expect(so_far.notRun).toEqual([
      `Of static prior, static uniform, focal on ${names}, 12 of 48 runs were made so far.`,
      `Of static prior, static uniform, focal on ${names}, 0 of 48 runs were made so far.`,
    ]);
    expect(() => digest([nothing])).toThrow('no run has begun');
  });

  it('is written between the marks, again and again the same', async () => {
    const readme = `# Title\n\nBefore.\n\n${BEGIN}\n\nold\n\n${END}\n\nAfter.\n`;
    const once = await withResults(readme, made);
    expect(once).toContain('Before.');
    expect(once).not.toContain('old');
    expect(once).toContain('After.');
    expect(await withResults(once, made)).toBe(once);
    await expect(withResults('# Title', made)).rejects.toThrow('no place for the results');
    expect(resultsMarkdown(made)).toContain('Holm');
  });
});
