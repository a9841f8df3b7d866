/** Notes and pictures of scenarios, by id: not part of what every page loads first. */
const notes = import.meta.glob<string>('./*/note.md', { eager: true, query: '?raw', import: 'default' });
const pictures = import.meta.glob<string>('./*/thumbnail.svg', {
  eager: true,
  query: '?url&no-inline',
  import: 'default',
});

/** The note as it is written; undefined where there is none. */
export const noteText = (id: string): string | undefined => notes[`./${id}/note.md`];

/** Where the picture is, for a light page; with "#dark" for a dark one. Undefined until the scenario is recorded. */
export const pictureOf = (id: string): string | undefined => pictures[`./${id}/thumbnail.svg`];
