/** One policy as a safetensors file: every weight under its name. */
import { parameterLayout } from '../../lab/policy/shape.ts';
import { scenarioShape } from '../../lab/run/scenario.ts';
import type { Recipe } from '../recipe/recipe.ts';
import { writeSafetensors } from '../safetensors.ts';

export const CHECKPOINT_FORMAT = 'focal-lab-policy';

export function writeCheckpointFile(
  { scenario }: Recipe,
  parameters: Float32Array,
  about: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const layout = parameterLayout(scenarioShape(scenario));
  const tensors = new Map(
    layout.map(({ name, shape, offset, size }) => [
      name,
      { shape, values: parameters.slice(offset, offset + size) },
    ]),
  );
  return writeSafetensors({ tensors, metadata: { format: CHECKPOINT_FORMAT, ...about } });
}
