import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wellFormed } from '../../svg/well-formed.ts';
import * as any from './arbitrary-shapes.ts';
import { sentence } from './dose.ts';
import * as figures from './index.ts';
import { framedLook, pageLook, type Figure, type Look } from './index.ts';
import {
  ablation,
  around,
  arm,
  comparison,
  dose,
  FOCAL,
  heatMap,
  judgeAndGold,
  NOTHING,
  passive,
  rankingChange,
  returnCorrelations,
  speedAndLevel,
  STATIC,
  STRONG,
  threshold,
  trajectory,
  UNIFORM,
} from './testing.ts';

const ARMS = [STATIC, UNIFORM, FOCAL, STRONG];

/** One of each, as like real ones as it gets. */
const DRAWN: Record<string, (look: Look) => Figure> = {
  forest: (look) => figures.forest([comparison(), comparison({ metric: 'spread', planned: false })], look),
  trajectories: (look) =>
    figures.trajectories(
      ARMS.map((own, i) => trajectory(own, 0.2 + 0.2 * i, 30)),
      look,
    ),
  heat: (look) => figures.heat(heatMap(ARMS, ['greets', 'facts', 'hedges']), look),
  reach: (look) => figures.reach(threshold(ARMS), look),
  list: (look) => figures.ablation(ablation(['0', '1', '3'], null), look),
  grid: (look) => figures.ablation(ablation(['0', '1', '3'], ['0.1', '1']), look),
  speed: (look) => figures.speed(speedAndLevel(ARMS), look),
  dose: (look) => figures.dose(dose([0, 0.1, 0.2, 0.3, 0.4, 0.5]), look),
  overOptimisation: (look) => figures.overOptimisation([judgeAndGold(FOCAL), judgeAndGold(STATIC)], look),
  returnCorrelation: (look) => figures.returnCorrelation(returnCorrelations(), look),
  passiveCorrelation: (look) => figures.passiveCorrelation([passive(FOCAL, 0.3), passive(STATIC, 0.6)], look),
  ranking: (look) =>
    figures.ranking(
      ARMS.map((own, i) => rankingChange(own, i / 4)),
      look,
    ),
};

const WIDTHS = [280, 340, 559, 560, 800, 1000] as const;

function sound(figure: Figure, look: Look): void {
  for (const svg of [figures.bare(figure, look).text, figures.framed(figure, look, ['what ran'])]) {
    expect(wellFormed(svg)).toBe('');
    expect(svg.replace(/>[^<]*</g, '><').replace(/aria-label="[^"]*"/g, '')).not.toMatch(
      /NaN|undefined|Infinity|null|="-[\d.]+" height|height="-/,
    );
    expect(svg).not.toMatch(/<script|<img/);
  }
  expect(figure.height).toBeGreaterThan(0);
  expect(figure.height).toBeLessThan(20_000);
}

