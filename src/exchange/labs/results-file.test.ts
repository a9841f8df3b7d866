import { beforeAll, describe, expect, it } from 'vitest';
import type { Neighbour } from '../../neighbours/neighbour.ts';
import { checkStudy } from '../../neighbours/plan.ts';
import { labResults, type LabResults } from '../../neighbours/results.ts';
import { coin } from '../../neighbours/testing.ts';
import { trainedStudy } from '../../neighbours/testing-runs.ts';
import { Dice } from '../fuzz/dice.ts';
import { mutatedBytes, mutatedJson } from '../fuzz/mutations.ts';
import { LONGEST_REFUSAL } from '../refusal.ts';
import { wellFormed } from '../svg/well-formed.ts';
import { framedLook } from '../experiment/figures/index.ts';
import { chartsOf, labChart } from './chart.ts';
import { labDocument } from './document.ts';
import { labFigures } from './figures.ts';
import { labMetricsCsv } from './metrics-csv.ts';
import { readLabFile, writeLabFile } from './results-file.ts';

const DEVICE = {
  ...{ backend: 'webgpu' as const, label: 'made up', vendor: '', architecture: '', software: true },
  ...{ engine: 'fused', dispatchesPerStep: 8, secondsPerStep: 0.5 },
};
const made = { date: '2026-11-22', device: DEVICE, otherDevices: [] };
const load = (id: string): Promise<Neighbour> =>
  id === 'coin'
    ? Promise.resolve(coin)
    : Promise.reject(new Error(`There is no lab "${id}"; there are coin.`));
const read = (text: string) => readLabFile(text, 'lab.json', load);

let results: LabResults;
beforeAll(async () => {
  const plan = checkStudy(coin, 'coin', { seeds: [1, 2, 3, 4, 5, 6], settings: { steps: 5 } });
  results = labResults(coin, plan, { ...made, tracks: await trainedStudy(coin, plan) });
});
const changed = (change: (document: any) => void): string => {
  const document = JSON.parse(writeLabFile(results));
  change(document);
  return JSON.stringify(document);
};

