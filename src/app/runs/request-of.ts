/** What the worker is asked for to have a recipe's run. */
import type { BackendWish } from '../../lab/engine/device.ts';
import type { Scenario } from '../../lab/run/scenario.ts';
import type { Recipe } from '../../exchange/recipe/recipe.ts';
import { writeRecipe } from '../../exchange/recipe/write.ts';
import { findScenario } from '../../scenarios/index.ts';
import type { OpenRequest } from '../../worker/protocol.ts';

export interface Asked {
  /** As the page knows it: its rubric is its own, that of the request the run's. */
  scenario: Scenario;
  request: OpenRequest;
}

/** @throws where the page has no way to run it */
export function requestOf(recipe: Recipe, { backend }: { backend: BackendWish }): Asked {
  const { scenario: named, rubric } = writeRecipe(recipe);
  const shipped = typeof named === 'string' ? findScenario(named) : null;
  const { methods, seeds, training, parameters, formula, stem } = recipe;
  const first = seeds[0]!;
  if (seeds.some((seed, i) => seed !== first + i))
    throw new Error(
      `Its seeds are ${seeds.join(', ')}; the page runs seeds that follow one another, such as ${first} to ${first + seeds.length - 1}.`,
    );
  return {
    scenario: shipped ?? recipe.scenario,
    request: {
      scenario: shipped ? shipped.id : recipe.scenario,
      methods: [...methods],
      seeds: { first, count: seeds.length },
      ...(shipped && rubric && { rubric: recipe.scenario.rubric }),
      training,
      parameters,
      ...(formula !== null && { formula }),
      ...(stem && { stem }),
      backend,
      // Where the fused engine cannot run, the other one is better than none.
      engine: recipe.engine === 'ops' ? 'ops' : 'auto',
      freshBase: false,
    },
  };
}
