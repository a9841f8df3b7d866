/** The course as the page shows it: the list of lessons, one that is walked through, or the teachers' notes. */
import type { CourseWords } from '../../lessons/course-words.ts';
import { LESSON_IDS, loadCourseWords, loadLesson, loadLessons, type Told } from '../../lessons/index.ts';
import { addressIn } from './language-address.ts';
import type { LessonPage } from './page.ts';
import { Walk } from './Walk.svelte.ts';

const FINISHED = 'focal-lab-lessons';

export class Course {
  readonly page: LessonPage;
  words = $state.raw({} as CourseWords);
  /** What its own words are in. */
  language = $state('');
  private wished: string;
  /** The panel is on the page. */
  open = $state(false);
  /** The teachers' notes are, over everything. */
  teacher = $state(false);
  /** All lessons, once they are loaded. */
  lessons = $state.raw<readonly Told[]>([]);
  walk = $state.raw<Walk | null>(null);
  /** Ids of the lessons that were walked to their end in this browser. */
  finished = $state.raw<readonly string[]>(readFinished());

  constructor(page: LessonPage, words: CourseWords, language: string, wished: string) {
    this.page = page;
    this.words = words;
    this.language = language;
    this.wished = wished;
  }

  /** The lesson after the one that is walked through. */
  readonly next = $derived.by(() => {
    const number = this.walk?.told.lesson.number ?? Infinity;
    return this.lessons.find(({ lesson }) => lesson.number > number);
  });

  private async load(): Promise<void> {
    if (this.lessons.length === 0) this.lessons = await loadLessons(this.wished);
  }

  async list(): Promise<void> {
    await this.load();
    this.walk = null;
    this.open = true;
  }

  /** Says everything in another language, which the address then names. */
  async speak(language: string): Promise<void> {
    const told = await loadCourseWords(language);
    this.lessons = await loadLessons(language);
    [this.words, this.language, this.wished] = [told.words, told.language, language];
    history.replaceState(history.state, '', addressIn(language, location.href));
  }

  /** @param index the step to begin with, from 0 on */
  async enter(id: string, index = 0): Promise<void> {
    const told = await loadLesson(id, this.wished);
    if (!told) {
      const known = this.lessons.length > 0 ? this.lessons.map(({ lesson }) => lesson.id) : LESSON_IDS;
      this.page.run.refusal = {
        title: 'Part of the address was not understood.',
        message: this.words.unknown(id, known.join(', ')),
      };
      return this.list();
    }
    this.walk = new Walk(this.page, told, index);
    this.open = true;
    await this.load();
  }

  async forTeachers(): Promise<void> {
    await this.load();
    this.teacher = true;
  }

  close(): void {
    this.open = false;
    this.teacher = false;
    this.walk = null;
  }

  /** Remembers that a lesson was walked to its end. */
  finish(id: string): void {
    if (this.finished.includes(id)) return;
    this.finished = [...this.finished, id];
    try {
      localStorage.setItem(FINISHED, this.finished.join());
    } catch {
      // Storage is blocked: then it is known until the page is left.
    }
  }
}

function readFinished(): string[] {
  try {
    return localStorage.getItem(FINISHED)?.split(',') ?? [];
  } catch {
    return [];
  }
}
