/**
 * A neighbour: one paper that stands beside Focal Reward, as a lab of its own in its smallest faithful form. The page,
 * the worker, the command line and the statistics know labs through this alone.
 *
 * A run of a lab trains several arms (what is compared: methods, schedules) with several seeds in lock-step. Each pair of
 * arm and seed is a track; each step gives every track one number per measure.
 */
import type { Laboratory } from '../experiment/run/laboratory.ts';

export type Confidence = 'paper' | 'public code' | 'summary' | 'reconstruction';

/** A setting of a lab: flat, so that a link, `--set` and a form can all carry it. */
export type Value = number | string | boolean;
export type Settings = Readonly<Record<string, Value>>;

interface FieldBase {
  /** As `--set` and links name it, e.g. "mixStart". */
  id: string;
  /** As the form names it, e.g. "Teacher’s first mix". */
  name: string;
  /** What it does, in a sentence. */
  explain: string;
}

export type Field =
  | (FieldBase & { kind: 'number'; min: number; max: number; step: number; whole?: boolean; initial: number })
  | (FieldBase & { kind: 'choice'; options: readonly { id: string; name: string }[]; initial: string })
  | (FieldBase & { kind: 'switch'; initial: boolean });

/** A set-up of the lab that shows something: settings over the fields' initial ones. */
export interface LabScenario {
  id: string;
  name: string;
  /** What it shows, in one or two sentences; where the method fails, it says so. */
  note: string;
  settings: Settings;
}

/** Something that is compared: a method, a schedule, a way to refine. */
export interface Arm {
  id: string;
  name: string;
  /** What it does, in a sentence. */
  idea: string;
}

/** A number that every track has at every step. */
export interface Measure {
  id: string;
  name: string;
  /** What it is, in a sentence, with its unit. */
  explain: string;
  /** Where its axis begins and ends; null where that is found in the numbers. */
  range: readonly [number, number] | null;
  /** Measures with the same group share a chart, told apart by line style, e.g. gold beside proxy; its own chart if left out. */
  chart?: string;
  /** A number setting that charts draw as a level, e.g. the threshold of an alarm. */
  level?: string;
}

/** Something that happened to a track at a step: a mark on the charts, and a line in the list of events. */
export interface LabEvent {
  step: number;
  /** e.g. "onset", "refined", "flagged". */
  kind: string;
  /** A sentence. */
  text: string;
}

/** What a run of a lab trains. */
export interface LabPlan {
  /** A scenario's id. */
  scenario: string;
  /** Settings over the scenario's. */
  settings: Settings;
  /** Arms by id, in the order in which they are shown. */
  arms: readonly string[];
  seeds: readonly number[];
}

/** One arm with one seed, after a step. */
export interface TrackStep {
  arm: string;
  seed: number;
  /** By measure id; NaN where it has no value at this step. */
  values: Readonly<Record<string, number>>;
  events: readonly LabEvent[];
}

export interface LabStep {
  /** 0 is before any training: the first that a run gives. */
  step: number;
  tracks: readonly TrackStep[];
}

/** What a user does to a run, e.g. the criterion they chose themselves; what there is, the lab says. Plain JSON. */
export type LabAction = Readonly<Record<string, unknown>> & { readonly kind: string };

/** A run of a lab on a device. */
export interface LabRun {
  /** Steps of the whole run; a finished run has given `steps + 1` (0 is the state before training). */
  readonly steps: number;
  /**
   * The next step of all tracks.
   *
   * @throws when the device is lost
   */
  advance(): Promise<LabStep>;
  /**
   * What the lab's own panel shows beside the charts, plain JSON: samples, learnt weights, the pair that was compared.
   * It is asked for after every step of a run that is watched, and never in a study.
   */
  look(): Promise<unknown>;
  /** @throws when it is not possible, with what is allowed; the run is as it was */
  act?(action: LabAction): Promise<void>;
  dispose(): void;
}

