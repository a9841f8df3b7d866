import { describe, expect, it } from 'vitest';
import type { StepRecord } from '../../lab/metrics/record.ts';
import type { InspectedGroup } from '../../lab/run/inspect.ts';
import { findMethod } from '../../lab/reward/methods/index.ts';
import { explainScores } from '../methods/explain-scores.ts';
import { texToMath } from '../methods/tex.ts';
import { criterion, openedRun } from '../state/testing.ts';
import { PHASES } from './phases.ts';
import { SlowMotion } from './SlowMotion.svelte.ts';
import { wordsOf, type Shown } from './words.ts';

function slowRun(show?: (update: () => void) => void) {
  const { run, sent, step } = openedRun(show);
  const slow = new SlowMotion(run);
  /** The worker's answer to a step. */
  const arrive = () => {
    step(() => 0.5);
    slow.follow(); // the records alone are not enough: the answers come before the end is reported
    run.receive({ type: 'playing', run: 1, playing: false, finished: false });
    slow.follow();
  };
  const asked = () => sent.filter(({ type }) => type === 'step').length;
  return { run, sent, slow, step, arrive, asked };
}

describe('slow motion', () => {
  it('takes one real step, and shows it phase by phase, forth and back', () => {
    const { slow, arrive, asked, run } = slowRun();
    slow.begin();
    expect([slow.active, slow.arrived, asked()]).toEqual([true, false, 1]);
    slow.next(); // nothing to go on to yet
    expect(slow.phase.id).toBe('sample');
    arrive();
    expect([slow.arrived, slow.step]).toEqual([true, 0]);
    const seen = [slow.phase.id];
    for (let i = 1; i < PHASES.length; i++) {
      slow.next();
      seen.push(slow.phase.id);
    }
    expect(seen).toEqual(['sample', 'verdicts', 'saturation', 'weights', 'advantages', 'update']);
    slow.back();
    expect(slow.phase.id).toBe('advantages');
    expect(asked()).toBe(1);
    expect(run.length).toBe(1);
  });

  it('goes on with the next step after the last phase', () => {
    const { slow, arrive, asked } = slowRun();
    slow.begin();
    arrive();
    for (let i = 0; i < PHASES.length; i++) slow.next();
    expect([asked(), slow.arrived, slow.phase.id, slow.step]).toEqual([2, false, 'sample', 1]);
    arrive();
    expect([slow.arrived, slow.step]).toEqual([true, 1]);
  });

  it('leaves the charts at the step before until the weights are there', () => {
    const { slow, arrive, run, step } = slowRun();
    step(() => 0.2);
    slow.begin();
    arrive();
    expect(run.at).toBe(0);
    slow.next();
    slow.next();
    expect([slow.phase.id, run.at]).toEqual(['saturation', 0]);
    slow.next();
    expect([slow.phase.id, run.at, run.cursor]).toEqual(['weights', 1, null]);
    slow.back();
    expect(run.at).toBe(0);
    slow.leave();
    expect([slow.active, run.cursor]).toEqual([false, null]);
  });

  it('lets a run that plays come to rest first', () => {
    const { slow, run, asked, step, arrive } = slowRun();
    run.play();
    run.receive({ type: 'playing', run: 1, playing: true, finished: false });
    slow.begin();
    expect([asked(), run.playing]).toEqual([0, false]);
    step(() => 0.5); // the step that was under way
    slow.follow();
    expect(asked()).toBe(0);
    run.receive({ type: 'playing', run: 1, playing: false, finished: false });
    slow.follow();
    expect(asked()).toBe(1);
    arrive();
    expect([slow.arrived, slow.step]).toEqual([true, 1]);
  });

  it('is not confused by a step that is drawn only after the run came to rest', () => {
    const waiting: (() => void)[] = [];
    const draw = () => waiting.splice(0).at(-1)?.();
    const { slow, run, step } = slowRun((update) => waiting.push(update));
    run.play();
    slow.begin();
    step(() => 0.5); // the step that was under way: in, and not drawn yet
    run.receive({ type: 'playing', run: 1, playing: false, finished: false });
    slow.follow();
    draw();
    slow.follow();
    step(() => 0.5);
    run.receive({ type: 'playing', run: 1, playing: false, finished: false });
    slow.follow();
    expect(slow.arrived).toBe(false);
    draw();
    slow.follow();
    expect([slow.arrived, slow.step]).toEqual([true, 1]);
    slow.follow();
    expect(slow.active).toBe(true);
  });

  it('ends when the run plays on, begins anew, or fails', () => {
    for (const end of [
      (run: ReturnType<typeof slowRun>['run']) => run.play(),
      (run: ReturnType<typeof slowRun>['run']) => run.open(),
      (run: ReturnType<typeof slowRun>['run']) =>
        run.receive({ type: 'failed', run: 1, message: 'out of luck', lost: false }),
    ]) {
      const { slow, arrive, run } = slowRun();
      slow.begin();
      arrive();
      end(run);
      slow.follow();
      expect(slow.active).toBe(false);
    }
  });

  it('has no step to take in a run that is finished', () => {
    const { slow, run, asked } = slowRun();
    run.receive({ type: 'playing', run: 1, playing: false, finished: true });
    slow.begin();
    expect([slow.possible, slow.active, asked()]).toEqual([false, false, 0]);
  });
});

