/** The runs that this browser keeps, and what is done with them. */
import { messageOf } from '../../lab/message-of.ts';
import { readAny } from '../../exchange/read-any.ts';
import { readLink } from '../../exchange/recipe/link.ts';
import type { RecipeRead } from '../../exchange/recipe/recipe.ts';
import { LARGEST_RUN_FILE } from '../../exchange/run-file/run-file.ts';
import type { Scenario } from '../../lab/run/scenario.ts';
import type { Run } from '../state/Run.svelte.ts';
import type { Around } from './around.ts';
import { keptAs, type Kept } from './kept.ts';
import { offered } from './offer.ts';
import { tooOld } from './old-runs.ts';
import { openFile, openKept, openRecipe, openScenario } from './open.ts';
import { overlayOfKept } from './overlay-of-kept.ts';
import { Sharing } from './Sharing.svelte.ts';
import { Words } from './Words.svelte.ts';

/** Most runs that are drawn over the one on the page. */
export const MOST_OVERLAYS = 3;

/** Milliseconds until a page that has just been left lets go of its run. */
const LEAVING = 1000;

export class Runs {
  readonly words: Words;
  readonly sharing: Sharing;
  /** The latest first. */
  list = $state.raw<readonly Kept[]>([]);
  /** Ids of those that go on somewhere. */
  open = $state.raw<readonly string[]>([]);
  /** Why the browser keeps nothing. */
  problem = $state('');
  usage = $state.raw<number | null>(null);
  /** What came of the latest wish about a kept run. */
  said = $state('');
  /** Run that the page offers to resume. */
  offer = $state.raw<Kept | null>(null);
  /** What the reader of a run that was opened should know. */
  private told = $state.raw<{ title: string; message: string } | null>(null);
  /** The run on the page was opened as somebody left it. */
  private returned = $state(false);
  private readonly run: Run;
  private readonly around: Around;
  /** Id of the run that was warned of. */
  private warned: string | null = null;
  /** Counts what was opened: of two that are on their way, the later one is wanted. */
  private wishes = 0;

  constructor(run: Run, around: Around) {
    this.run = run;
    this.around = around;
    this.words = new Words(run, around);
    this.sharing = new Sharing(run, this.words, around);
  }

  readonly here: Kept | undefined = $derived.by(() =>
    this.list.find(({ run }) => run.id === this.run.kept?.id),
  );
  readonly others: readonly Kept[] = $derived(this.list.filter((kept) => kept !== this.here));

  readonly note: { title: string; message: string } | null = $derived.by(() => {
    const { parted, ready } = this.run;
    if (this.told || !this.returned || !ready || parted === null) return this.told;
    const message = `From step ${parted} on the run is its own.`;
    return { title: 'This device computes slightly otherwise.', message };
  });

  dismiss(): void {
    this.told = null;
    this.returned = false;
  }

  isOverlay(id: string): boolean {
    return this.run.overlays.some((overlay) => overlay.id === id);
  }

  nameOf(id: string): string | undefined {
    return this.list.find(({ run }) => run.id === id)?.name;
  }

  /** Looks again what is kept. */
  async refresh(): Promise<void> {
    try {
      const shelf = await this.around.shelf();
      const [runs, open, usage] = await Promise.all([
        shelf.list(),
        this.around.open(),
        this.around.usage().catch(() => null),
      ]);
      this.list = runs.map((run) => this.kept(run));
      [this.open, this.usage, this.problem] = [open, usage, ''];
    } catch (error) {
      this.problem = messageOf(error);
    }
    this.words.follow(this.here?.run);
  }

  /** Reading recipes takes a while, and what is kept seldom changes. */
  private kept(run: Kept['run']): Kept {
    const known = this.list.find((kept) => kept.run.id === run.id);
    const same = known?.run.updated === run.updated && known.run.name === run.name;
    return same ? { ...known, run } : keptAs(run);
  }

