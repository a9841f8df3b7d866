/**
 * Reads the text of a formula, by precedence climbing.
 *
 *     choice     = comparison [ "?" choice ":" choice ]
 *     comparison = sum [ ( "<" | "<=" | ">" | ">=" | "==" | "!=" ) sum ]
 *     sum        = product { ( "+" | "-" ) product }
 *     product    = minus { ( "*" | "/" ) minus }
 *     minus      = "-" minus | power
 *     power      = atom [ "^" minus ]
 *     atom       = number | quantity | function "(" choice { "," choice } ")" | "(" choice ")"
 */
import { FUNCTIONS, isFunction, usage } from './functions.ts';
import { unknownName } from './names.ts';
import { COMPARISON_LEVEL, isOperator, MINUS_LEVEL, OPERATORS, POWER_LEVEL } from './operators.ts';
import { isQuantity } from './quantities.ts';
import {
  DEEPEST_NESTING,
  FormulaError,
  LONGEST_FORMULA,
  MOST_NODES,
  type Formula,
  type FormulaNode,
} from './syntax.ts';
import { numberOf, tokenise, type Token } from './tokens.ts';

/** @throws FormulaError naming the character, counted from 1 */
export function parseFormula(text: string): Formula {
  if (text.length > LONGEST_FORMULA)
    throw new FormulaError(`the formula has ${text.length} characters; at most ${LONGEST_FORMULA} fit`);
  const parser = new Parser(tokenise(text));
  const formula = parser.choice();
  parser.finish();
  return formula;
}

class Parser {
  private readonly tokens: readonly Token[];
  private index = 0;
  private depth = 0;
  private nodes = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  finish(): void {
    if (this.next.kind === 'end') return;
    if (this.next.text === ')') this.expected('the end of the formula; this ")" closes nothing');
    this.expected('an operator such as "*", or the end of the formula');
  }

  choice(): Formula {
    const condition = this.operation(COMPARISON_LEVEL);
    const { at } = this.next;
    if (!this.take('?')) return condition;
    const yes = this.inside(() => this.choice());
    if (!this.take(':')) this.expected(`":" for the "?" at character ${at + 1}`);
    const no = this.inside(() => this.choice());
    return this.node(at, { kind: 'choice', condition, yes, no });
  }

  /** Operators of a level and tighter ones. */
  private operation(loosest: number): Formula {
    let left = this.minus();
    for (let compared = false; ;) {
      const { text, at } = this.next;
      if (!isOperator(text) || OPERATORS[text].level < loosest) return left;
      const { level } = OPERATORS[text];
      if (compared)
        this.fail(at, `found "${text}" after a comparison; write (a < b) * (b < c) for a < b < c`);
      this.index++;
      const right =
        level === POWER_LEVEL ? this.inside(() => this.operation(MINUS_LEVEL)) : this.operation(level + 1);
      left = this.node(at, { kind: 'operation', operator: text, left, right });
      compared = level === COMPARISON_LEVEL;
    }
  }

  private minus(): Formula {
    const { at } = this.next;
    if (!this.take('-')) return this.atom();
    return this.node(at, { kind: 'minus', of: this.inside(() => this.operation(MINUS_LEVEL)) });
  }

  private atom(): Formula {
    const token = this.next;
    if (token.kind === 'number') {
      this.index++;
      return this.node(token.at, { kind: 'number', value: numberOf(token) });
    }
    if (token.kind === 'name') return this.named(token);
    if (!this.take('(')) this.expected('a number, a quantity, a function, "-" or "("');
    const inner = this.inside(() => this.choice());
    this.close(token.at);
    return inner;
  }

  private named({ text, at }: Token): Formula {
    this.index++;
    const called = this.next.text === '(';
    if (isQuantity(text)) {
      if (called) this.fail(at, `"${text}" is a number, not a function; a product is written with "*"`);
      return this.node(at, { kind: 'quantity', name: text });
    }
    if (!isFunction(text)) return this.fail(at, unknownName(text));
    if (!called) this.fail(at, `"${text}" is a function; write ${usage(text)}`);
    const args = this.args();
    const { takes } = FUNCTIONS[text];
    if (args.length !== takes.length)
      this.fail(at, `${text} is given ${args.length} arguments; it takes ${takes.length}: ${usage(text)}`);
    return this.node(at, { kind: 'call', name: text, args });
  }

  private args(): Formula[] {
    const { at } = this.next;
    this.take('(');
    if (this.take(')')) return [];
    const args = [];
    do args.push(this.inside(() => this.choice()));
    while (this.take(','));
    this.close(at);
    return args;
  }

  private close(opened: number): void {
    if (!this.take(')')) this.expected(`")" for the "(" at character ${opened + 1}`);
  }

  /** Reads what stands inside something else; called just behind the sign that opens it. */
  private inside(read: () => Formula): Formula {
    if (this.depth === DEEPEST_NESTING)
      this.fail(
        this.tokens[this.index - 1]!.at,
        `parts stand more than ${DEEPEST_NESTING} deep inside one another`,
      );
    this.depth++;
    const part = read();
    this.depth--;
    return part;
  }

  private node(at: number, node: FormulaNode): Formula {
    if (++this.nodes > MOST_NODES)
      this.fail(at, `more than ${MOST_NODES} numbers, names and operations; ${MOST_NODES} fit`);
    return { ...node, at };
  }

  private get next(): Token {
    return this.tokens[this.index]!;
  }

  private take(sign: string): boolean {
    if (this.next.kind !== 'sign' || this.next.text !== sign) return false;
    this.index++;
    return true;
  }

  private expected(what: string): never {
    const { kind, text, at } = this.next;
    this.fail(at, `found ${kind === 'end' ? 'the end of the formula' : `"${text}"`}, expected ${what}`);
  }

  private fail(at: number, reason: string): never {
    throw new FormulaError(reason, at);
  }
}
