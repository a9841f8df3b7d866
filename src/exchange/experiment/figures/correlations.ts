/** Rank correlations as rows: as measured, and per unit of headroom, which a high score cannot fake. */
import type { Interval, PassiveCorrelation, ReturnCorrelation } from '../../../experiment/analysis/shapes.ts';
import type { DotMark, DotRow } from './dot-panel.ts';
import { dotRows } from './dot-rows.ts';
import type { Figure } from './figure.ts';
import type { Look } from './look.ts';
import { between, counted, NONE, signed } from './numbers.ts';

const HOW = [
  'Spearman correlation over criteria, averaged, with a 95 % bootstrap interval over seeds.',
  'Solid: with the gain itself; hollow: with the gain per unit of headroom, gain / (1 − score before).',
];

const UNKNOWN: Interval = { mean: NaN, low: NaN, high: NaN, n: 0 };

/** The causal test: what an estimator promises against what a favoured criterion gained. */
export const returnCorrelation = (data: readonly ReturnCorrelation[], look: Look): Figure =>
  correlations(
    'Does the estimate predict what favour returns?',
    data.map((each) => ({
      ...each,
      name: each.predictor,
      tail: `${each.says}; ${counted(each.cells, 'pair')} of seed and checkpoint`,
    })),
    [...HOW, ...cellsOf(data)],
    ['promises more, gains less', 'promises more, gains more'],
    look,
  );

/** Within ordinary runs: saturation now against gain later. */
export const passiveCorrelation = (data: readonly PassiveCorrelation[], look: Look): Figure => {
  const horizons = [...new Set(data.map(({ horizon }) => horizon))];
  return correlations(
    'Does headroom go with later gain?',
    data.map((each) => ({ ...each, name: each.arm.label, tail: `${each.horizon} steps later` })),
    [
      ...HOW,
      ...(horizons.length > 0
        ? [`Gain: ${horizons.join(' or ')} steps later, from a baseline of other answers than the headroom.`]
        : []),
    ],
    ['more headroom, less gain', 'more headroom, more gain'],
    look,
  );
};

interface Row {
  scenario: string;
  name: string;
  raw: Interval | null;
  normalised: Interval | null;
  tail: string;
}

function correlations(
  title: string,
  rows: readonly Row[],
  caption: readonly string[],
  directions: readonly [string, string],
  look: Look,
): Figure {
  const scenarios = [...new Set(rows.map(({ scenario }) => scenario))];
  const { body, height } = dotRows(
    {
      groups: scenarios.map((scenario) => ({
        name: scenarios.length > 1 ? look.scenario(scenario) : null,
        rows: rows.filter((row) => row.scenario === scenario).map(drawn),
      })),
      columns: [{ head: 'n', short: 'n ' }, { head: 'correlation' }, { head: '95 % interval' }],
      zero: 0,
      hold: [-1, 1],
      within: [-1, 1],
      directions,
    },
    look,
  );
  return {
    title,
    caption: [...caption, ...(scenarios.length === 1 ? [`Scenario: ${look.scenario(scenarios[0]!)}.`] : [])],
    width: look.width,
    height,
    body,
  };
}

function drawn({ name, raw, normalised, tail }: Row): DotRow {
  const pair = [raw, normalised] as const;
  const write = (say: (at: Interval) => string) =>
    [raw ? say(raw) : NONE, normalised ? say(normalised) : NONE] as [string, string];
  return {
    name,
    marks: pair.map((at, i): DotMark => ({
      at: at ?? UNKNOWN,
      hollow: i === 1,
      says: `${name}, ${i === 0 ? 'with the gain' : 'with the gain per unit of headroom'}: ${at ? `${signed(at.mean)} ${between(at, 2, signed)}, ${counted(at.n, 'seed')}` : 'could not be ranked'}; ${tail}`,
    })),
    values: [
      write(({ n }) => String(n)),
      write(({ mean }) => signed(mean)),
      write((at) => between(at, 2, signed)),
    ],
  };
}

function cellsOf(data: readonly ReturnCorrelation[]): string[] {
  const cells = data.map((each) => each.cells);
  if (cells.length === 0) return [];
  const [least, most] = [Math.min(...cells), Math.max(...cells)];
  return [`Ranked: ${least === most ? least : `${least} to ${most}`} pairs of seed and checkpoint.`];
}
