/** What became of every field of a file: kept as it was, mapped to something else, or left out. */

export interface ReportLine {
  /**
   * Place in the file, e.g. "rubrics.0.points"; it speaks for all below it, too. "*" stands for every index
   * that has the field, and no line of its own.
   */
  path: string;
  what: 'kept' | 'mapped' | 'left';
  note: string;
}

/** Keys and indices from the outermost value to a place. */
export type Path = readonly (string | number)[];

/** Most unknown fields of one object: beyond it, a report would be no help to anybody. */
const MOST_LEFT = 64;

export const dotted = (path: Path): string => path.join('.');

export class Report {
  readonly #lines: (ReportLine & { every: string })[] = [];

  add(what: ReportLine['what'], path: Path, note: string): void {
    const every = dotted(path.map((part) => (typeof part === 'number' ? '*' : part)));
    this.#lines.push({ path: dotted(path), what, note, every });
  }

  /**
   * Everything in an object that no reader knows is left, each by name.
   *
   * @throws Error where there is too much of it
   */
  leave(value: object, path: Path, known: readonly string[], note: string): void {
    const unknown = Object.keys(value).filter((key) => !known.includes(key));
    if (unknown.length > MOST_LEFT)
      throw new Error(
        `${dotted(path) || 'the file'}: there are ${unknown.length} fields besides ${known.join(', ')}; at most ${MOST_LEFT} are skipped`,
      );
    for (const key of unknown) this.add('left', [...path, key], note);
  }

  /** The lines in the order of the file; what most criteria share is said once, what differs after it. */
  lines(): ReportLine[] {
    const alike = new Map<string, ReportLine[]>();
    for (const { every, ...line } of this.#lines) {
      const earlier = alike.get(every);
      if (earlier) earlier.push(line);
      else alike.set(every, [line]);
    }
    return [...alike].flatMap(([every, lines]) => {
      const sameAs = ({ what, note }: ReportLine) =>
        lines.filter((line) => line.what === what && line.note === note).length;
      const usual = lines.reduce((best, line) => (sameAs(line) > sameAs(best) ? line : best));
      if (sameAs(usual) < 2) return lines;
      const differing = lines.filter(({ what, note }) => what !== usual.what || note !== usual.note);
      return [{ ...usual, path: every }, ...differing];
    });
  }
}
