import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { digest, type Digest } from '../../src/experiment/digest.ts';
import { madeUpResults } from '../../src/experiment/testing.ts';
import { measuredLines } from '../../src/experiment/report/measured-note.ts';
import { findScenario, SCENARIOS } from '../../src/scenarios/index.ts';
import { BEGIN, END, withMeasured } from './notes.ts';

const at = (path: string) => new URL(`../../${path}`, import.meta.url);
const known = JSON.parse(readFileSync(at('docs/results.json'), 'utf8')) as Digest;

describe.each(SCENARIOS.map((scenario) => ({ id: scenario.id, scenario })))(
  'the note of $id',
  ({ id, scenario }) => {
    it('says what docs/results.json says, and nothing else', async () => {
      const path = at(`src/scenarios/${id}/note.md`);
      expect(existsSync(path), `src/scenarios/${id}/note.md is missing`).toBe(true);
      const note = readFileSync(path, 'utf8');
      expect(await withMeasured(note, scenario, known)).toBe(note);
    });
  },
);

describe('what was measured', () => {
  const made = digest([madeUpResults({ seeds: 8, scenarios: 2 })]);
  const id = made.scenarios[0]!.id;

  it('is written between the marks, again and again the same', async () => {
    const note = `# Name\n\nBefore.\n\n${BEGIN}\n\nold\n\n${END}\n\nAfter.\n`;
    const once = await withMeasured(note, findScenario(id), made);
    expect(once).toContain('Before.');
    expect(once).not.toContain('old');
    expect(once).toContain('After.');
    expect(await withMeasured(once, findScenario(id), made)).toBe(once);
    await expect(withMeasured('# Name', findScenario(id), made)).rejects.toThrow('has no place');
    const other = await withMeasured(note, findScenario('gimmick'), { ...made, rows: [] });
    expect(other).toContain('Not measured yet.');
  });

  it('begins with focal against uniform weights, and has every planned comparison with its p', () => {
    const lines = measuredLines(made, id);
    expect(lines[0]).toMatch(
      /^focal less static uniform, worst criterion: [+−]?\.\d{3} \[.*\], 8 seeds, adjusted p /,
    );
    expect(lines.filter((line) => line.startsWith('focal less'))).toHaveLength(4);
    expect(lines.at(-1)).toContain('seeds 1 to 8');
  });

  it('tells numbers as the digest has them, and a remedy by its name', () => {
    const interval = { mean: 0.1224, low: 0.0765, high: 0.1965, n: 8 };
    const row = (method: string, label: string, value: number) => {
      const level = { mean: value, low: NaN, high: NaN, n: 3 };
      const all = <Value>(each: Value) => ({ worst: each, direct: each, strict: each, spread: each });
      return {
        ...{ scenario: 'x', method, label, seeds: [51, 52, 53] },
        ...{ finals: all([value, value, value]), levels: all(level) },
      };
    };
    const compared = (arm: string, baseline: string, metric = 'worst') =>
      ({
        ...{ scenario: 'x', metric, arm, baseline, difference: interval, p: 0.0078, adjusted: 0.03125 },
      }) as never;
    const lines = measuredLines(
      {
        rows: [
          row('static-uniform', 'static uniform', 0.4),
          row('focal-prior', 'focal', 0.5),
          row('focal-prior', 'focal, noise-corrected', 0.6),
          row('saw', 'SAW', 1),
        ],
        planned: [compared('focal', 'static uniform')],
        besides: [
          compared('focal, noise-corrected', 'focal'),
          compared('focal, noise-corrected', 'focal', 'spread'),
          compared('SAW', 'focal'),
        ],
        steps: [150],
      },
      'x',
      [{ id: 'corrected', parameters: { 'focal.estimator': 5 } }],
    );
    expect(lines.slice(0, 3)).toEqual([
      'focal less static uniform, worst criterion: +.122 [+.076, +.197], 8 seeds, adjusted p .031.',
      'focal, corrected, less focal, worst criterion: +.122 [+.076, +.197], 8 seeds, adjusted p .031, exploratory.',
      'Final worst criterion: static uniform .400; focal .500; focal, corrected .600.',
    ]);
    expect(measuredLines({ rows: [], planned: [], besides: [], steps: [150] }, 'x')).toEqual([]);
  });
});
