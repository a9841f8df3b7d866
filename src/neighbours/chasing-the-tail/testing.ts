/** Made-up answers for tests. */
import { WORDS } from '../../lab/language/words.ts';
import { judged, type Answer, type Yardsticks } from './answers.ts';
import { setUpOf } from './set-ups.ts';

/** Token ids of a text, e.g. "hello clouds fall". */
export const idsOfText = (text: string): number[] =>
  text.split(' ').map((word) => {
    const id = WORDS.findIndex((own) => own.text === word);
    if (id < 0) throw new Error(`There is no word "${word}".`);
    return id;
  });

const ceiling = setUpOf('ceiling');
export const YARDSTICKS: Yardsticks = { rubric: ceiling.first, gold: ceiling.gold, alpha: 0 };

export const answer = (text: string, prompt = 0, yardsticks = YARDSTICKS): Answer =>
  judged(idsOfText(text), prompt, yardsticks);
