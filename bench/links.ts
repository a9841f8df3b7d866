/** How long links come out: of every scenario as it is, after usual sessions, and with a rubric written anew. */
import { recipeOf, type RunToTell } from '../src/exchange/recipe/recipe-of.ts';
import { writeLink } from '../src/exchange/recipe/link.ts';
import type { Recipe } from '../src/exchange/recipe/recipe.ts';
import { Dice } from '../src/exchange/fuzz/dice.ts';
import { randomEdits } from '../src/exchange/fuzz/recipes.ts';
import { DEFAULT_FORMULA } from '../src/lab/reward/methods/custom.ts';
import type { Criterion } from '../src/lab/rubric/criterion.ts';
import { randomSettings } from '../src/lab/rubric/detectors/arbitrary.ts';
import { carryOut, defaultParameters, type Edited } from '../src/lab/run/apply.ts';
import type { EditRequest } from '../src/lab/run/edit.ts';
import type { Scenario } from '../src/lab/run/scenario.ts';
import { SCENARIOS } from '../src/scenarios/index.ts';

/** Beyond it, chats and mail programs begin to cut. */
const AIM = 2000;

/** Draws of random edits; the longest counts. */
const DRAWS = 20;

const run = (scenario: Scenario, more: Partial<RunToTell> = {}): Recipe =>
  recipeOf({
    scenario,
    methods: scenario.methods,
    seeds: [1, 2, 3, 4, 5, 6, 7, 8],
    engine: 'fused',
    edits: [],
    ...more,
  });

const startOf = (scenario: Scenario) => ({
  criteria: scenario.rubric,
  parameters: defaultParameters(),
  training: scenario.training,
  formula: DEFAULT_FORMULA,
});

/** Two weights, gamma, a criterion off, an option of GRPO, and one of them taken back. */
function session(scenario: Scenario): Recipe {
  const [first, second] = scenario.rubric.filter(({ promptWeights }) => !promptWeights);
  const asked: [number, EditRequest][] = [
    [12, { kind: 'weight', criterion: first!.id, value: 0.65 }],
    [31, { kind: 'weight', criterion: second!.id, value: 2.4 }],
    [47, { kind: 'parameter', name: 'focal.gamma', value: 2.35 }],
    [58, { kind: 'active', criterion: second!.id, value: false }],
    [77, { kind: 'training', name: 'beta', value: 0.005 }],
    [93, { kind: 'undo' }],
  ];
  const end = asked.reduce<Edited>((edited, [step, request]) => carryOut(edited, request, step), {
    state: startOf(scenario),
    edits: [],
  });
  return run(scenario, { edits: end.edits, at: 84, name: 'gamma 1 → 2.35, hedging off' });
}

const WORDS =
  'opens closes cites hedges a the source fact answer greeting politely before after every never once'.split(
    ' ',
  );

/** Ten criteria of one's own, each with a text of a sentence. */
function rewritten(scenario: Scenario): Recipe {
  const dice = new Dice(1);
  const rubric = Array.from({ length: 10 }, (_, i): Criterion => {
    const words = Array.from({ length: 14 }, () => dice.pick(WORDS)).join(' ');
    return {
      id: `${dice.pick(WORDS)}_${i}`,
      name: words.split(' ').slice(0, 3).join(' '),
      text: `${words}.`,
      kind: dice.pick(['hard-rule', 'principle']),
      weight: dice.whole(1, 20) / 2,
      polarity: 'positive',
      active: true,
      unsatisfiable: false,
      detector: randomSettings(dice.next),
      judge: {},
      tags: [],
    };
  });
  return run(scenario, { rubric });
}

async function longest(scenario: Scenario, edits: number): Promise<number> {
  const lengths = Array.from({ length: DRAWS }, async (_, i) => {
    const recipe = { ...run(scenario), edits: randomEdits(new Dice(i), startOf(scenario), edits) };
    return (await writeLink(recipe)).length;
  });
  return Math.max(...(await Promise.all(lengths)));
}

export interface LinkLengths {
  scenario: string;
  untouched: number;
  session: number;
  /** The longest of several draws. */
  thirtyEdits: number;
  rewritten: number;
}

export const linkLengths = (): Promise<LinkLengths[]> =>
  Promise.all(
    SCENARIOS.map(async (scenario) => ({
      scenario: scenario.id,
      untouched: (await writeLink(run(scenario))).length,
      session: (await writeLink(session(scenario))).length,
      thirtyEdits: await longest(scenario, 30),
      rewritten: (await writeLink(rewritten(scenario))).length,
    })),
  );

export function linkTable(lengths: readonly LinkLengths[]): string {
  const row = (cells: readonly (string | number)[]) =>
    cells.map((cell, i) => (i === 0 ? String(cell).padEnd(22) : String(cell).padStart(16))).join('');
  const most = Math.max(...lengths.flatMap((own) => [own.untouched, own.session]));
  return [
    row(['characters of a link', 'untouched', '6 edits', '30 random edits', 'other rubric']),
    ...lengths.map((own) => row([own.scenario, own.untouched, own.session, own.thirtyEdits, own.rewritten])),
    '',
    `8 seeds each; of 30 random edits of every kind, the longest of ${DRAWS} draws; the other rubric has 10 criteria`,
    `with texts of 14 words. Untouched and after a usual session at most ${most}; the aim is under ${AIM}.`,
  ].join('\n');
}