describe('its words', () => {
  const rows = [
    [1, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ];
  const method = findMethod('focal-prior');
  const parameters = { 'focal.gamma': 1, 'focal.tau': 1, 'focal.epsilon': 0.05 };
  const group = explainScores(rows, [0.8, 0.2], method, parameters, 1);
  const criteria = [criterion('greets'), criterion('hedges')];
  const record = (scores: number[]) =>
    ({
      criteria: ['greets', 'hedges'],
      scores,
      gradNorm: 0.5,
      klSequence: 1.25,
      clipRatio: 0.02,
    }) as Partial<StepRecord> as StepRecord;
  const shown: Shown = {
    group: {
      step: 3,
      prompt: 0,
      topic: 'rain',
      criteria,
      answers: rows.map((verdicts, j) => ({
        words: ['hello', String(j)],
        verdicts,
        gold: verdicts,
        evidence: [[], []],
        advantage: group.rollouts[j]!.advantage,
        rank: 1,
        priorAdvantage: group.rollouts[j]!.staticAdvantage,
        priorRank: 1,
      })),
    } satisfies InspectedGroup,
    told: {
      group,
      names: ['greets', 'hedges'],
      active: [true, true],
      method,
      parameters,
      hardRule: [true, true],
      category: [0, 0],
      step: 3,
      answers: 24,
      advantage: { scaleRewards: 'group', matchRewardScale: false, promptGamma: 0 },
      formula: '',
    },
    record: record([0.75, 0.25]),
    before: record([0.7, 0.3]),
    prompts: 6,
    lanes: 2,
  };

  it('say what happens with the numbers of the step', () => {
    expect(wordsOf('sample', shown).title).toBe('topic rain: 4 answers sampled');
    expect(wordsOf('verdicts', shown).lines.map(({ says }) => says)).toEqual(['3 of 4 met', '1 of 4 met']);
    const [greets, hedges] = wordsOf('weights', shown).lines;
    expect(greets!.says).toMatch(/^saturation \.8\d → weight \.\d\d \(prior \.80\)$/);
    expect(hedges!.says).toMatch(/^saturation \.3\d → weight \.\d\d \(prior \.20\)$/);
    expect(wordsOf('weights', shown).worked).toMatch(/^w\((greets|hedges)\) = /);
    expect(wordsOf('advantages', shown).says).toMatch(/advantage [+−]\S+ \(static: [+−]\S+\)/);
    expect(wordsOf('update', shown).says).toContain(
      'Gradient norm 0.50, KL to the base policy 1.3 per answer',
    );
    expect(wordsOf('update', shown).lines[1]!.says).toBe('.30 → .25 (−.05)');
  });

  it('say so where there is nothing to learn from, and where nothing came before', () => {
    const flat = explainScores(
      [
        [1, 0],
        [1, 0],
      ],
      [0.8, 0.2],
      method,
      parameters,
      1,
    );
    const silent = { ...shown, told: { ...shown.told, group: flat } };
    expect(wordsOf('advantages', silent).title).toContain('nothing to learn');
    expect(wordsOf('update', { ...shown, before: undefined }).lines[0]!.says).toBe('.75');
  });

  it('have formulas that can be read', () => {
    for (const { id } of PHASES) {
      const { formula, title, says } = wordsOf(id, shown);
      if (formula) texToMath(formula);
      expect(title + says).not.toMatch(/NaN|undefined/);
    }
  });
});
