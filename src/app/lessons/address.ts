/** The course's part of an address: `lesson=…&step=3`, or `teacher`. */

export interface Asked {
  /** Counted from 0 on. */
  lesson?: { id: string; index: number } | undefined;
  teacher?: boolean;
}

const OWN = ['lesson', 'step', 'teacher'] as const;

/** @returns null where the address asks for nothing of the course */
export function readAsked(search: string): Asked | null {
  const query = new URLSearchParams(search);
  if (query.has('teacher')) return { teacher: true };
  const id = query.get('lesson');
  return id === null ? null : { lesson: { id, index: Number(query.get('step') ?? 1) - 1 } };
}

/** The query with this in place of what it asks for; "" or "?…". */
export function withAsked(search: string, { lesson, teacher }: Asked): string {
  const query = new URLSearchParams(search);
  for (const name of OWN) query.delete(name);
  const own = [
    ...(teacher ? ['teacher'] : []),
    ...(lesson ? [`lesson=${lesson.id}`] : []),
    ...(lesson && lesson.index > 0 ? [`step=${lesson.index + 1}`] : []),
  ];
  const text = [...own, ...(query.size > 0 ? [query.toString()] : [])].join('&');
  return text === '' ? '' : `?${text.replaceAll('%2C', ',').replaceAll('%3D', '=')}`;
}

/** Writes it into the address of the page. */
export function writeAsked(asked: Asked): void {
  const query = withAsked(location.search, asked);
  if (query !== location.search)
    history.replaceState(history.state, '', location.pathname + query + location.hash);
}
