/** One lab as the page has it: its run, its study, its explanation, and which of them is shown. */
import type { Neighbour } from '../../neighbours/neighbour.ts';
import type { Around } from './around.ts';
import { Explanation } from './Explanation.svelte.ts';
import { theoryOf } from './extras.ts';
import { LabStudyRun } from './LabStudyRun.svelte.ts';
import { LiveLab, type LiveAround } from './LiveLab.svelte.ts';
import { armLook, type ArmLook } from './looks.ts';
import { chartsOf, type Chart } from './series.ts';

export type Tab = 'watch' | 'explain' | 'theory' | 'study' | 'about';

const TABS: readonly { id: Tab; name: string }[] = [
  { id: 'watch', name: 'Watch' },
  { id: 'explain', name: 'In five steps' },
  { id: 'theory', name: 'Theory' },
  { id: 'study', name: 'Study' },
  { id: 'about', name: 'About' },
];

export class LabPlace {
  readonly id: string;
  readonly lab: Neighbour;
  readonly live: LiveLab;
  readonly study: LabStudyRun;
  readonly explanation: Explanation;
  readonly charts: readonly Chart[];
  readonly tabs: readonly { id: Tab; name: string }[];
  tab = $state<Tab>('watch');
  /** The arm that is brought out; null for none. */
  lit = $state<string | null>(null);

  constructor(id: string, lab: Neighbour, live: LiveAround, around: Around) {
    [this.id, this.lab] = [id, lab];
    this.live = new LiveLab(id, lab, live);
    // Both on one device would only slow each other down.
    this.study = new LabStudyRun(id, lab, around, () => this.live.pause());
    this.explanation = new Explanation(this.live);
    this.live.onstep = () => this.explanation.follow();
    this.charts = chartsOf(lab);
    this.tabs = TABS.filter((tab) => tab.id !== 'theory' || theoryOf(id) !== undefined);
  }

  /** The run is seen in two of the tabs; in the others it rests. */
  show(tab: Tab): void {
    this.tab = tab;
    if (tab === 'explain') return this.explanation.begin();
    this.explanation.rest();
    if (tab === 'watch') this.live.ready();
    else this.live.pause();
  }

  lookOf(arm: string): ArmLook {
    return armLook(this.lab.arms.findIndex(({ id }) => id === arm));
  }

  nameOf(arm: string): string {
    return this.lab.arms.find(({ id }) => id === arm)?.name ?? arm;
  }
}
