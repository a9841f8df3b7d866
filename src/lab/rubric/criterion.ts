/** A criterion of the rubric: what is asked, how it is detected, and how much it weighs. */
import type { DetectorSettings } from './detectors/index.ts';

/** Hard Rule: met or not. Principle: an integer 0 to 10. (The paper's two tags.) */
export type CriterionKind = 'hard-rule' | 'principle';

export interface Criterion {
  /** Stable slug, e.g. "cites"; keys its noise and its column names. */
  id: string;
  name: string;
  /** The requirement as a judge would read it. */
  text: string;
  kind: CriterionKind;
  /** Prior weight, 0 or more; weights are normalised over the active criteria. */
  weight: number;
  /** Inactive criteria are judged and shown but earn nothing. */
  active: boolean;
  /** Cannot be met by any answer; left out of the direct, worst and strict scores. */
  unsatisfiable: boolean;
  detector: DetectorSettings;
}
