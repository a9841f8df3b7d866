/** What is taken to a training stack: a rubric, a way to weigh it, and the settings it was tuned with. */
import type { Texts } from '../../lab/language/language.ts';
import type { MethodParameters } from '../../lab/reward/methods/method.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import type { Training } from '../../lab/run/scenario.ts';

/** Who scores an answer: each criterion's detector where it has one, or a language model that reads the texts. */
export type Scorer = 'detectors' | 'judge';

export interface StackLab {
  name: string;
  criteria: readonly Criterion[];
  /** Id of a reward method. */
  method: string;
  /** Those that are not said are the method's defaults. */
  parameters: MethodParameters;
  /** The rule of the method "custom"; undefined is its default. */
  formula?: string | undefined;
  training: Training;
  /** Words of the scenario's own. */
  language?: Texts | undefined;
  scorer: Scorer;
}
