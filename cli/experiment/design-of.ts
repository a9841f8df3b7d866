/** The design that the flags of `npm run experiment` describe. */
import type { Design, Shard } from '../../src/experiment/design/design.ts';
import { checkDesign } from '../../src/experiment/design/plan.ts';
import { crossed, parseAblation } from '../../src/experiment/design/variation.ts';
import { parseSeeds } from '../../src/experiment/seeds.ts';
import { parseSettings } from '../../src/experiment/settings.ts';
import { findStudy } from '../../src/experiment/studies/index.ts';
import { findMethod } from '../../src/lab/reward/methods/index.ts';
import { findScenario } from '../../src/scenarios/index.ts';
import { scenarioAt } from '../scenario-at.ts';

/** Flags that say what is run. */
export interface DesignFlags {
  scenario?: string | undefined;
  methods?: string | undefined;
  seeds?: string | undefined;
  steps?: string | undefined;
  set: readonly string[];
  ablate: readonly string[];
  baseline?: string | undefined;
  study?: string | undefined;
}

/** Whether anything is said of what to run. */
export const saysDesign = ({ set, ablate, ...flags }: DesignFlags): boolean =>
  set.length > 0 || ablate.length > 0 || Object.values(flags).some((value) => value !== undefined);

const list = (text: string): string[] => [...new Set(text.split(',').map((part) => part.trim()))];

/** @throws naming what is wrong and what is allowed */
export function designOf(flags: DesignFlags): Design {
  const study = flags.study === undefined ? null : findStudy(flags.study);
  if (!flags.scenario && !study) throw new Error('--scenario is missing.');
  const scenarios = flags.scenario
    ? list(flags.scenario).map(scenarioAt)
    : study!.scenarios.map((id) => findScenario(id));
  const seeds = parseSeeds(flags.seeds ?? String(study?.seeds ?? 2));
  const overrides = [...flags.set, ...(flags.steps === undefined ? [] : [`steps=${flags.steps}`])];
  // Settings are checked against the first scenario here, against each in `checkDesign`.
  const settings = parseSettings(overrides, scenarios[0]!.training);
  let design: Design;
  if (study) {
    const own = (['methods', 'baseline'] as const).find((name) => flags[name] !== undefined);
    if (own || flags.ablate.length > 0)
      throw new Error(
        `--${own ?? 'ablate'} does not go with --study: the study "${study.id}" says what is compared.`,
      );
    design = study.design({ scenarios, seeds });
  } else {
    const methods = flags.methods ? list(flags.methods) : [...scenarios[0]!.methods];
    methods.forEach(findMethod);
    design = {
      ...{ study: null, scenarios, methods, seeds, forkTest: null, training: {}, parameters: {} },
      variations: crossed(flags.ablate.map((text) => parseAblation(text, methods))),
      baselines: flags.baseline ? list(flags.baseline) : null,
    };
  }
  design = {
    ...design,
    training: { ...design.training, ...settings.training },
    parameters: { ...design.parameters, ...settings.parameters },
  };
  checkDesign(design);
  return design;
}

/** @param text e.g. "2/4"; undefined for none */
export function parseShard(text: string | undefined, { seeds }: Design): Shard | null {
  if (text === undefined) return null;
  const [, index, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (!index || shard.index < 1 || shard.index > shard.of)
    throw new Error(`--shard is "${text}"; allowed is i/n with i from 1 to n, e.g. 2/4.`);
  if (shard.of > seeds.length)
    throw new Error(
      `--shard is "${text}", but there are ${seeds.length} seeds: shards share out seeds, so there are at most ${seeds.length}.`,
    );
  return shard;
}
