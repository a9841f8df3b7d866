/** A pattern in words, e.g. "a hedge, then a fact of its own topic, then its end". */
import { STANDARD, type Language } from '../../language/language.ts';
import { groupName, withArticle } from '../detectors/detector.ts';
import { isAtom, type Atom, type Pattern } from './syntax.ts';

function describeAtom(atom: Atom, { words }: Language): string {
  if (atom.kind === 'word') return `“${words[atom.token]!}”`;
  if (atom.kind === 'any') return 'any word';
  if (atom.kind === 'begin') return 'its start';
  if (atom.kind === 'end') return 'its end';
  return `${atom.negated ? 'a word other than ' : ''}${withArticle(groupName(atom.group))}`;
}

function describeTimes(least: number, most: number): string {
  if (least === 0 && most === Infinity) return 'any number of times';
  if (least === 0 && most === 1) return 'perhaps';
  const times = (n: number) => (n === 1 ? 'once' : `${n} times`);
  if (least === most) return times(least);
  if (most === Infinity) return least === 1 ? 'once or more' : `${least} or more times`;
  return `${least} to ${most} times`;
}

export function describePattern(pattern: Pattern, language: Language = STANDARD): string {
  if (isAtom(pattern)) return describeAtom(pattern, language);
  const inner = (part: Pattern) =>
    isAtom(part) ? describeAtom(part, language) : `(${describePattern(part, language)})`;
  if (pattern.kind === 'repeat') return `${describeTimes(pattern.least, pattern.most)} ${inner(pattern.of)}`;
  if (pattern.kind === 'choice') return pattern.options.map(inner).join(' or ');
  return pattern.parts
    .map((part) => (part.kind === 'repeat' ? describePattern(part, language) : inner(part)))
    .join(', then ');
}
