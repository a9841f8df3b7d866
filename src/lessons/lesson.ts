/**
 * A lesson: what its steps do to the app, without a word of text. What it says stands in `words.<language>.ts` beside
 * it (`LessonWords`), in which [words](key) carry out an action of the lesson and {key} is one of its live numbers.
 */
import type { Change } from '../lab/run/edit.ts';
import type { Training } from '../lab/run/scenario.ts';
import type { LessonView } from './view.ts';

/** Something that the text does to the app when its words are pressed, or that a step does when it is reached. */
export type Action =
  /** Begins another run in place of this one; what is left out is the scenario's. */
  | ({ do: 'open' } & SetUp)
  /** An edit of the run that stands, as if it were made in the rubric or under Methods. */
  | { do: 'edit'; change: Change }
  /** Several edits at once. */
  | { do: 'edits'; changes: readonly Change[] }
  /** Lights a part of the page for a while: a panel, or one criterion in all of them. */
  | { do: 'light'; part: Part }
  | { do: 'light'; criterion: string }
  /** Trains until so many steps were taken; where that was before, it does nothing. */
  | { do: 'train'; to: number }
  /** Looks at a step; null goes back to the head. */
  | { do: 'look'; step: number | null }
  /** Shows one of the views of the answers. */
  | { do: 'show'; view: 'answers' | 'numbers' | 'contrast' | 'gradient' }
  /** Opens a part of the page that is a place of its own. */
  | { do: 'go'; to: 'methods' | 'experiments' | 'slow-motion' | 'rubric'; study?: string }
  /** Opens a criterion's editor in the rubric. */
  | { do: 'edit-criterion'; criterion: string };

/** Parts of the page that can be lit, and hidden until a lesson needs them. */
export const PARTS = [
  'river',
  'outcome',
  'criteria',
  'answers',
  'rubric',
  'timeline',
  'gamma',
  'health',
  'seeds',
  'play',
] as const;
export type Part = (typeof PARTS)[number];

/** The run that a step begins. */
export interface SetUp {
  scenario: string;
  methods?: readonly string[];
  parameters?: Readonly<Record<string, number>>;
  training?: Partial<Training>;
  /** How many seeds, where the address does not say; left out, what suits the device. */
  seeds?: number;
  /** The lesson is about how many seeds there are: the address has no say in it. */
  aboutSeeds?: boolean;
  /** Edits of the rubric that it begins with. */
  changes?: readonly Change[];
}

/** A live number: what the text shows in its place. "", NaN's "–" or an error while there is none are shown as "–". */
export type LiveNumber = (view: LessonView) => string;

interface StepBase {
  /** Stable within the lesson, e.g. "first-weights"; its words go by it. */
  id: string;
  /** Done when the step is reached for the first time. */
  first?: readonly Action[];
  /** Panels that are on the page from here on; left out, as before. A lesson's first step has them. */
  panels?: readonly Panel[];
  /** Controls that are not needed yet and not on the page from here on; left out, as before. */
  without?: readonly Control[];
}

/**
 * Controls within panels that a lesson may leave out: the answers' ranks and advantages, what stands below the criteria,
 * a criterion's arrow, fork, the bar's dialogs.
 */
export const CONTROLS = ['ranks', 'gamma', 'editor', 'fork', 'dialogs'] as const;
export type Control = (typeof CONTROLS)[number];

/** The panels of `Layout.svelte.ts`, which lessons may hide until they need them. */
export const PANELS = ['river', 'outcome', 'criteria', 'answers', 'rubric', 'timeline'] as const;
export type Panel = (typeof PANELS)[number];

export type LessonStep =
  | (StepBase & { kind: 'read' })
  /** Asks what will happen; the options are the words' . */
  | (StepBase & {
      kind: 'predict';
      options: number;
      /** Trains, edits or opens: what shows who was right. Done when an option was chosen. */
      then: readonly Action[];
      /** Which option came true, from 0 on; null while that cannot be told yet. It reads the run, never a canned answer. */
      found: (view: LessonView) => number | null;
    })
  /** The open question at the end, with a link that carries the set-up as it stands. */
  | (StepBase & { kind: 'question' });

export interface LiveFormula {
  tex: string;
  /** The same with its numbers, e.g. "0.27 × 1 + 0.16 × 0.7 = 0.38"; each line on a line of its own. */
  live: (view: LessonView) => string;
}

export interface Lesson {
  /** Its folder, e.g. "a-rubric-becomes-a-reward"; `lesson.ts` in it exports this as `lesson`. */
  id: string;
  /** 1 to 7: the place in the course. */
  number: number;
  /** How long it takes a newcomer, in minutes, as tried out. */
  minutes: number;
  actions: Readonly<Record<string, Action>>;
  numbers: Readonly<Record<string, LiveNumber>>;
  /** Numbers of scenarios as they are written, for the teacher's words: these are read without a run. */
  facts?: Readonly<Record<string, () => string>>;
  /** Formula in TeX that the panel shows with its live numbers, where a step names it. */
  formulas?: Readonly<Record<string, LiveFormula>>;
  /** The first one's `first` opens the run; from the latest `open` on, a step's address sets everything up again. */
  steps: readonly LessonStep[];
}

/** What one step says. Paragraphs are separated by a blank line. */
export interface StepWords {
  title: string;
  /** Plain sentences with [words](action), {number} and, on a line of its own, {{formula}}. */
  text: string;
  /** What can be predicted. */
  options?: readonly string[];
  /** Said when it is known what came true, beside "You said … / It was …"; it may hold live numbers. */
  after?: string;
}

/** What a teacher needs for it, on the printable page; its questions may hold {facts}. */
export interface TeacherWords {
  /** What students can do afterwards. */
  aim: string;
  /** Minutes and what happens in them, e.g. ["0-2", "Let everyone predict before you press run."] */
  plan: readonly (readonly [string, string])[];
  /** Questions for the room, and what to expect as an answer. */
  questions: readonly { ask: string; expect: string }[];
  /** What students often get wrong. */
  pitfalls: readonly string[];
}

/** All words of a lesson in one language: what `words.<language>.ts` exports as `words`. */
export interface LessonWords {
  title: string;
  /** One sentence for the list of lessons. */
  summary: string;
  /** By step id. */
  steps: Readonly<Record<string, StepWords>>;
  teacher: TeacherWords;
}
