/** Text in which words in *stars* are set in italics. */

/** e.g. "a *b* c" as three parts; a star without its other half stays a star. */
export const starred = (text: string): { text: string; italic: boolean }[] =>
  text
    .split(/(\*[^*\s](?:[^*]*[^*\s])?\*)/)
    .filter((part) => part !== '')
    .map((part) =>
      /^\*.+\*$/.test(part) ? { text: part.slice(1, -1), italic: true } : { text: part, italic: false },
    );