  /** When the page begins: offers the latest run, and makes room. */
  async greet(wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))): Promise<void> {
    await this.refresh();
    if (this.list[0] && this.open.includes(this.list[0].run.id)) {
      await wait(LEAVING); // the page before a reload may still be going
      await this.refresh();
    }
    const latest = offered(
      this.list.map(({ run }) => run),
      this.open,
    );
    const kept = this.list.find(({ run }) => run === latest);
    if (kept && !kept.problem) this.offer = kept;
    await this.tidy();
  }

  /** Lets old runs go, and all but the latest snapshot of those that nobody has open. */
  private async tidy(): Promise<void> {
    if (this.problem) return;
    const shelf = await this.around.shelf();
    const runs = this.list.map(({ run }) => run);
    const old = tooOld(runs);
    for (const run of runs)
      await this.around
        .alone(run.id, async () => {
          if (old.includes(run)) return shelf.delete(run.id);
          const earlier = (await shelf.snapshotSteps(run.id)).slice(0, -1);
          if (earlier.length > 0) await shelf.drop(run.id, earlier);
        })
        .catch(() => false); // it is tried again next time
    if (old.length > 0) await this.refresh();
  }

  /** Opens a kept run exactly where it was left. */
  async resume(id: string): Promise<boolean> {
    return this.opening('That run was not opened.', async () => {
      if ((await this.around.open()).includes(id)) throw new Error('It goes on in another tab.');
      const whole = await (await this.around.shelf()).load(id);
      if (!whole) throw new Error('It was deleted, perhaps in another tab.');
      return () => {
        const warnings = openKept(this.run, whole, this.around.backend, () => this.words.follow(whole.run));
        this.returned = true;
        this.warn(warnings);
      };
    });
  }

  /** @returns whether it is open; otherwise that is said, and nothing is changed */
  async takeLink(fragment: string): Promise<boolean> {
    return this.opening('That link was not opened.', async () => {
      const read = await readLink(fragment);
      return () => this.takeRecipe(read);
    });
  }

  /** A file that was chosen or dropped. @returns false for one that may be of another kind */
  async takeFile(file: File): Promise<boolean> {
    let known = true;
    await this.opening('That file was not opened.', async () => {
      if (file.size > LARGEST_RUN_FILE)
        throw new Error(
          `“${file.name.slice(0, 80)}” is too large: ${(file.size / 2 ** 20).toFixed(0)} MiB; at most 512 are read.`,
        );
      const read = readAny(new Uint8Array(await file.arrayBuffer()), file.name);
      if (read.kind === 'other') {
        known = false;
        return () => {};
      }
      return () => {
        if (read.kind === 'recipe') return this.takeRecipe(read);
        if (read.kind === 'scenario') return this.beginWith(read.scenario);
        openFile(this.run, read.run, this.around.backend, () => this.words.begin(read.run));
        this.returned = true;
        this.warn(read.warnings);
      };
    });
    return known;
  }

  /** Begins a new run of a scenario in full. @returns whether it is on its way */
  takeScenario(scenario: Scenario): Promise<boolean> {
    return this.opening('That scenario was not opened.', () =>
      Promise.resolve(() => this.beginWith(scenario)),
    );
  }

  private beginWith(scenario: Scenario): void {
    openScenario(this.run, scenario, this.around.backend, () => this.words.follow());
  }

  private takeRecipe(read: RecipeRead): void {
    const { name } = read.recipe;
    openRecipe(this.run, read, {
      backend: this.around.backend,
      plays: !this.around.embedded,
      stands: () => (name ? this.words.begin({ name, notes: '' }) : this.words.follow()),
    });
    this.warn(read.warnings);
  }

  private warn(warnings: readonly string[]): void {
    if (warnings.length > 0) this.told = { title: 'Opened, but:', message: warnings.join(' ') };
  }

  /** A run that nothing keeps is not replaced at the first try. */
  private requireKept(): void {
    const { run } = this;
    const id = run.kept?.id ?? '';
    if (run.unkept === null || run.taken === 0 || this.warned === id) return;
    this.warned = id;
    throw new Error(
      'The browser does not keep the run on the page: save it as a file first, or do this again to let it go.',
    );
  }

  private async opening(refused: string, prepare: () => Promise<() => void>): Promise<boolean> {
    const wish = ++this.wishes;
    try {
      const open = await prepare();
      if (wish !== this.wishes) return true;
      this.requireKept();
      this.dismiss();
      open();
      return true;
    } catch (error) {
      if (wish === this.wishes) this.run.refusal = { title: refused, message: messageOf(error) };
      return false;
    }
  }

  /** Draws a kept run over the one on the page, or takes it away. */
  async overlay({ run, recipe, name }: Kept): Promise<void> {
    this.said = '';
    const without = this.run.overlays.filter(({ id }) => id !== run.id);
    if (without.length < this.run.overlays.length) {
      this.run.overlays = without;
      return;
    }
    if (without.length >= MOST_OVERLAYS) {
      this.said = `At most ${MOST_OVERLAYS} runs are drawn over this one: take one away first.`;
      return;
    }
    await this.doing(async () => {
      const whole = await (await this.around.shelf()).load(run.id);
      if (!whole || !recipe || whole.run.steps === 0) throw new Error('There is nothing of it to draw.');
      const { kept, overlays } = this.run;
      if (overlays.length >= MOST_OVERLAYS || overlays.some(({ id }) => id === run.id)) return; // meanwhile
      const from = kept?.parent?.id === run.id ? kept.parent.step : 0;
      this.run.overlays = [...overlays, overlayOfKept(whole, recipe, name, from)];
    });
  }

  rename(id: string, name: string): Promise<void> {
    return this.doing(async () => (await this.around.shelf()).describe(id, { name: name.trim() }));
  }

  delete(ids: readonly string[]): Promise<void> {
    return this.doing(async () => {
      const shelf = await this.around.shelf();
      let left = 0;
      for (const id of ids) if (!(await this.around.alone(id, () => shelf.delete(id)))) left++;
      this.run.overlays = this.run.overlays.filter(({ id }) => !ids.includes(id));
      if (left > 0) this.said = `${left === 1 ? 'One goes' : `${left} go`} on in another tab, and stayed.`;
    });
  }

  private async doing(work: () => Promise<void>): Promise<void> {
    this.said = '';
    try {
      await work();
    } catch (error) {
      this.said = messageOf(error);
    }
    await this.refresh();
  }
}
