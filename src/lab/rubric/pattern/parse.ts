/**
 * Reads the text of a pattern.
 *
 *     choice   = sequence { "|" sequence }
 *     sequence = repeat { repeat }
 *     repeat   = atom [ "*" | "+" | "?" | "{" n [ "," [ m ] ] "}" ]
 *     atom     = word | quoted word | "<" ["!"] group ">" | "." | "^" | "$" | "(" choice ")"
 */
import { WORD_GROUPS } from '../detectors/detector.ts';
import { groupOf, nearWords, tokenOf } from './names.ts';
import {
  atomsOf,
  DEEPEST_NESTING,
  LONGEST_PATTERN,
  MOST_REPEATS,
  PatternError,
  type Atom,
  type Pattern,
} from './syntax.ts';

const AN_ATOM = 'a word, a class such as <fact>, ".", "^", "$" or "("';

/** @throws PatternError naming the character, counted from 1 */
export function parsePattern(text: string): Pattern {
  if (text.length > LONGEST_PATTERN)
    throw new PatternError(`the pattern has ${text.length} characters; at most ${LONGEST_PATTERN} fit`);
  const parser = new Parser(text);
  const pattern = parser.choice(0);
  parser.finish();
  return pattern;
}

const quoted = (text: string): string => (text === '"' ? `'"'` : `"${text}"`);

class Parser {
  private readonly text: string;
  private at = 0;

  constructor(text: string) {
    this.text = text;
    this.skipSpace();
  }

  finish(): void {
    if (this.at < this.text.length) this.expected('the end of the pattern; this ")" closes nothing');
  }

  choice(depth: number): Pattern {
    const options = [this.sequence(depth)];
    while (this.take('|')) options.push(this.sequence(depth));
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  private sequence(depth: number): Pattern {
    const parts = [this.repeat(depth)];
    while (this.at < this.text.length && !'|)'.includes(this.text[this.at]!)) parts.push(this.repeat(depth));
    return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
  }

  private repeat(depth: number): Pattern {
    const of = this.atom(depth);
    const at = this.at;
    const times = this.times();
    if (!times) return of;
    if (times.most > 1 && atomsOf(of).some(({ kind }) => kind === 'begin' || kind === 'end'))
      this.fail(at, 'what holds "^" or "$" cannot be repeated: an answer begins once and ends once');
    if ('*+?{'.includes(this.text[this.at] ?? ' '))
      this.fail(this.at, `found ${this.here()} after a repetition; put what is repeated in "(" and ")"`);
    return { kind: 'repeat', of, ...times };
  }

  private times(): { least: number; most: number } | undefined {
    if (this.take('*')) return { least: 0, most: Infinity };
    if (this.take('+')) return { least: 1, most: Infinity };
    if (this.take('?')) return { least: 0, most: 1 };
    const at = this.at;
    if (!this.take('{')) return undefined;
    const least = this.count();
    let most = least;
    if (this.take(',')) most = /\d/.test(this.text[this.at] ?? '') ? this.count() : Infinity;
    if (!this.take('}')) this.expected(most === least ? '"," or "}"' : 'a number or "}"');
    if (most < least) this.fail(at, `{${least},${most}} ends below its start; write {${most},${least}}`);
    return { least, most };
  }

  private count(): number {
    const at = this.at;
    const digits = this.run(/\d/);
    if (digits === '') this.expected(`a number from 0 to ${MOST_REPEATS}`);
    if (Number(digits) > MOST_REPEATS)
      this.fail(at, `${digits} repetitions are too many; at most ${MOST_REPEATS} fit`);
    return Number(digits);
  }

  private atom(depth: number): Pattern {
    const at = this.at;
    if (this.take('.')) return { kind: 'any' };
    if (this.take('^')) return { kind: 'begin' };
    if (this.take('$')) return { kind: 'end' };
    if (this.take('(')) {
      if (depth === DEEPEST_NESTING)
        this.fail(at, `parentheses stand more than ${DEEPEST_NESTING} deep inside one another`);
      const inner = this.choice(depth + 1);
      if (!this.take(')')) this.expected(`")" for the "(" at character ${at + 1}`);
      return inner;
    }
    if (this.text[at] === '<') return this.group();
    if (this.text[at] === '"') return this.word(at, this.quotedText());
    const bare = this.run(/[\p{L}\p{N}]/u);
    return bare === '' ? this.expected(AN_ATOM) : this.word(at, bare);
  }

  private word(at: number, text: string): Atom {
    const token = tokenOf(text);
    if (token !== undefined) return { kind: 'word', token };
    const near = nearWords(text);
    return this.fail(
      at,
      `no word is "${text}"; ${near.length > 0 ? `near it: ${near.join(', ')}` : 'a class of words is written as <fact>'}`,
    );
  }

  private quotedText(): string {
    const start = this.at;
    const end = this.text.indexOf('"', start + 1);
    if (end < 0) this.fail(start, `found '"' without a second one that closes it`);
    this.at = end + 1;
    this.skipSpace();
    return this.text.slice(start + 1, end);
  }

  private group(): Atom {
    this.take('<');
    const negated = this.take('!');
    const at = this.at;
    const text = this.run(/[^<>|(){}\s"]/);
    const group = groupOf(text);
    if (!group) return this.fail(at, `no class is "${text}"; classes are ${WORD_GROUPS.join(', ')}`);
    if (!this.take('>')) this.expected('">"');
    return { kind: 'group', group, negated };
  }

  /** The longest run of characters of a kind, and the space behind it. */
  private run(kind: RegExp): string {
    const start = this.at;
    while (this.at < this.text.length && kind.test(this.text[this.at]!)) this.at++;
    const run = this.text.slice(start, this.at);
    this.skipSpace();
    return run;
  }

  private take(character: string): boolean {
    if (this.text[this.at] !== character) return false;
    this.at++;
    this.skipSpace();
    return true;
  }

  private skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }

  private here(): string {
    const character = this.text.codePointAt(this.at);
    return character === undefined ? 'the end of the pattern' : quoted(String.fromCodePoint(character));
  }

  private expected(what: string): never {
    this.fail(this.at, `found ${this.here()}, expected ${what}`);
  }

  private fail(at: number, reason: string): never {
    throw new PatternError(`at character ${at + 1}: ${reason}`);
  }
}
