/** All charts of a lab's study: for its report, and as files that stand alone. */
import type { Neighbour } from '../../neighbours/neighbour.ts';
import { findArm, findScenario } from '../../neighbours/parts.ts';
import type { LabResults } from '../../neighbours/results.ts';
import { seriesOf } from '../../neighbours/series.ts';
import { seedText } from '../../experiment/report/facts.ts';
import { framed, framedLook, type Names } from '../experiment/figures/index.ts';
import { lookAt } from '../svg/palette.ts';
import { chartsOf, labChart, type ChartData } from './chart.ts';

/** Arms wear their hue by their place in the lab, wherever they are shown. */
export const armNames = (lab: Neighbour): Names => ({
  criterion: (id) =>
    lookAt(
      Math.max(
        0,
        lab.arms.findIndex((arm) => arm.id === id),
      ),
    ),
});

/** Charts of one scenario, each with a name that a file can have. */
export function chartData(
  lab: Neighbour,
  { plan, tracks }: Pick<LabResults, 'plan' | 'tracks'>,
  scenario: string,
): { id: string; data: ChartData }[] {
  const arms = plan.arms.map((id) => findArm(lab, id));
  const { name } = findScenario(lab, scenario);
  const own = tracks.filter((track) => track.scenario === scenario);
  return chartsOf(lab.measures).map((measures) => ({
    id: `${scenario}-${measures[0]!.chart ?? measures[0]!.id}`,
    data: {
      ...{ scenario: name, measures, arms },
      series: arms.flatMap(({ id: arm }) =>
        measures.map(({ id }) =>
          seriesOf(
            own.filter((track) => track.arm === arm),
            arm,
            id,
          ),
        ),
      ),
    },
  }));
}

/** What ran and what computed it, a line each. */
export const ranLines = (lab: Neighbour, results: LabResults, scenario: string): string[] => [
  [
    lab.name,
    findScenario(lab, scenario).name,
    `seeds ${seedText(results.plan.seeds)}`,
    ...(results.complete ? [] : ['not complete']),
  ].join(' · '),
  [
    [results.device.label, ...results.otherDevices].join(', '),
    `engine ${results.device.engine}`,
    results.date,
  ].join(' · '),
];

/** SVG documents by file name, e.g. "plain-share.svg". */
export function labFigures(lab: Neighbour, results: LabResults): { name: string; svg: string }[] {
  const look = framedLook(armNames(lab));
  return results.plan.scenarios.flatMap((scenario) =>
    chartData(lab, results, scenario).map(({ id, data }) => ({
      name: `${id.replaceAll(/[^\w-]+/g, '-')}.svg`,
      svg: framed(labChart(data, look), look, ranLines(lab, results, scenario)),
    })),
  );
}
