/** The rows of the panel's table: every question twice, with what each phrasing was answered. */
import type { Look } from '../../../neighbours/co-rewarding/look.ts';

export interface Row {
  question: number;
  /** 0 or 1. */
  phrasing: number;
  text: string;
  cells: {
    name: string;
    count: number;
    /** Of the group, 0 to 1. */ share: number;
    right: boolean;
    label: boolean;
  }[];
  /** In words, e.g. "howl, wrong". */
  label: string;
  says: readonly string[];
}

export const rowsOf = ({ questions }: Look, arm: Look['arms'][number]): Row[] =>
  questions.flatMap(({ texts, classes, right }, question) =>
    texts.map((text, phrasing) => {
      const { counts, label, says } = arm.answers[question]![phrasing]!;
      const all = Math.max(
        1,
        counts.reduce((sum, count) => sum + count, 0),
      );
      return {
        ...{ question, phrasing, text, says },
        cells: counts.map((count, k) => ({
          ...{ name: classes[k]!, count, share: count / all },
          ...{ right: k === right, label: k === label },
        })),
        label: label === null ? 'none' : `${classes[label]!}, ${label === right ? 'right' : 'wrong'}`,
      };
    }),
  );
