/** Collects what a run of a lab gives, step by step, into tracks. */
import type { LabEvent, LabPlan, LabStep, Neighbour, Track } from './neighbour.ts';

interface Open extends Track {
  values: Record<string, number[]>;
  events: LabEvent[];
}

export const trackKey = ({ scenario, arm, seed }: Pick<Track, 'scenario' | 'arm' | 'seed'>): string =>
  `${scenario}/${arm}/${seed}`;

export class TrackBook {
  /** In the order of the plan: arms, and of each its seeds. */
  readonly tracks: readonly Track[];
  private readonly open: ReadonlyMap<string, Open>;
  private readonly measures: readonly string[];
  private readonly scenario: string;
  private steps = 0;

  constructor(
    lab: Pick<Neighbour, 'measures'>,
    { scenario, arms, seeds }: Pick<LabPlan, 'scenario' | 'arms' | 'seeds'>,
  ) {
    this.scenario = scenario;
    this.measures = lab.measures.map(({ id }) => id);
    const tracks = arms.flatMap((arm) =>
      seeds.map((seed): Open => ({
        ...{ scenario, arm, seed, events: [] },
        values: Object.fromEntries(this.measures.map((id) => [id, []])),
      })),
    );
    this.tracks = tracks;
    this.open = new Map(tracks.map((track) => [trackKey(track), track]));
  }

  /** Steps that are there, the state before training among them. */
  get length(): number {
    return this.steps;
  }

  /** @throws where a step is left out or comes twice, or its tracks are not those of the plan */
  add({ step, tracks }: LabStep): void {
    if (step !== this.steps) throw new Error(`Step ${step} came where step ${this.steps} was due.`);
    if (tracks.length !== this.open.size)
      throw new Error(`Step ${step} has ${tracks.length} tracks; the plan has ${this.open.size}.`);
    const seen = new Set<Open>();
    for (const { arm, seed } of tracks) {
      const track = this.open.get(trackKey({ scenario: this.scenario, arm, seed }));
      if (!track || seen.has(track))
        throw new Error(
          `Step ${step} has a track "${arm}" with seed ${seed} that is not in the plan, or twice.`,
        );
      seen.add(track);
    }
    for (const { arm, seed, values, events } of tracks) {
      const track = this.open.get(trackKey({ scenario: this.scenario, arm, seed }))!;
      for (const id of this.measures) track.values[id]!.push(values[id] ?? NaN);
      track.events.push(...events);
    }
    this.steps++;
  }
}
