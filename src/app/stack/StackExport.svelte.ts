/** What is taken to a training stack: what the user chose, and the files that come of it. */
import { exportStack, TARGETS } from '../../exchange/stack/index.ts';
import type { Scorer, StackLab } from '../../exchange/stack/lab.ts';
import type { StackFile, TargetId } from '../../exchange/stack/target.ts';
import { zipOf } from '../../exchange/stack/zip.ts';
import { messageOf } from '../../lab/message-of.ts';
import type { Run } from '../state/Run.svelte.ts';
import { rubricName } from '../rubric/rubric-name.ts';
import { parametersTold } from './parameters-told.ts';

/** Formats of rubrics: how they are weighed, and who scores, stays here. */
const RUBRIC_ALONE: readonly TargetId[] = ['healthbench', 'rar'];

const START = 'README.md';

export class StackExport {
  target = $state<TargetId>(TARGETS[0]!.id);
  private wantedMethod = $state<string | null>(null);
  private wantedScorer = $state<Scorer>('detectors');
  private wantedFile = $state(START);
  private readonly run: Run;

  constructor(run: Run) {
    this.run = run;
  }

  readonly chosen = $derived(TARGETS.find(({ id }) => id === this.target)!);

  /** Whether method and scorer go along. */
  readonly whole = $derived(!RUBRIC_ALONE.includes(this.target));

  /** The methods of the run, with what was turned of each. */
  readonly methods = $derived.by(() =>
    this.run.methods.map(({ id, name }) => ({ id, name, detail: parametersTold(id, this.run.parameters) })),
  );

  /** The one that was chosen, as long as it runs; else the one whose answers are looked at. */
  readonly method: string = $derived.by(
    () =>
      this.methods.find(({ id }) => id === this.wantedMethod)?.id ??
      this.run.lanes[this.run.look.lane]?.method ??
      this.methods[0]!.id,
  );

  choose(method: string): void {
    this.wantedMethod = method;
  }

  /** Names of the criteria that a language model reads in any case. */
  readonly undetected = $derived.by(() =>
    this.run.criteria.filter(({ detector }) => detector === null).map(({ name }) => name),
  );

  /** Nothing detects any of them. */
  readonly judgedOnly = $derived.by(() => this.undetected.length === this.run.criteria.length);

  get scorer(): Scorer {
    return this.judgedOnly ? 'judge' : this.wantedScorer;
  }
  set scorer(scorer: Scorer) {
    this.wantedScorer = scorer;
  }

  /** As the page shows it: where it looks back, as it was. */
  readonly lab: StackLab = $derived.by(() => {
    const { scenario, criteria, parameters, formula, training } = this.run;
    const { method } = this;
    const scorer = this.whole ? this.scorer : 'judge';
    const { language } = scenario;
    return { name: rubricName(this.run), criteria, method, parameters, formula, training, language, scorer };
  });

  /** The files, or why there are none. */
  readonly made = $derived.by(() => {
    try {
      return exportStack(this.target, this.lab);
    } catch (error) {
      return { problem: messageOf(error) };
    }
  });

  readonly files: readonly StackFile[] = $derived('files' in this.made ? this.made.files : []);

  /** The file that is read. */
  get file(): StackFile | undefined {
    const named = (path: string) => this.files.find((file) => file.path === path);
    return named(this.wantedFile) ?? named(START) ?? this.files[0];
  }

  read(path: string): void {
    this.wantedFile = path;
  }

  /** @returns undefined where there is nothing to save */
  zip(): { bytes: Uint8Array<ArrayBuffer>; fileName: string } | undefined {
    if ('problem' in this.made) return undefined;
    const { files, fileName } = this.made;
    return { bytes: zipOf(files, fileName.replace(/\.zip$/, '')), fileName };
  }
}