describe('every figure', () => {
  it.each(Object.entries(DRAWN))('%s stands alone, in the colours it is given, at every width', (_, draw) => {
    for (const width of WIDTHS) {
      const look = pageLook(width);
      sound(draw(look), look);
      expect(draw(look).body.text).not.toMatch(/#[0-9a-f]{6}/); // all colours are the page's
      for (const [, size] of draw(look).body.text.matchAll(/font-size="([\d.]+)"/g))
        expect(Number(size)).toBeGreaterThanOrEqual(11);
      for (const [, x] of draw(look).body.text.matchAll(/<(?:text|circle)[^>]* c?x="(-?[\d.]+)"/g)) {
        expect(Number(x)).toBeGreaterThanOrEqual(-1);
        expect(Number(x)).toBeLessThanOrEqual(width + 1);
      }
    }
    const look = framedLook();
    const svg = figures.framed(draw(look), look, ['Forgotten footnote, seeds 51–58']);
    expect(svg).toMatch(/^<svg [^>]*width="960" height="\d+" viewBox="0 0 960 \d+" role="img" aria-label="/);
    expect(svg).not.toMatch(/var\(|class=|style=|href/);
    expect(svg).toContain('seeds 51–58');
    expect(svg).toContain('Focal Lab');
    expect(svg.match(/<title>/g)!.length).toBeGreaterThan(2);
  });

  const width = fc.integer({ min: 200, max: 1000 });
  const holds = <Data>(data: fc.Arbitrary<Data>, draw: (data: Data, look: Look) => Figure) =>
    fc.assert(
      fc.property(data, width, (made, wide) => {
        const look = pageLook(wide);
        sound(draw(made, look), look);
      }),
      { numRuns: 60 },
    );

  it('holds whatever comes of a comparison', () => {
    holds(any.comparisons, figures.forest);
    holds(any.comparisons, (data, look) => figures.forest(data, look, 'scenario'));
  });
  it('holds whatever comes of runs', () => {
    holds(any.trajectoryLists, figures.trajectories);
    holds(any.heatMaps, figures.heat);
    holds(any.judged, figures.overOptimisation);
  });
  it('holds whatever comes of speeds', () => {
    holds(any.thresholds, (data, look) => figures.reach(data, look));
    holds(any.speeds, figures.speed);
  });
  it('holds whatever comes of what was varied', () => {
    holds(any.grids, figures.ablation);
    holds(any.doses, figures.dose);
  });
  it('holds whatever comes of correlations and rankings', () => {
    holds(any.returns, figures.returnCorrelation);
    holds(any.passives, figures.passiveCorrelation);
    holds(any.rankings, figures.ranking);
  });
});

/** Centres of all dots, in the order of rows. */
const dots = (figure: Figure): number[] =>
  [...figure.body.text.matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x));

describe('a forest plot', () => {
  it('places means by their value, rows below each other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 10 }),
        fc.constantFrom(340, 904),
        (means, width) => {
          const data = means.map((mean) => comparison({ difference: around(mean, 0.1) }));
          const places = dots(figures.forest(data, pageLook(width)));
          expect(places).toHaveLength(means.length);
          means.forEach((a, i) =>
            means.forEach((b, j) => {
              if (a < b) expect(places[i]!).toBeLessThanOrEqual(places[j]!);
            }),
          );
        },
      ),
      { numRuns: 40 },
    );
    const rows = (count: number) =>
      figures.forest(
        Array.from({ length: count }, () => comparison()),
        pageLook(800),
      ).height;
    expect(rows(2)).toBeGreaterThan(rows(1));
    expect(rows(24) - rows(23)).toBeCloseTo(rows(2) - rows(1));
  });

  it('mirrors its directions where less is better, and names neither where neither is', () => {
    const words = (metric: 'worst' | 'spread' | 'kl') =>
      [
        ...figures.forest([comparison({ metric })], pageLook(904)).body.text.matchAll(/>(← [^<]*|[^<]* →)</g),
      ].map(([, said]) => said);
    expect(words('worst')).toEqual(['← static prior better', 'arm better →']);
    expect(words('spread')).toEqual(['← arm better', 'static prior better →']);
    expect(words('kl')).toEqual(['← less', 'more →']);
  });

  it('is hollow where it is exploratory, and says why there is no p', () => {
    const why = 'Fewer than 5 seeds: no test is made.';
    const one = comparison({
      difference: around(0.3, 0, 1),
      p: null,
      adjusted: null,
      whyNoTest: why,
      planned: false,
    });
    const figure = figures.forest([comparison(), one], pageLook(904));
    expect(figure.body.text.match(/<circle [^>]*fill="var\(--paper\)"/g)).toHaveLength(1);
    expect(figure.body.text).toContain('>– a<');
    expect(figure.caption).toContain(`a: ${why}`);
    expect(figure.caption.join(' ')).toContain('over 4 planned comparisons (no p below .031 can come');
    expect(figure.body.text).toContain('>no value<'.replace('no value', '+.30'));
    const none = figures.forest([comparison({ difference: NOTHING })], pageLook(904));
    expect(none.body.text).toContain('>no value<');
  });

  it('says how many seeds remain where some do not differ', () => {
    const figure = figures.forest([comparison({ zeros: 3 })], pageLook(904));
    expect(figure.body.text).toContain('>5 of 8<');
    expect(figure.caption).toContain('n: seeds that differ, of all.');
  });
});

it('labels of trajectories keep apart and in the order of their ends', () => {
  const arms = Array.from({ length: 24 }, (_, i) => trajectory(arm(`arm ${i}`), 0.5 + 0.001 * i, 20));
  const text = figures.trajectories(arms, pageLook(904)).body.text;
  const ys = [...text.matchAll(/y="([\d.]+)"[^>]*>arm \d+ /g)]
    .map(([, y]) => Number(y))
    .sort((a, b) => a - b);
  expect(ys).toHaveLength(24);
  ys.slice(1).forEach((y, i) => expect(y - ys[i]!).toBeGreaterThanOrEqual(14.9));
});

it('a heat map colours by score, and leaves out what does not count', () => {
  const data = heatMap([FOCAL], ['greets', 'facts', 'hedges']);
  const scores = [0.2, 1, 0.9];
  const figure = figures.heat({ ...data, rows: [{ arm: FOCAL, n: 8, scores }] }, pageLook(904));
  const strength = [...figure.body.text.matchAll(/fill-opacity="([\d.]+)"/g)].map(([, value]) =>
    Number(value),
  );
  expect(strength).toEqual([0.1, 0.5]);
  expect(figure.body.text.match(/stroke-dasharray/g)).toHaveLength(1);
  expect(figure.body.text).toContain('>.90<'); // its number is there all the same
  const narrow = figures.heat(
    heatMap(
      [FOCAL],
      Array.from({ length: 30 }, (_, k) => `c${k}`),
    ),
    pageLook(340),
  );
  expect(narrow.height).toBeGreaterThan(figure.height);
});

it('those who never reach a threshold have no median mark', () => {
  const row = { arm: FOCAL, reached: 2, n: 8, steps: [10, 20], median: null };
  const data = {
    ...threshold([]),
    rows: [row, { ...row, reached: 5, steps: [10, 20, 30, 40, 50], median: 45 }],
  };
  const text = figures.reach(data, pageLook(904), 150).body.text;
  expect(text.match(/stroke-width="2.5"/g)).toHaveLength(1);
  expect(text).toContain('>2 of 8<');
  expect(text.match(/fill-opacity=".5"/g)).toHaveLength(7);
});

describe('a dose', () => {
  it('says where a win becomes a loss', () => {
    expect(sentence(dose([0, 0.1, 0.2], 0.15))).toBe(
      'focal is ahead of static prior on average up to judge.fn .15, and behind it from there on.',
    );
    expect(sentence({ ...dose([0, 0.1, 0.2], 0.15), metric: 'spread' })).toContain('is behind static prior');
    expect(sentence(dose([0], null))).toBe('focal is ahead of static prior on average at every dose.');
  });
});
