/** On what the studies run, as it is typed: seeds and a scenario for all of them, or what each was planned with. */
import { messageOf } from '../../lab/message-of.ts';
import type { Design } from '../../experiment/design/design.ts';
import { checkDesign } from '../../experiment/design/plan.ts';
import { parseSeeds } from '../../experiment/seeds.ts';
import type { Study } from '../../experiment/studies/study.ts';
import { findScenario } from '../../scenarios/index.ts';

export class StudyChoice {
  /** Empty: as many as each study wants. */
  seeds = $state('');
  /** Id of one that ships; empty: those that each study is about. */
  scenario = $state('');

  private readonly parsed = $derived.by((): { seeds: readonly number[] | null; problem: string } => {
    if (this.seeds.trim() === '') return { seeds: null, problem: '' };
    try {
      return { seeds: parseSeeds(this.seeds), problem: '' };
    } catch (error) {
      return { seeds: null, problem: messageOf(error) };
    }
  });

  /** What is wrong with the seeds; "" where all is well. */
  readonly problem: string = $derived(this.parsed.problem);

  /** @returns why it cannot be run so, where it cannot */
  designOf(study: Study): { design: Design; problem: '' } | { design: null; problem: string } {
    if (this.problem) return { design: null, problem: this.problem };
    const scenarios = this.scenario ? [this.scenario] : study.scenarios;
    try {
      const design = study.design({
        scenarios: scenarios.map(findScenario),
        seeds: this.parsed.seeds ?? Array.from({ length: study.seeds }, (_, i) => i + 1),
      });
      checkDesign(design);
      return { design, problem: '' };
    } catch (error) {
      return { design: null, problem: messageOf(error) };
    }
  }
}
