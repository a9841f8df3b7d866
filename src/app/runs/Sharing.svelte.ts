/** What a user takes along of the run on the page: a link, and files. */
import { messageOf } from '../../lab/message-of.ts';
import { writeRecipeFile } from '../../exchange/recipe/file.ts';
import { LONGEST_LINK, writeLink } from '../../exchange/recipe/link.ts';
import type { Recipe } from '../../exchange/recipe/recipe.ts';
import { writeRecipe } from '../../exchange/recipe/write.ts';
import type { Run } from '../state/Run.svelte.ts';
import type { Around } from './around.ts';
import { recipeOfRun } from './recipe-of-run.ts';
import type { Words } from './Words.svelte.ts';

const count = (n: number): string => n.toLocaleString('en-US');

/** "3.4 MB", "812 KB" */
export const sizeTold = (bytes: number): string =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} KB` : `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;

export class Sharing {
  /** What came of the latest wish. */
  said = $state('');
  /** A link that is to be copied by hand. */
  link = $state('');
  /** A file is being written. */
  busy = $state(false);
  private readonly run: Run;
  private readonly words: Words;
  private readonly around: Around;

  constructor(run: Run, words: Words, around: Around) {
    this.run = run;
    this.words = words;
    this.around = around;
    run.onsaved = (report) => {
      if (!this.busy) return;
      this.busy = false;
      if (report.type === 'not-saved') this.said = `It was not saved: ${report.message}`;
      else this.keep(report);
    };
  }

  clear(): void {
    this.said = '';
    this.link = '';
  }

  private get recipe(): Recipe {
    this.words.follow(); // the page may have gone on to another run
    return recipeOfRun(this.run, this.words.name.trim());
  }

  async copyLink(): Promise<void> {
    this.clear();
    const { recipe } = this;
    try {
      const link = `${this.around.address()}#${await writeLink(recipe)}`;
      if (link.length > LONGEST_LINK) {
        this.said = `A link to it would have ${count(link.length)} characters; beyond ${count(LONGEST_LINK)}, chats and mail cut links. Save its recipe as a file instead: it is opened by dropping it here.`;
        return;
      }
      const at = recipe.at === null ? 'from its beginning' : `up to step ${recipe.at - 1}`;
      try {
        await this.around.copy(link);
        this.said = `Link copied, ${count(link.length)} characters: it runs this ${at}.`;
      } catch {
        this.link = link;
        this.said = `The browser does not allow copying: select the text above, ${count(link.length)} characters.`;
      }
    } catch (error) {
      this.said = messageOf(error);
    }
  }

  saveRecipe(): void {
    this.clear();
    try {
      this.around.save(writeRecipeFile(this.recipe), this.fileName('recipe', 'json'), 'application/json');
      this.said = 'Recipe saved: set-up, edits and step. It is opened by dropping it here.';
    } catch (error) {
      this.said = messageOf(error);
    }
  }

  saveRun(): void {
    this.words.follow();
    this.ask({ type: 'save-run', name: this.words.name.trim(), notes: this.words.notes });
  }

  savePolicy(): void {
    this.ask({ type: 'save-policy', lane: this.run.look.lane, step: this.run.at });
  }

  /** @param called what the run is called where its user has not named it */
  async takeAway(what: 'CSV' | 'JSON' | 'Report', called: string): Promise<void> {
    this.clear();
    try {
      const { saveMetricsCsv, saveMetricsJson, saveReport } = await import('../take-away/index.ts');
      if (what === 'CSV') saveMetricsCsv(this.run);
      else if (what === 'JSON') saveMetricsJson(this.run);
      else {
        const { name, notes } = this.words;
        saveReport(this.run, { name: name.trim() || called, notes, recipe: writeRecipe(this.recipe) });
      }
      this.said = `${what} saved.`;
    } catch (error) {
      this.said = messageOf(error);
    }
  }

  private ask(command: Parameters<Run['save']>[0]): void {
    if (this.busy || !this.run.ready || this.run.taken === 0) return;
    this.clear();
    this.busy = true;
    this.said = 'Writing the file…';
    this.run.save(command);
  }

  private keep({ bytes, lane, step }: Extract<Parameters<Run['onsaved']>[0], { type: 'saved' }>): void {
    const whose = lane ? `policy-${lane.method}-seed-${lane.seed}` : 'run';
    this.around.save(
      bytes,
      this.fileName(`${whose}-step-${step}`, 'safetensors'),
      'application/octet-stream',
    );
    this.said = `Saved, ${sizeTold(bytes.length)}.${lane ? '' : ' It is opened by dropping it here.'}`;
  }

  private fileName(what: string, ending: string): string {
    return `${this.run.scenario.id}-${what}.${ending}`;
  }
}
