/** A run: every arm with every seed as a lane of one engine, teachers as lanes beside them. */
import type { Laboratory } from '../../experiment/run/laboratory.ts';
import type { Apart, Sampled } from '../../lab/engine/apart.ts';
import type { Engine } from '../../lab/engine/engine.ts';
import type { LabEvent, LabPlan, LabRun, LabStep, Neighbour, TrackStep } from '../neighbour.ts';
import { answersOf, majority } from './answers.ts';
import { basePolicy, METHOD, shapeFor, tablesFor } from './base.ts';
import { advantagesFor, findArm, labelsFrom, type LabelledArm } from './labels.ts';
import { lookAt, type Look } from './look.ts';
import { COLLAPSED_FROM, measured } from './measures.ts';
import { promptRates, questionsOf, rightAnswers, type Question } from './questions.ts';
import { mixAt } from './schedule.ts';
import { setupOf, type Setup } from './settings.ts';

/** A teacher's answers are draws of its own: with its policy's seed, at step 0 they would be the very same. */
export const teacherSeed = (seed: number): number => (seed ^ 0x80000000) >>> 0;

interface OwnTrack {
  arm: LabelledArm;
  seed: number;
  lane: number;
  /** Lane of its teacher; null where it has none. */
  teacher: number | null;
  collapsed: boolean;
  /** Of the latest step: [P, G, T], [P][G], [P]. */
  tokens: Int32Array;
  answers: number[][];
  labels: (number | null)[];
}

/** Arms in order, each with all seeds, then the lanes of teachers. */
function tracksOf({ arms, seeds }: Pick<LabPlan, 'arms' | 'seeds'>): OwnTrack[] {
  const tracks = arms.flatMap((id) => seeds.map((seed) => ({ arm: findArm(id), seed })));
  let next = tracks.length;
  return tracks.map(({ arm, seed }, lane) => ({
    ...{ arm, seed, lane, teacher: arm.source.of === 'teacher' ? next++ : null },
    ...{ collapsed: false, tokens: new Int32Array(), answers: [], labels: [] },
  }));
}

export const openRun: Neighbour['open'] = async (plan, laboratory, tell = () => {}) => {
  const setup = setupOf(plan.settings);
  const questions = questionsOf(setup.errors);
  const tracks = tracksOf(plan);
  const engine = await engineFor(laboratory, tracks, questions.length, setup.numGenerations);
  try {
    const { prompts } = engine.batch.policy;
    const base = await basePolicy(
      engine,
      0,
      promptRates(questions, setup.errors),
      JSON.stringify(laboratory.device),
      (done) => tell('warming up the policy', done),
    );
    for (const { lane, teacher, seed } of tracks)
      for (const own of teacher === null ? [lane] : [lane, teacher]) {
        await engine.loadLane(own, base, base);
        engine.setLane(own, tablesFor(own === lane ? seed : teacherSeed(seed), prompts, setup));
      }
    tell(null, null);
    return new Run(engine, tracks, questions, setup);
  } catch (error) {
    engine.dispose();
    throw error;
  }
};

function engineFor(
  laboratory: Laboratory,
  tracks: readonly OwnTrack[],
  questions: number,
  numGenerations: number,
): Promise<Engine & Apart> {
  const lanes = tracks.length + tracks.filter(({ teacher }) => teacher !== null).length;
  const policy = shapeFor(questions);
  return laboratory.makeEngine({ policy, lanes, numGenerations, numIterations: 1, methods: [METHOD] });
}

class Run implements LabRun {
  readonly steps: number;
  private readonly engine: Engine & Apart;
  private readonly tracks: readonly OwnTrack[];
  private readonly questions: readonly Question[];
  private readonly setup: Setup;
  private readonly right: readonly number[];
  /** The step that comes next. */
  private next = 0;

  constructor(
    engine: Engine & Apart,
    tracks: readonly OwnTrack[],
    questions: readonly Question[],
    setup: Setup,
  ) {
    this.engine = engine;
    this.tracks = tracks;
    this.questions = questions;
    this.setup = setup;
    this.steps = setup.steps;
    this.right = rightAnswers(questions);
  }

  async advance(): Promise<LabStep> {
    const step = this.next;
    if (step > this.steps) throw new Error(`Step ${step} is past the end; the run has ${this.steps} steps.`);
    if (step > 0) await this.learn();
    await this.moveTeachers(step);
    await this.answer(step);
    this.next++;
    return { step, tracks: this.tracks.map((track) => this.told(track, step)) };
  }

  /** Every policy learns from the answers and labels of the step before. */
  private async learn(): Promise<void> {
    await this.engine.learn(
      this.tracks.map(({ lane, tokens, answers, labels }) => ({
        ...{ lane, tokens, advantages: advantagesFor(answers, labels) },
      })),
    );
  }

  /** Teachers move before they are asked, towards the policy that writes this step's answers. */
  private async moveTeachers(step: number): Promise<void> {
    if (step === 0) return; // they are that policy
    const { mixStart, mixEnd } = this.setup;
    const mix = mixAt(mixStart, mixEnd, step, this.steps);
    for (const { lane, teacher } of this.tracks)
      if (teacher !== null) await this.engine.moveTeacher(teacher, lane, mix);
  }

  /** Policies and teachers answer, in one batch, and labels are made of that. */
  private async answer(step: number): Promise<void> {
    const taught = this.tracks.filter(({ teacher }) => teacher !== null);
    const sampled = await this.engine.sample([
      ...this.tracks.map(({ lane }) => ({ lane })),
      ...taught.map(({ teacher, seed }) => ({ lane: teacher!, seed: teacherSeed(seed), step })),
    ]);
    const { policy, numGenerations } = this.engine.batch;
    const read = ({ tokens }: Sampled) => answersOf(tokens, policy.prompts, numGenerations);
    this.tracks.forEach((track, i) => {
      const { of } = track.arm.source;
      track.tokens = sampled[i]!.tokens;
      track.answers = read(sampled[i]!);
      const asked =
        of === 'known'
          ? this.right
          : (of === 'policy'
              ? track.answers
              : read(sampled[this.tracks.length + taught.indexOf(track)]!)
            ).map(majority);
      track.labels = labelsFrom(asked, track.arm.source);
    });
  }

  private told(track: OwnTrack, step: number): TrackStep {
    const values = measured(track.answers, track.labels, this.right);
    const events: LabEvent[] = [];
    if (!track.collapsed && values['collapse']! > COLLAPSED_FROM) {
      track.collapsed = true;
      const share = `${Math.round(100 * values['collapse']!)} %`;
      events.push({ step, kind: 'collapsed', text: `${share} of groups are all one wrong answer.` });
    }
    return { arm: track.arm.id, seed: track.seed, values, events };
  }

  look(): Promise<Look> {
    const [{ seed } = { seed: 0 }] = this.tracks;
    return Promise.resolve(
      lookAt(
        this.questions,
        seed,
        this.tracks.filter((track) => track.seed === seed),
      ),
    );
  }

  dispose(): void {
    this.engine.dispose();
  }
}
