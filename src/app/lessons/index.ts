/** Lessons as the page loads them. */
import { loadCourseWords } from '../../lessons/index.ts';
import { Course } from './Course.svelte.ts';
import type { LessonPage } from './page.ts';

export { default as LessonPanel } from './LessonPanel.svelte';
export { default as TeacherPage } from './TeacherPage.svelte';

/** The language wished for stands in the address, e.g. "?lang=de". */
export async function courseOf(page: LessonPage): Promise<Course> {
  const wished = new URLSearchParams(location.search).get('lang') ?? 'en';
  const { words, language } = await loadCourseWords(wished);
  return new Course(page, words, language, wished);
}
