/** The question set: what is asked in two phrasings, what is right, and how often the base policy says so. */
import { TOPICS } from '../../lab/language/topics.ts';
import { CHOICES, NO_ANSWER } from './answers.ts';

/**
 * At most: one about each topic, answered with its own words. All questions share one policy, and a word that is rewarded
 * in one of them is soon said in all where it can be: with words in common, questions would decide each other.
 */
export const MOST_QUESTIONS = TOPICS.length;

/** How often the base policy gives no answer at all. */
export const SILENT = 0.04;

/** In which phrasings the right answer is the most frequent one at first. */
export type Leads = 'both' | 'first' | 'second' | 'neither';

export interface Question {
  /** In both phrasings. */
  texts: readonly [string, string];
  /** Place among the question's answers. */
  right: number;
  leads: Leads;
  /** The wrong answer that stands out, by phrasing. */
  wrong: readonly [number, number];
}

/** How the base policy errs. */
export interface Errors {
  questions: number;
  /** Shares of questions whose right answer leads in one phrasing only, and in neither; at most 1 together. */
  oneView: number;
  noView: number;
  /** Whether both phrasings mislead to the same wrong answer. */
  alike: boolean;
  /** Rates of the right answer where it leads, and of the wrong answer behind it. */
  leadRight: number;
  trailWrong: number;
  /** Rates of the wrong answer where it leads, and of the right answer behind it. */
  leadWrong: number;
  trailRight: number;
}

/** @throws when the shares are more than all questions */
export function questionsOf({ questions, oneView, noView, alike }: Errors): Question[] {
  if (oneView + noView > 1 + 1e-9)
    throw new Error(
      `oneView ${oneView} and noView ${noView} are shares of the questions; together they are at most 1.`,
    );
  const one = Math.round(oneView * questions);
  const none = Math.min(questions - one, Math.round(noView * questions));
  return Array.from({ length: questions }, (_, q) => {
    const right = q % CHOICES;
    const { id } = TOPICS[q]!;
    const leads = q < one ? (q % 2 === 0 ? 'first' : 'second') : q < one + none ? 'neither' : 'both';
    const astray = (phrasing: 0 | 1) => (right + (alike ? 1 : 1 + phrasing)) % CHOICES;
    return {
      texts: [`what of ${id}?`, `tell me about ${id}`],
      ...{ right, leads, wrong: [astray(0), astray(1)] },
    };
  });
}

/** Whether the right answer leads in a phrasing, 0 or 1. */
export const leadsIn = ({ leads }: Question, phrasing: 0 | 1): boolean =>
  leads === 'both' || leads === (phrasing === 0 ? 'first' : 'second');

/** How often each class is to be said in a phrasing, NO_ANSWER last; they sum to 1. */
export function ratesOf(question: Question, phrasing: 0 | 1, errors: Errors): number[] {
  const { right, wrong } = question;
  const [ofRight, ofWrong] = leadsIn(question, phrasing)
    ? [errors.leadRight, errors.trailWrong]
    : [errors.trailRight, errors.leadWrong];
  const others = (1 - SILENT - ofRight - ofWrong) / (CHOICES - 2);
  const rates = new Array<number>(NO_ANSWER + 1).fill(others);
  rates[right] = ofRight;
  rates[wrong[phrasing]] = ofWrong;
  rates[NO_ANSWER] = SILENT;
  return rates;
}

/** Rates of all prompts, [2Q][classes]: every question in its first phrasing, then every one in its second. */
export const promptRates = (questions: readonly Question[], errors: Errors): number[][] =>
  ([0, 1] as const).flatMap((phrasing) => questions.map((question) => ratesOf(question, phrasing, errors)));

/** Right answers of all prompts, [2Q]. */
export const rightAnswers = (questions: readonly Question[]): number[] =>
  [...questions, ...questions].map(({ right }) => right);
