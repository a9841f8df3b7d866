/** What a mixture's corpus looks like and how often it meets each criterion: measured in pieces, so that typing goes on. */
import { corpus, type Example } from '../../lab/language/corpus.ts';
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { ratesOf } from '../../lab/run/rates.ts';
import type { Scenario } from '../../lab/run/scenario.ts';

export const CORPUS_ANSWERS = 2000;
const PIECE = 100;
/** Milliseconds without a change before it is measured. */
const REST = 120;

const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

export class CorpusRates {
  answers = $state.raw<readonly Example[]>([]);
  /** By criterion id. */
  rates = $state.raw<Readonly<Record<string, number>>>({});
  /** Numbers the latest wish: an earlier one that is still measured ends. */
  private wish = 0;
  private known = { answers: '', rates: '' };

  async measure({ mixture, training }: Scenario, rubric: readonly Criterion[]): Promise<void> {
    const wish = ++this.wish;
    const made = JSON.stringify([mixture, training.maxCompletionLength]);
    const judged = JSON.stringify([made, rubric]);
    if (this.known.rates === judged) return;
    if (this.known.rates !== '') await pause(REST);
    const same = this.known.answers === made;
    const next = corpus(mixture, 1, training.maxCompletionLength);
    const answers: Example[] = same ? [...this.answers] : [];
    const sums = rubric.map(() => 0);
    for (let from = 0; from < CORPUS_ANSWERS; from += PIECE) {
      if (this.wish !== wish) return;
      if (!same) for (let i = 0; i < PIECE; i++) answers.push(next());
      ratesOf(answers.slice(from, from + PIECE), rubric).forEach((rate, k) => (sums[k]! += rate));
      await pause(0);
    }
    if (this.wish !== wish) return;
    this.known = { answers: made, rates: judged };
    this.answers = answers;
    this.rates = Object.fromEntries(rubric.map(({ id }, k) => [id, (sums[k]! * PIECE) / CORPUS_ANSWERS]));
  }
}
