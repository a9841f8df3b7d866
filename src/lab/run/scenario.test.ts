import { expect, it } from 'vitest';
import { findScenario, SCENARIO_IDS } from '../../scenarios/index.ts';
import { parseScenario } from './scenario.ts';

const own = findScenario('harsh-judge');
const remedy = { id: 'other', name: 'Other', explain: 'Does something else.', parameters: {} };
const withParameters = (parameters: object) => ({ ...own, remedies: [{ ...remedy, parameters }] });

it('a scenario may say what heals the failure that it shows, in parameters that methods have', () => {
  const { remedies } = parseScenario(withParameters({ 'focal.gamma': 0.5 }));
  expect(remedies).toEqual([{ ...remedy, parameters: { 'focal.gamma': 0.5 } }]);
  expect(() => parseScenario(withParameters({ 'focal.mood': 1 }))).toThrow(
    /Scenario: remedies\.0\.parameters.*there is no parameter "focal.mood"; known are .*focal.gamma/,
  );
  expect(() => parseScenario(withParameters({ 'focal.gamma': 12 }))).toThrow(
    'focal.gamma is 12; allowed is 0 to 8.',
  );
});

it('scenarios come in the order in which they are told', () => {
  expect(SCENARIO_IDS[0]).toBe('forgotten-footnote');
  expect(SCENARIO_IDS.slice(4, 6)).toEqual(['chasing-the-impossible', 'harsh-judge']);
});
