/** All lessons, found by their folders and loaded one by one: `<id>/lesson.ts`, and its words in each language. */
import type { CourseWords } from './course-words.ts';
import type { Lesson, LessonWords } from './lesson.ts';

type Loader<Part> = () => Promise<Part>;

const structures = import.meta.glob<Lesson>('./*/lesson.ts', { import: 'lesson' });
const lessonWords = import.meta.glob<LessonWords>('./*/words.*.ts', { import: 'words' });
const courseWords = import.meta.glob<CourseWords>('./words.*.ts', { import: 'words' });

/** What stands in for a language that there are no words in. */
export const FALLBACK = 'en';

const languageOf = (path: string): string => /words\.([\w-]+)\.ts$/.exec(path)![1]!;

/** Languages that the course itself has words in, English first. */
export const LANGUAGES: readonly string[] = Object.keys(courseWords)
  .map(languageOf)
  .sort((a, b) => Number(b === FALLBACK) - Number(a === FALLBACK) || a.localeCompare(b));

export const LESSON_IDS: readonly string[] = Object.keys(structures).map((path) => path.split('/')[1]!);

/** A lesson with its words. */
export interface Told {
  lesson: Lesson;
  words: LessonWords;
  /** What the words are in: English, where there are none in the language wished for. */
  language: string;
}

function wordsOf<Words>(found: Record<string, Loader<Words>>, folder: string, wished: string) {
  const at = (language: string) => `${folder}/words.${language}.ts`;
  const language = at(wished) in found ? wished : FALLBACK;
  return { language, load: found[at(language)] };
}

/** @returns undefined when there is no such lesson */
export async function loadLesson(id: string, language: string): Promise<Told | undefined> {
  const structure = structures[`./${id}/lesson.ts`];
  const told = wordsOf(lessonWords, `./${id}`, language);
  if (!structure || !told.load) return undefined;
  const [lesson, words] = await Promise.all([structure(), told.load()]);
  return { lesson, words, language: told.language };
}

/** All of them, in the order of the course. */
export async function loadLessons(language: string): Promise<Told[]> {
  const all = await Promise.all(LESSON_IDS.map((id) => loadLesson(id, language)));
  return all.filter((told) => told !== undefined).sort((a, b) => a.lesson.number - b.lesson.number);
}

/** What the panel, the list and the teacher page say themselves. */
export async function loadCourseWords(wished: string): Promise<{ words: CourseWords; language: string }> {
  const { language, load } = wordsOf(courseWords, '.', wished);
  return { words: await load!(), language };
}

/** Names of languages in themselves, e.g. "Deutsch". */
export const languageName = (language: string): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;

/** Languages that a lesson has words in. */
export const languagesOf = (id: string): readonly string[] =>
  Object.keys(lessonWords)
    .filter((path) => path.startsWith(`./${id}/`))
    .map(languageOf);
