/** The doors of the page: places of their own, whose code is loaded when they are first entered. */
import type { ExperimentsDoor } from './experiments/ExperimentsDoor.svelte.ts';
import type { LabsDoor } from './labs/LabsDoor.svelte.ts';
import type { LessonsDoor } from './lessons/LessonsDoor.svelte.ts';
import type { RunsDoor } from './runs/RunsDoor.svelte.ts';
import type { EditorDoor } from './scenario-editor/EditorDoor.svelte.ts';
import type { ShelfDoor } from './scenarios/ShelfDoor.svelte.ts';

export interface Doors {
  runs: RunsDoor;
  experiments: ExperimentsDoor;
  scenarios: ShelfDoor;
  editor: EditorDoor;
  lessons: LessonsDoor;
  labs: LabsDoor;
}
