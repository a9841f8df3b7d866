/** The question set: what is asked in two phrasings, what is right, and how often the base policy says so. */
import { TOPICS } from '../../lab/language/topics.ts';
import { ANSWERS, NO_ANSWER } from './answers.ts';

/** At most: every topic word is asked about once. */
export const MOST_QUESTIONS = 2 * TOPICS.length;

/** How often the base policy gives no answer at all. */
export const SILENT = 0.04;

/** In which phrasings the right answer is the most frequent one at first. */
export type Leads = 'both' | 'first' | 'second' | 'neither';

export interface Question {
  /** In both phrasings. */
  texts: readonly [string, string];
  /** Place in ANSWERS. */
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

/**
 * Six questions, or twice six, so that each word is right as often as any other, and leads as often where it is wrong:
 * all questions share one policy, and a word that is rewarded more often than others is soon said everywhere.
 *
 * @throws when the shares are more than all questions
 */
export function questionsOf({ questions, oneView, noView, alike }: Errors): Question[] {
  if (oneView + noView > 1 + 1e-9)
    throw new Error(
      `oneView ${oneView} and noView ${noView} are shares of the questions; together they are at most 1.`,
    );
  const one = Math.round(oneView * questions);
  const none = Math.min(questions - one, Math.round(noView * questions));
  return Array.from({ length: questions }, (_, q) => {
    const right = q % TOPICS.length;
    const round = Math.floor(q / TOPICS.length);
    const word = TOPICS[right]!.words[round]!;
    const [near, far] = round === 0 ? [2, 4] : [4, 2];
    const leads =
      q < one ? ((q + round) % 2 === 0 ? 'first' : 'second') : q < one + none ? 'neither' : 'both';
    // Where only one phrasing misleads, its wrong answer is the near one.
    const misleads = leads === 'first' ? 1 : 0;
    const astray = (phrasing: 0 | 1) =>
      (right + (alike || phrasing === misleads ? near : far)) % ANSWERS.length;
    return {
      texts: [`what of ${word}?`, `tell me about ${word}`],
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
  const others = (1 - SILENT - ofRight - ofWrong) / (ANSWERS.length - 2);
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
