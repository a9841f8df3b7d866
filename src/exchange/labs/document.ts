/** The report of a lab's study as one HTML document that stands alone. */
import { seedText } from '../../experiment/report/facts.ts';
import type { Neighbour, Value } from '../../neighbours/neighbour.ts';
import { findArm, findScenario } from '../../neighbours/parts.ts';
import type { LabResults } from '../../neighbours/results.ts';
import { tellStudy, type Told } from '../../neighbours/study.ts';
import { comparisonTable, levelTable } from '../../neighbours/tables.ts';
import type { Fact, ReportContent, ReportSection, ReportTable } from '../experiment/content.ts';
import { experimentReport } from '../experiment/report.ts';
import { labChart } from './chart.ts';
import { armNames, chartData } from './figures.ts';
import { labStatisticsNote } from './statistics-note.ts';

const CONFIDENCE = {
  paper: 'formulas and constants from the paper itself',
  'public code': 'from the code that was published with it',
  summary: 'from summaries of it, where the text was not at hand',
  reconstruction: 'put together by us',
} as const;

export const labDocument = (
  lab: Neighbour,
  results: LabResults,
  told: Told = tellStudy(lab, results.plan, results.tracks),
): string => experimentReport(content(lab, results, told), armNames(lab));

function content(lab: Neighbour, results: LabResults, told: Told): ReportContent {
  const { plan } = results;
  return {
    title: lab.name,
    question: lab.study.question,
    answer: [`The paper’s claim, in our words: ${lab.study.claim}`, ...told.answer],
    warnings: [
      ...told.warnings,
      ...(results.otherDevices.length > 0
        ? [
            'Parts of it were computed on different devices: between those, runs are not the same bit for bit.',
          ]
        : []),
    ],
    facts: factsOf(lab, results),
    sections: [
      {
        title: 'How the arms compare',
        paragraphs: [],
        figures: [],
        tables: told.compared.length > 0 ? [comparisonTable(lab, told)] : [],
      },
      ...plan.scenarios.map((scenario) => scenarioSection(lab, results, scenario)),
      {
        title: 'Where each arm ends',
        paragraphs: lab.outcomes.map(({ name, explain }) => `${name}: ${explain}`),
        figures: [],
        tables: [levelTable(lab, plan, results.tracks)],
      },
      {
        title: 'What is simplified',
        paragraphs: lab.simplified,
        figures: [],
        tables: [armsTable(lab, plan.arms), settingsTable(lab, results)],
      },
    ],
    statistics: labStatisticsNote(told),
  };
}

function factsOf(lab: Neighbour, { plan, device, otherDevices, date, complete }: LabResults): Fact[] {
  const { title, arxiv, venue, confidence } = lab.paper;
  return [
    [
      'Paper',
      `${title} (arXiv ${arxiv}, ${venue}); how it was had: ${confidence}, ${CONFIDENCE[confidence]}`,
    ],
    ['Lab', lab.summary],
    ['Scenarios', plan.scenarios.map((id) => findScenario(lab, id).name).join(', ')],
    ['Arms', plan.arms.map((id) => findArm(lab, id).name).join(' · ')],
    ['Seeds', seedText(plan.seeds)],
    ['Device', [device.label, ...otherDevices].join(', ')],
    ['Engine', `${device.engine}, ${device.secondsPerStep.toFixed(3)} s per step of a batch`],
    ['Shared with the engine', lab.shared.join(' ')],
    ['Its own', lab.own.join(' ')],
    ['Day', date],
    ['Complete', complete ? 'yes' : 'no'],
  ];
}

function scenarioSection(lab: Neighbour, results: LabResults, id: string): ReportSection {
  const { name, note } = findScenario(lab, id);
  return {
    title: name,
    paragraphs: [note],
    figures: chartData(lab, results, id).map(
      ({ data }) =>
        (look) =>
          labChart(data, look),
    ),
    tables: [],
  };
}

const armsTable = (lab: Neighbour, arms: readonly string[]): ReportTable => ({
  caption: 'Arms: what is compared.',
  head: ['arm', 'what it does'],
  rows: arms.map((id) => [findArm(lab, id).name, findArm(lab, id).idea]),
});

const settingText = (value: Value | undefined): string => (value === undefined ? '–' : String(value));

const settingsTable = (lab: Neighbour, { plan, settings }: LabResults): ReportTable => ({
  caption: 'Settings of each scenario’s runs.',
  head: ['setting', ...plan.scenarios.map((id) => findScenario(lab, id).name), 'what it does'],
  rows: lab.fields.map(({ id, name, explain }) => [
    `${name} (${id})`,
    ...plan.scenarios.map((scenario) => settingText(settings[scenario]?.[id])),
    explain,
  ]),
});
