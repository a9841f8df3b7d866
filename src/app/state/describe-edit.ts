/** Edits in words, for markers and live regions. */
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { criterionOf, history, type Change, type Edit } from '../../lab/run/edit.ts';
import { weight } from '../format.ts';
import { describeParameter } from './describe-parameter.ts';
import { describeTraining } from './describe-training.ts';

/** e.g. "hedges weight 0.3 → 0.6", "undo: greets switched off", "gamma 1 → 3". */
export function describeEdit(edit: Edit, columns: readonly Criterion[]): string {
  return (
    (edit.history ? `${edit.history}: ` : '') + describeChange(edit, edit.inverse, columns, !!edit.history)
  );
}

/** Edits that took effect together: the latest in words, and how many more there are. */
export function describeTogether(edits: readonly Edit[], columns: readonly Criterion[]): string {
  const last = edits.at(-1);
  if (!last) return '';
  const others = edits.filter(({ step }) => step === last.step).length - 1;
  return describeEdit(last, columns) + (others > 0 ? `, and ${others} more` : '');
}

/** Whether the latest edits, which took effect together, took each other back. */
export function tookEachOtherBack(edits: readonly Edit[]): boolean {
  const step = edits.at(-1)?.step;
  const before = history(edits.filter((edit) => edit.step !== step)).done;
  const after = history(edits).done;
  return edits.length > 0 && before.length === after.length && before.every((edit, i) => edit === after[i]);
}

/** @param again whether it was there before: what an undo adds is brought back */
export function describeChange(
  change: Change,
  inverse: Change,
  columns: readonly Criterion[],
  again = false,
): string {
  const id = criterionOf(change);
  const name = columns.find((column) => column.id === id)?.name ?? id;
  switch (change.kind) {
    case 'parameter':
      return describeParameter(change.name, 'value' in inverse ? Number(inverse.value) : NaN, change.value);
    case 'parameters':
      return Object.entries(change.value)
        .map(([own, value]) =>
          describeParameter(own, inverse.kind === 'parameters' ? inverse.value[own]! : NaN, value),
        )
        .join(', ');
    case 'training':
      return describeTraining(change.name, 'value' in inverse ? inverse.value : undefined, change.value);
    case 'formula':
      return 'formula changed';
    case 'weight':
      return `${name} weight ${values(change, inverse)}`;
    case 'active':
      return `${name} switched ${change.value ? 'on' : 'off'}`;
    case 'add':
      return `${again ? 'brought back' : 'added'} ${change.value.name}`;
    case 'delete':
      return `deleted ${inverse.kind === 'add' ? inverse.value.name : name}`;
    case 'move': {
      const from = inverse.kind === 'move' ? inverse.to : 0;
      return `${name} moved ${change.to < from ? 'up' : 'down'}`;
    }
    case 'rubric': {
      const before = inverse.kind === 'rubric' ? inverse.value : [];
      const kept = before.every(({ id: old }, k) => change.value[k]?.id === old);
      const count = change.value.length - (kept ? before.length : 0);
      const many = (n: number) => `${n} ${n === 1 ? 'criterion' : 'criteria'}`;
      return kept && count > 0 ? `added ${many(count)}` : `rubric replaced (${many(change.value.length)})`;
    }
    case 'criterion': {
      const before = inverse.kind === 'criterion' ? inverse.value : change.value;
      const said = differences(before, change.value);
      const shown = said.length > 2 ? `${said.slice(0, 2).join(', ')} and more` : said.join(', ');
      return `${before.name}: ${shown || 'nothing changed'}`;
    }
  }
}

const values = (change: { value: number }, inverse: Change): string =>
  `${weight('value' in inverse ? Number(inverse.value) : NaN)} → ${weight(change.value)}`;

/** What tells two versions of a criterion apart, the most consequential first. */
function differences(before: Criterion, after: Criterion): string[] {
  const changed = (key: keyof Criterion) => JSON.stringify(before[key]) !== JSON.stringify(after[key]);
  const said: string[] = [];
  const say = (key: keyof Criterion, text: string) => changed(key) && said.push(text);
  say('name', `named ${after.name}`);
  say(
    'detector',
    before.detector && after.detector
      ? 'detector changed'
      : after.detector
        ? 'detector attached'
        : 'detector taken away',
  );
  say('kind', `now a ${after.kind === 'principle' ? 'Principle' : 'Hard Rule'}`);
  say('polarity', `earns by ${after.polarity === 'negative' ? 'not having it' : 'having it'}`);
  say('judge', Object.keys(after.judge).length === 0 ? 'judge honest' : 'judge changed');
  say('unsatisfiable', after.unsatisfiable ? 'cannot be met' : 'can be met');
  say('weight', `weight ${weight(before.weight)} → ${weight(after.weight)}`);
  say('promptWeights', after.promptWeights ? 'weights by prompt' : 'one weight for all prompts');
  say('active', `switched ${after.active ? 'on' : 'off'}`);
  say('text', 'text changed');
  for (const key of ['tags', 'choices', 'baseRate'] as const) say(key, `${key} changed`);
  return said;
}
