/** The way to the lessons: what is behind it is loaded when it is first wanted. */
import { again } from '../parts/again.ts';
import type { OpenRequest } from '../../worker/protocol.ts';
import type { Run } from '../state/Run.svelte.ts';
import { readAsked } from './address.ts';
import type { Course } from './Course.svelte.ts';
import type { LessonPage } from './page.ts';

type Parts = Pick<typeof import('./index.ts'), 'LessonPanel' | 'TeacherPage'>;

export class LessonsDoor {
  /** What is behind the door, once it is loaded. */
  course = $state.raw<Course | null>(null);
  parts = $state.raw<Parts | null>(null);
  /** What lessons act on besides the run: the page says so when it is there. */
  page: Omit<LessonPage, 'run' | 'wishes'> | null = null;
  private readonly run: Run;
  private readonly wishes: OpenRequest;
  /** Opens the run of the address, which a lesson in the address comes before. */
  private readonly begin: () => void;

  constructor(run: Run, wishes: OpenRequest, begin: () => void) {
    [this.run, this.wishes, this.begin] = [run, wishes, begin];
  }

  get open(): boolean {
    return this.course?.open ?? false;
  }

  /** @param enter what to do there; left out, the list of lessons is shown */
  show(enter: (course: Course) => unknown = (course) => course.list()): void {
    again(() => import('./index.ts'))
      .then(async (parts) => {
        this.course ??= await parts.courseOf({ run: this.run, wishes: this.wishes, ...this.page! });
        this.parts = parts;
        await enter(this.course);
        this.orBegin();
      })
      .catch(() => {
        this.orBegin();
        this.run.refusal = {
          title: 'A part of the page could not be loaded.',
          message: 'Check the connection and try again.',
        };
      });
  }

  close(): void {
    this.course?.close();
    this.orBegin();
  }

  /** Leaves the teachers' notes; what was there before is there again. */
  leaveNotes(): void {
    if (this.course) this.course.teacher = false;
    this.orBegin();
  }

  /** @returns whether the address asks for a lesson or the teachers' page; then that comes before the run */
  follow(search: string): boolean {
    const asked = readAsked(search);
    if (!asked) return false;
    const { lesson } = asked;
    this.show((course) => (lesson ? course.enter(lesson.id, lesson.index) : course.forTeachers()));
    return true;
  }

  /** Where no lesson opened a run, the address's is opened. */
  private orBegin(): void {
    const { run, course } = this;
    if (!run.begun && !course?.teacher) this.begin();
  }
}
