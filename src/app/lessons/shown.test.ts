/** What a step's words act on is on the page at that step: otherwise a press would do nothing that can be seen. */
import { describe, expect, it } from 'vitest';
import { FALLBACK, LESSON_IDS, loadLesson } from '../../lessons/index.ts';
import type { Action, Panel, Part } from '../../lessons/lesson.ts';
import { readText } from '../../lessons/text.ts';

/** The panel that a part is within; null for those in the bar, which is always there. */
const WITHIN: Record<Part, Panel | null> = {
  river: 'river',
  outcome: 'outcome',
  criteria: 'criteria',
  answers: 'answers',
  rubric: 'rubric',
  timeline: 'timeline',
  gamma: 'rubric',
  health: 'rubric',
  seeds: null,
  play: null,
};

function panelOf(action: Action): Panel | null {
  switch (action.do) {
    case 'light':
      return 'part' in action ? WITHIN[action.part] : 'criteria';
    case 'show':
      return 'answers';
    case 'edit-criterion':
      return 'rubric';
    case 'go':
      return action.to === 'methods' || action.to === 'rubric' ? 'rubric' : null;
    default:
      return null;
  }
}

const actionsIn = (text: string): string[] =>
  readText(text).flatMap((paragraph) =>
    paragraph.kind === 'text'
      ? paragraph.parts.flatMap((part) => (part.kind === 'action' ? [part.key] : []))
      : [],
  );

describe.each(LESSON_IDS)('%s', (id) => {
  it('shows at each step what its words and its own actions are about', async () => {
    const { lesson, words } = (await loadLesson(id, FALLBACK))!;
    const missing: string[] = [];
    let panels: readonly Panel[] = [];
    for (const step of lesson.steps) {
      panels = step.panels ?? panels;
      const { text, after = '' } = words.steps[step.id]!;
      const actions = [
        ...[...actionsIn(text), ...actionsIn(after)].map((key) => lesson.actions[key]!),
        ...(step.first ?? []),
        ...(step.kind === 'predict' ? step.then : []),
      ];
      for (const action of actions) {
        const panel = panelOf(action);
        if (panel && !panels.includes(panel))
          missing.push(`${step.id}: ${JSON.stringify(action)} needs ${panel}`);
      }
    }
    expect(missing).toEqual([]);
  });
});
