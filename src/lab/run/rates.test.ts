import { expect, it } from 'vitest';
import { findScenario } from '../../scenarios/index.ts';
import { idsOf } from '../language/words.ts';
import { asExamples, corpusAnswers, ratesOf } from './rates.ts';

const scenario = findScenario('forgotten-footnote');

it('measures how often a corpus meets each criterion, near what its mixture says', () => {
  const answers = corpusAnswers(scenario, 2000);
  const rates = ratesOf(answers, scenario.rubric);
  const of = (id: string) => rates[scenario.rubric.findIndex((criterion) => criterion.id === id)]!;
  expect(Math.abs(of('greets') - scenario.mixture.greeting)).toBeLessThan(0.03);
  expect(Math.abs(of('clean') - (1 - scenario.mixture.forbidden))).toBeLessThan(0.03);
  expect(Math.abs(of('cite') - scenario.mixture.citation)).toBeLessThan(0.02);
  expect(ratesOf(corpusAnswers(scenario, 2000), scenario.rubric)).toEqual(rates);
});

it('follows what a mixture says of one topic', () => {
  const topics = [null, { greeting: 1 }, { greeting: 0 }, null, null, null];
  const answers = corpusAnswers({ ...scenario, mixture: { ...scenario.mixture, topics } }, 600);
  const rate = (topic: number) =>
    ratesOf(
      answers.filter(({ prompt }) => prompt === topic),
      scenario.rubric,
    )[0];
  expect([rate(1), rate(2)]).toEqual([1, 0]);
  expect(rate(0)).toBeGreaterThan(0.5);
});

it('takes a policy’s answers prompt by prompt, and has no rate where nothing detects', () => {
  const [hello] = idsOf('greeting');
  const tokens = Int32Array.from({ length: 24 }, (_, i) => (i % 4 === 0 ? hello! : 0));
  const examples = asExamples({ step: 0, tokens, rollouts: 1, maxTokens: 4 });
  expect(examples.map(({ prompt }) => prompt)).toEqual([0, 1, 2, 3, 4, 5]);
  const [greets] = scenario.rubric;
  const undetected = { ...greets!, detector: null, active: false };
  expect(ratesOf(examples, [greets!, undetected])).toEqual([1, NaN]);
});
