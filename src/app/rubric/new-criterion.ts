/** Criteria that join a rubric: new ones, copies, and those of a file, with ids that nobody had in this run. */
import { LONGEST_NAME, parseCriterion, type Criterion } from '../../lab/rubric/criterion.ts';
import { ALL_DETECTORS } from '../../lab/rubric/detectors/index.ts';

const LONGEST_ID = 32;

/** "new" -> "new_1", or with the next number that is free. */
export function freshId(stem: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const end = `_${number}`;
    const id = stem.slice(0, LONGEST_ID - end.length) + end;
    if (!taken.has(id)) return id;
  }
}

export const idsOf = (criteria: readonly { id: string }[]): Set<string> =>
  new Set(criteria.map(({ id }) => id));

/** @param columns every criterion of the run so far */
export function newCriterion(columns: readonly Criterion[]): Criterion {
  const fresh = (type: string) =>
    ALL_DETECTORS.find(({ schema }) => schema.entries.type.literal === type)?.fresh;
  const names = namesOf(columns);
  const name = 'new criterion';
  return parseCriterion({
    id: freshId('new', idsOf(columns)),
    name: names.has(name) ? numbered(name, names) : name,
    text: '',
    kind: 'hard-rule',
    weight: 1,
    active: false, // it counts when it is ready
    detector: fresh('contains') ?? fresh('starts-with'),
  });
}

/** "polite" -> "polite 2", with an id of its own. */
export function copyOf(criterion: Criterion, columns: readonly Criterion[]): Criterion {
  const id = freshId(criterion.id.replace(/_\d+$/, ''), idsOf(columns));
  return { ...criterion, id, name: numbered(criterion.name, namesOf(columns)) };
}

const namesOf = (criteria: readonly Criterion[]): Set<string> => new Set(criteria.map(({ name }) => name));

/** "polite" and "polite 2" -> "polite 3", or with the next number that is free, from 2 on. */
function numbered(name: string, taken: ReadonlySet<string>): string {
  const stem = name.replace(/ \d+$/, '').slice(0, LONGEST_NAME - 4);
  for (let number = 2; ; number++) if (!taken.has(`${stem} ${number}`)) return `${stem} ${number}`;
}

/** Criteria of a file beside those of the run: an id that is taken gets a number. */
export function withFreshIds(criteria: readonly Criterion[], columns: readonly Criterion[]): Criterion[] {
  const taken = idsOf(columns);
  return criteria.map((criterion) => {
    const id = taken.has(criterion.id) ? freshId(criterion.id, taken) : criterion.id;
    taken.add(id);
    return { ...criterion, id };
  });
}
