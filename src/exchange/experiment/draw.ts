/** Draws the figures of a report: on the page in its own colours, or as files that stand alone. */
import * as figures from './figures/index.ts';
import type { Markup } from '../markup.ts';
import { lookAt, seat, stackOrder } from '../svg/palette.ts';
import type { FigureSpec } from '../../experiment/report/shapes.ts';
import type { Results } from '../../experiment/results.ts';
import { shardSeeds } from '../../experiment/design/plan.ts';
import { seedText } from '../../experiment/report/facts.ts';

/** One drawing; several where a kind shows one thing each. */
export function drawn(spec: FigureSpec, look: figures.Look): figures.Figure[] {
  switch (spec.kind) {
    case 'forest':
      return [figures.forest(spec.data, look)];
    case 'trajectories':
      return [figures.trajectories(spec.data, look)];
    case 'heat-map':
      return [figures.heat(spec.data, look)];
    case 'threshold':
      return [figures.reach(spec.data, look)];
    case 'speed-level':
      return [figures.speed(spec.data, look)];
    case 'grid':
      return [figures.ablation(spec.data, look)];
    case 'dose':
      return spec.data.map((data) => figures.dose(data, look));
    case 'judge-gold':
      return [figures.overOptimisation(spec.data, look)];
    case 'returns':
      return [figures.returnCorrelation(spec.data, look)];
    case 'passive':
      return [figures.passiveCorrelation(spec.data, look)];
    case 'ranking':
      return [figures.ranking(spec.data, look)];
  }
}

/**
 * Criteria wear what they wear in the lab: seats by rising weight.
 *
 * @param first the scenario whose criteria are seated first
 */
export function namesOf({ scenarios }: Pick<Results, 'scenarios'>, first = ''): figures.Names {
  const ids = Object.keys(scenarios).sort((a, b) => Number(b === first) - Number(a === first));
  const places = seat(
    ids.flatMap((id) => {
      const { criteria } = scenarios[id]!;
      return stackOrder(criteria).map((k) => criteria[k]!.id);
    }),
  );
  return {
    criterion: (id) => lookAt(places.get(id) ?? places.size),
    scenario: (id) => scenarios[id]?.name ?? id,
  };
}

const firstOf = (spec: FigureSpec): string => (spec.kind === 'heat-map' ? spec.data.scenario : '');

/** Ids of the scenarios that a figure shows. */
function scenariosOf({ data }: FigureSpec): string[] {
  const items: readonly object[] = 'length' in data ? data : [data];
  const ids = items.flatMap((item) => {
    const own = item as { scenario?: string; arm?: { scenario: string } };
    return own.scenario ?? own.arm?.scenario ?? [];
  });
  return [...new Set(ids)];
}

export interface OnPage {
  drawing: Markup;
  caption: readonly string[];
}

/** @param width in pixels that there is on the page */
export function onPage(spec: FigureSpec, results: Results, width: number): OnPage[] {
  const look = figures.pageLook(width, namesOf(results, firstOf(spec)));
  return drawn(spec, look).map((made) => ({ drawing: figures.bare(made, look), caption: made.caption }));
}

/** SVG documents that say what ran. */
export function asFiles(spec: FigureSpec, results: Results): string[] {
  const look = figures.framedLook(namesOf(results, firstOf(spec)));
  return drawn(spec, look).map((made) => figures.framed(made, look, ranLines(results, scenariosOf(spec))));
}

function ranLines(results: Results, shown: readonly string[]): string[] {
  const { scenarios, runs, design, shard, device, otherDevices, date, complete } = results;
  const seeds = design ? shardSeeds(design.seeds, shard) : [...new Set(runs.map(({ seed }) => seed))];
  const names = Object.entries(scenarios).flatMap(([id, { name }]) => (shown.includes(id) ? name : []));
  return [
    [names.join(', '), `seeds ${seedText(seeds)}`, ...(complete ? [] : ['not complete'])].join(' · '),
    [[device.label, ...otherDevices].join(', '), `engine ${device.engine}`, date].join(' · '),
  ];
}
