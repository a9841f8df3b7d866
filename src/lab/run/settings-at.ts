/** What a step ran with: rubric, parameters, options and formula of now, with later edits taken back. */
import type { Change, Edit, Editable } from './edit.ts';

/** @param now as it stands after all edits */
export function settingsAt(now: Editable, edits: readonly Edit[], step: number): Editable {
  const { criteria, parameters, training, formula } = now; // of a run, which cannot be spread as objects can
  return edits
    .filter((edit) => edit.step > step)
    .reduceRight((after, { inverse }) => takenBack(after, inverse), {
      criteria,
      parameters,
      training,
      formula,
    });
}

/** What stood there before was possible: nothing of it is checked again. */
function takenBack(state: Editable, change: Change): Editable {
  const { criteria, parameters } = state;
  switch (change.kind) {
    case 'parameter':
      return { ...state, parameters: { ...parameters, [change.name]: change.value } };
    case 'parameters':
      return { ...state, parameters: { ...parameters, ...change.value } };
    case 'training': {
      const { [change.name]: _, ...others } = state.training;
      const training = change.value === null ? others : { ...state.training, [change.name]: change.value };
      return { ...state, training: training as Editable['training'] };
    }
    case 'formula':
      return { ...state, formula: change.value };
    case 'rubric':
      return { ...state, criteria: change.value };
    case 'add':
      return { ...state, criteria: criteria.toSpliced(change.at, 0, change.value) };
    case 'delete':
      return { ...state, criteria: criteria.filter(({ id }) => id !== change.criterion) };
    case 'move': {
      const own = criteria.find(({ id }) => id === change.criterion)!;
      const others = criteria.filter((criterion) => criterion !== own);
      return { ...state, criteria: others.toSpliced(change.to, 0, own) };
    }
    case 'weight':
    case 'active':
    case 'criterion':
      return {
        ...state,
        criteria: criteria.map((own) => (own.id === change.criterion ? changed(own, change) : own)),
      };
  }
}

type OfOne = Extract<Change, { kind: 'weight' | 'active' | 'criterion' }>;

function changed(own: Editable['criteria'][number], change: OfOne): Editable['criteria'][number] {
  if (change.kind === 'criterion') return change.value;
  return change.kind === 'weight' ? { ...own, weight: change.value } : { ...own, active: change.value };
}