/** One number made of a finished track, that arms are compared by. */
export interface Outcome {
  id: string;
  name: string;
  /** What it is, in a sentence, with its unit. */
  explain: string;
  /** Whether more of it is better; null where it is neither. */
  better: 'higher' | 'lower' | null;
  /** NaN where the track has none, e.g. an onset that never came. */
  of(track: Track): number;
}

/** A whole track: what a results file keeps of it. */
export interface Track {
  scenario: string;
  arm: string;
  seed: number;
  /** [step] by measure id, the state before training first. */
  values: Readonly<Record<string, readonly number[]>>;
  events: readonly LabEvent[];
}

/** An arm less another, by seeds, in one outcome. */
export interface Comparison {
  scenario: string;
  arm: string;
  against: string;
  outcome: string;
  /** Told by its interval alone: it is not tested, and leaves the others' correction as it is. */
  exploratory?: boolean;
}

/** What came of a comparison; `difference` is NaN where fewer than two seeds have it, its bounds where fewer than three do. */
export interface Compared extends Comparison {
  /** Seeds that both arms have the outcome for. */
  seeds: readonly number[];
  difference: number;
  /** BCa 95 % interval of the mean difference. */
  low: number;
  high: number;
  /**
   * Exact Wilcoxon signed-rank test, and Holm's correction over the study's comparisons; null where all
   * seeds are equal, and where it is exploratory.
   */
  p: number | null;
  adjusted: number | null;
}

/** The question that one click answers, with intervals over seeds. */
export interface LabStudy {
  question: string;
  /** The paper's claim, in our words. */
  claim: string;
  scenarios: readonly string[];
  arms: readonly string[];
  /** Settings over the scenarios', e.g. fewer steps. */
  settings?: Settings;
  comparisons: readonly Comparison[];
  /** Sentences made from the numbers alone: whether the claim is reproduced here, and how large the effect is. */
  answer(compared: readonly Compared[], tracks: readonly Track[]): readonly string[];
}

/** A step of the explanation. Numbers in it are read from the run that stands, never written down. */
export interface ExplainStep {
  id: string;
  title: string;
  /** Paragraphs; words in *stars* are set in italics. */
  text: readonly string[];
  /** What is opened for this step; left out, the run goes on. */
  open?: Partial<LabPlan>;
  /** The run is trained up to here for this step. */
  to?: number;
  /** The chart or the part of the lab's own panel that the text speaks of. */
  light?: string;
  predict?: Prediction;
}

/** A question to think about before training goes on. */
export interface Prediction {
  question: string;
  /** Two to four. */
  options: readonly string[];
  /** The step by which the run shows who was right; the page trains up to it once an option is chosen. */
  by: number;
  /** Which option came true, from 0 on; null while the run cannot tell. */
  found(tracks: readonly Track[]): number | null;
  /** What happened, with the run's numbers. */
  told(tracks: readonly Track[]): string;
}

export interface Neighbour {
  id: string;
  name: string;
  paper: { title: string; arxiv: string; venue: string; confidence: Confidence };
  /** What the lab shows, in a sentence that a newcomer understands. */
  summary: string;
  /** What is simplified against the paper, one sentence each. */
  simplified: readonly string[];
  /** Which pieces of the engine it shares, and which are its own. */
  shared: readonly string[];
  own: readonly string[];
  fields: readonly Field[];
  /** The first is opened at first. */
  scenarios: readonly LabScenario[];
  arms: readonly Arm[];
  /** Arms and number of seeds that the page opens with. */
  usual: { arms: readonly string[]; seeds: number };
  measures: readonly Measure[];
  outcomes: readonly Outcome[];
  study: LabStudy;
  /** Five steps. */
  explanation: readonly ExplainStep[];
  /**
   * Begins a run; the settings in the plan are complete and were checked.
   *
   * @param tell a wait that a person should know of, e.g. "warming up the policy"; null when it is over. A wait
   *   throws where the run is wanted no longer: let that through, and let go of what was made
   */
  open(
    plan: LabPlan,
    laboratory: Laboratory,
    tell?: (what: string | null, done: number | null) => void,
  ): Promise<LabRun>;
}
