/** Carries out a lesson's actions one after the other, as fast as the run lets it. */
import type { Action } from '../../lessons/lesson.ts';
import { recordedRun } from '../recorded-run.ts';
import { lightCriterion, lightPart } from './light.ts';
import type { LessonPage } from './page.ts';
import { requestOf } from './set-up.ts';

/** Actions that wait for those before them; the others are done at once. */
type Slow = Extract<Action, { do: 'open' | 'edit' | 'edits' | 'train' }>;
const isSlow = (action: Action): action is Slow =>
  action.do === 'open' || action.do === 'edit' || action.do === 'edits' || action.do === 'train';

/** How long what opens leaves the focus where it is, in milliseconds. */
const QUIET = 1500;

/** The number of no run: those of the page are counted from 1 on. */
const NO_RUN = 0;

export class Actor {
  private readonly page: LessonPage;
  private queue = $state.raw<readonly Action[]>([]);
  /** The first of the queue is under way. */
  private begun = false;
  /** The number of the run that the lesson opened; null before it stands. */
  private own = $state<number | null>(null);
  /** What opened it. */
  opened: Action | null = null;
  /** The run that was to be opened could not be. */
  failed = $state(false);

  constructor(page: LessonPage) {
    this.page = page;
  }

  get busy(): boolean {
    return this.queue.length > 0;
  }

  get opening(): boolean {
    return this.queue[0]?.do === 'open';
  }

  /** The step that the run trains to; null where it does not train for the lesson. */
  get goal(): number | null {
    const [first] = this.queue;
    return first?.do === 'train' ? first.to : null;
  }

  /** Another run than the lesson's is on the page: reset, forked, or opened by hand. */
  get elsewhere(): boolean {
    return this.own !== null && this.own !== this.page.run.standing;
  }

  /** @param asked somebody pressed for it, and follows where it leads; otherwise the panel keeps the focus */
  do(actions: readonly Action[], asked = false): void {
    this.page.view.quiet = !asked;
    // By then what the actions open is there.
    if (!asked) setTimeout(() => (this.page.view.quiet = false), QUIET);
    if (this.busy || actions.some(isSlow)) this.queue = [...this.queue, ...actions];
    else for (const action of actions) this.now(action);
    this.follow();
  }

  /** Forgets what is still to be done. */
  drop(): void {
    this.queue = [];
    this.begun = false;
    this.failed = false;
  }

  /** Goes on as the run does; to be called whenever it has changed. */
  follow(): void {
    for (let [action] = this.queue; action; [action] = this.queue) {
      if (this.page.run.failure) {
        this.drop();
        this.failed = true;
        return;
      }
      // Somebody opened another run meanwhile: what was still to come would act on that.
      if (action.do !== 'open' && this.elsewhere) return this.drop();
      if (!this.carriedOut(action)) return;
      this.queue = this.queue.slice(1);
      this.begun = false;
    }
  }

  /** @returns whether it is done, and the next may begin */
  private carriedOut(action: Action): boolean {
    const { run } = this.page;
    switch (action.do) {
      case 'open':
        if (!this.begun) this.open(action);
        if (run.opening || !run.ready) return false;
        if (this.own === run.standing) return true;
        // Another run was opened by hand before this one stood.
        this.own = NO_RUN;
        this.drop();
        return false;
      case 'edit':
      case 'edits':
        if (!run.ready || run.opening) return false;
        run.cursor = null;
        for (const change of action.do === 'edit' ? [action.change] : action.changes) run.edit(change);
        return true;
      case 'train':
        return this.trained(action.to);
      default:
        this.now(action);
        return true;
    }
  }

  private trained(to: number): boolean {
    const { run } = this.page;
    if (!run.ready || run.opening) return false;
    if (!this.begun) {
      this.begun = true;
      if (run.recorded || run.received < to) run.play(to);
    }
    if (run.finished && run.length === run.received) return true;
    if (run.recorded || run.length < to) return false;
    if (run.playing && !run.pausing) run.pause(); // it was let go on by hand, without an end
    return !run.playing;
  }

  private open(setUp: Extract<Action, { do: 'open' }>): void {
    const { run, wishes, layout, view } = this.page;
    const { scenario, request } = requestOf(setUp, wishes);
    this.begun = true;
    this.own = null;
    this.opened = setUp;
    // What an earlier lesson left open is not what this one speaks of.
    layout.answers = 'answers';
    const { quiet } = view;
    view.quiet = true;
    view.back();
    view.quiet = quiet;
    run.become({
      scenario,
      request,
      start: { edits: [], to: 0, known: null },
      stands: () => {
        this.own = run.standing;
        run.lookAt({ ...run.look, lane: run.focus?.lanes[0] ?? 0 }); // its last method is the one it shows
        if (setUp.recorded) void this.showRecorded(scenario, request);
      },
    });
  }

  private async showRecorded(...[scenario, request]: Parameters<typeof recordedRun>): Promise<void> {
    const { own } = this;
    try {
      const recorded = await recordedRun(scenario, request);
      if (recorded && own !== null) this.page.run.replay(recorded, own);
    } catch (problem) {
      console.warn(problem); // the lesson trains its own
    }
  }

  /** What needs no waiting. */
  private now(action: Action): void {
    const { run, layout, view, slow, experiments } = this.page;
    switch (action.do) {
      case 'light':
        if ('part' in action) return lightPart(action.part);
        {
          const column = run.column(action.criterion);
          if (column >= 0 && !run.lit.includes(column)) run.lit = [...run.lit, column].slice(-3);
        }
        return lightCriterion(action.criterion);
      case 'look':
        run.cursor = action.step;
        return;
      case 'show':
        layout.answers = action.view;
        return;
      case 'edit-criterion':
        return view.edit(action.criterion);
      case 'go':
        if (action.to === 'methods') view.methods();
        else if (action.to === 'rubric') view.back();
        else if (action.to === 'slow-motion') slow.begin();
        else experiments(action.study);
    }
  }
}