describe('the file of a study', () => {
  it('is read as it was written, gaps among its numbers too', async () => {
    expect(results.tracks[0]!.values['heads']![0]).toBeNaN();
    expect(results.tracks.some(({ events }) => events.length > 0)).toBe(true);
    const { lab, results: again } = await read(writeLabFile(results));
    expect(lab).toBe(coin);
    expect(again).toEqual(results);
    expect(again.complete).toBe(true);
  });

  it('says of itself what is so, whatever is written there', async () => {
    const text = changed((document) => {
      document.tracks.pop();
      document.settings = { plain: { steps: 99 } };
    });
    const { results: again } = await read(text);
    expect(again.complete).toBe(false);
    expect(again.settings).toEqual(results.settings);
  });

  it.each<[string, (document: any) => void, RegExp]>([
    [
      'another kind',
      (own) => (own.focalLab = 'recipe'),
      /lab\.json: focalLab is "recipe"; a study of a lab has "lab-study"/,
    ],
    [
      'another version',
      (own) => (own.formatVersion = 2),
      /formatVersion is 2; this version of Focal Lab reads 1/,
    ],
    [
      'an unknown lab',
      (own) => (own.lab = own.plan.lab = 'magic'),
      /There is no lab "magic"; there are coin/,
    ],
    ['two labs', (own) => (own.plan.lab = 'magic'), /of the lab "coin", but its plan of "magic"/],
    ['an unknown scenario', (own) => (own.plan.scenarios = ['gone']), /Unknown scenario "gone" of Coins/],
    ['an unknown setting', (own) => (own.plan.settings = { weight: 1 }), /Unknown setting "weight"/],
    ['a bad value', (own) => (own.plan.settings = { steps: 0 }), /steps is 0; allowed/],
    ['a bad seed', (own) => (own.plan.seeds = [1.5]), /1\.5 is not a whole number/],
    [
      'a track twice',
      (own) => own.tracks.push(own.tracks[0]),
      /"plain\/fair\/1" that its plan does not ask for, or twice/,
    ],
    ['a foreign track', (own) => (own.tracks[0].seed = 77), /"plain\/fair\/77"/],
    ['a foreign measure', (own) => (own.tracks[0].values.luck = [1]), /Unknown measure "luck" of Coins/],
    ['a measure too few', (own) => delete own.tracks[0].values.count, /does not have every measure/],
    ['measures of two lengths', (own) => own.tracks[0].values.count.pop(), /does not have every measure/],
    ['text for a number', (own) => (own.tracks[0].values.count[0] = '1'), /tracks\.0\.values\.count\.0/],
    [
      'a track cut short',
      (own) => Object.values<unknown[]>(own.tracks[0].values).forEach((numbers) => numbers.pop()),
      /tracks of "plain" have 5, 6 steps; of one scenario all have as many/,
    ],
    [
      'a number beyond counting',
      (own) => (own.tracks[0].values.count[0] = 1.7e308),
      /tracks\.0\.values\.count\.0: 1\.7e\+308 is not between -1e\+30 and 1e\+30/,
    ],
    ['a pace without end', (own) => (own.device.secondsPerStep = 1e300), /device\.secondsPerStep: 1e\+300/],
    [
      'more steps than a run has',
      (own) => (own.tracks[0].values.count = Array(5001).fill(0)),
      /tracks\.0\.values\.count: expected is <=5000/,
    ],
    ['no device', (own) => delete own.device, /device: it is missing/],
    ['an odd date', (own) => (own.date = '<b>'), /a date is written as/],
  ])('refuses %s', async (_, change, says) => {
    await expect(read(changed(change))).rejects.toThrow(says);
  });

  it.each([
    ['nothing', '', /lab\.json: at character 1/],
    ['half of it', '{"focalLab":"lab-study","formatVersion":1,', /is it cut off\?/],
    ['a list', '[]', /is an object; this is \[\]/],
    ['a prototype', '{"__proto__":{"focalLab":"lab-study"}}', /"__proto__" is not allowed as a key/],
  ])('refuses %s', async (_, text, says) => {
    await expect(read(text)).rejects.toThrow(says);
  });

  it('of whatever bytes is refused with a sentence, or is one', async () => {
    const small = checkStudy(coin, 'coin', { scenarios: ['plain'], seeds: [1], settings: { steps: 1 } });
    const text = writeLabFile(labResults(coin, small, { ...made, tracks: await trainedStudy(coin, small) }));
    let whole = 0;
    for (let seed = 0; seed < 120; seed++) {
      const dice = new Dice(seed);
      const odd = dice.chance(0.7)
        ? mutatedJson(dice, text)
        : new TextDecoder().decode(mutatedBytes(dice, new TextEncoder().encode(text)));
      try {
        const { results: again } = await read(odd);
        expect(labDocument(coin, again)).toContain('<!doctype html>');
        whole++;
      } catch (error) {
        expect((error as Error).message).toMatch(/^lab\.json: /);
        expect((error as Error).message.length).toBeLessThanOrEqual(LONGEST_REFUSAL);
      }
    }
    expect(whole).toBeGreaterThan(2);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

/** Void elements closed, so that it can be read as XML. */
const asXml = (html: string) =>
  html
    .replace('<!doctype html>\n', '')
    .replace(/<meta ([^>]*)>/g, '<meta $1/>')
    .trim();

describe('the report', () => {
  it('is one document that fetches nothing, with a chart for every measure of every scenario', () => {
    const html = labDocument(coin, results);
    expect(wellFormed(asXml(html))).toBe('');
    expect(html).not.toMatch(/<script|src=|<link|@import|url\(/);
    expect(html.match(/<svg /g)).toHaveLength(2 * 2 * 2); // scenarios, charts, desk and phone
    expect(html).not.toMatch(/NaN|undefined|Infinity/);
    for (const words of [
      coin.study.claim,
      coin.simplified[0]!,
      'made up',
      'more heads.',
      'Holm',
      'paired by seed',
    ])
      expect(html).toContain(words);
  });

  it('never takes words for markup', () => {
    const hostile = `</style><script>alert(1)</script><img src=x onerror=alert(1)>&"'\u0001`;
    const odd: Neighbour = {
      ...coin,
      name: hostile,
      arms: coin.arms.map((arm) => ({ ...arm, name: hostile, idea: hostile })),
      measures: coin.measures.map((measure) => ({ ...measure, name: hostile, explain: hostile })),
      study: { ...coin.study, claim: hostile, answer: () => [hostile] },
    };
    const html = labDocument(odd, { ...results, device: { ...DEVICE, label: hostile } });
    expect(wellFormed(asXml(html))).toBe('');
    expect(html).not.toMatch(/<script|<img/);
    for (const { svg } of labFigures(odd, results)) expect(wellFormed(svg)).toBe('');
  });

  it('of a study that has hardly begun says so', () => {
    for (const tracks of [[], results.tracks.slice(0, 1)]) {
      const part = labResults(coin, results.plan, { ...made, tracks });
      const html = labDocument(coin, part);
      expect(wellFormed(asXml(html))).toBe('');
      expect(html).toContain('not complete');
      expect(html).not.toMatch(/NaN|undefined|Infinity/);
      for (const { svg } of labFigures(coin, part)) {
        expect(wellFormed(svg)).toBe('');
        expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      }
    }
  });

  it('draws measures of one group in one chart, arms by hue and measures by dash', () => {
    expect(chartsOf(coin.measures).map((chart) => chart.map(({ id }) => id))).toEqual([
      ['heads', 'tails'],
      ['count'],
    ]);
    const figures = labFigures(coin, results);
    expect(figures.map(({ name }) => name)).toEqual([
      ...['plain-share.svg', 'plain-count.svg', 'lifted-share.svg', 'lifted-count.svg'],
    ]);
    const lines = [
      ...figures[0]!.svg.matchAll(
        /<path d="M[^"]*" stroke="(#\w+)" stroke-width="[\d.]+"( stroke-dasharray)?[^>]*stroke-linejoin/g,
      ),
    ];
    expect(lines.map(([, colour]) => colour)).toHaveLength(4);
    expect(new Set(lines.map(([, colour]) => colour)).size).toBe(2);
    expect(lines.filter(([, , dash]) => dash)).toHaveLength(2);
    expect(figures[0]!.svg).toContain('fill-opacity=".13"');
  });
});

it('bands of many lines are those of the first measure alone', () => {
  const arms = Array.from({ length: 6 }, (_, i) => ({ id: `arm${i}`, name: `arm ${i}` }));
  const measures = coin.measures.slice(0, 2);
  const series = arms.flatMap(({ id: arm }) =>
    measures.map(({ id: measure }) => ({
      ...{ arm, measure, n: 3 },
      ...{ mean: [0.4, 0.5], low: [0.3, 0.4], high: [0.5, 0.6] },
    })),
  );
  const bandsOf = (count: number) => {
    const shown = {
      scenario: 'Plain',
      measures,
      arms: arms.slice(0, count),
      series: series.slice(0, 2 * count),
    };
    const { body, caption } = labChart(shown, framedLook());
    return [body.text.match(/fill-opacity/g)?.length, caption.at(-1)];
  };
  expect(bandsOf(4)).toEqual([8, expect.stringMatching(/intervals\.$/)]);
  expect(bandsOf(6)).toEqual([6, expect.stringMatching(/intervals of heads so far\.$/)]);
});

it('metrics are a row per number, an empty cell where there is none', () => {
  const lines = labMetricsCsv(results).trimEnd().split('\n');
  expect(lines[0]).toBe('scenario,arm,seed,step,measure,value');
  expect(lines).toHaveLength(1 + 2 * 2 * 6 * 6 * 3);
  expect(lines[1]).toBe('plain,fair,1,0,heads,');
  const last = results.tracks.at(-1)!.values['count']!.at(-1)!;
  expect(lines.at(-1)).toBe(`lifted,loaded,6,5,count,${last}`);
});
