import { beforeAll, expect, it } from 'vitest';
import { findScenario, loadCheckpoint, SCENARIO_IDS } from '../../scenarios/index.ts';
import { readCheckpoint } from '../policy/checkpoint.ts';
import { scenarioShape } from '../run/scenario.ts';
import { measureBaseRates } from './base-rates.ts';
import { openDevice } from './device.ts';

beforeAll(() => openDevice('webgpu'));

it.each(SCENARIO_IDS)(
  '%s: the base policy meets each criterion as often as wanted, within 3 points',
  async (id) => {
    const scenario = findScenario(id);
    const shape = scenarioShape(scenario);
    const parameters = readCheckpoint(await loadCheckpoint(id), shape);
    const rates = await measureBaseRates(parameters, shape, scenario.rubric, 4, 7);
    scenario.rubric.forEach(({ id: criterion, baseRate }, k) => {
      if (baseRate !== undefined) expect(Math.abs(rates[k]! - baseRate), criterion).toBeLessThan(0.03);
    });
  },
);
