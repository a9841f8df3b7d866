/** A formula as mathematics: a tree of MathML elements, for the page to make into elements one by one. */
import { MINUS_LEVEL, OPERATORS, POWER_LEVEL, type Operator } from './operators.ts';
import { QUANTITIES } from './quantities.ts';
import type { Formula } from './syntax.ts';

export type Markup =
  | { tag: 'mi' | 'mn' | 'mo' | 'mtext'; text: string }
  | { tag: 'mrow' | 'mfrac' | 'msup' | 'msqrt' | 'mtable' | 'mtr' | 'mtd'; children: Markup[] };

const mo = (text: string): Markup => ({ tag: 'mo', text });
const mtext = (text: string): Markup => ({ tag: 'mtext', text });
const row = (...children: Markup[]): Markup => ({ tag: 'mrow', children });
const tableRow = (...cells: Markup[]): Markup => ({
  tag: 'mtr',
  children: cells.map((cell) => ({ tag: 'mtd', children: [cell] })),
});

const SIGNS: Partial<Record<Operator, string>> = {
  '-': '−',
  '*': '⋅',
  '<=': '≤',
  '>=': '≥',
  '==': '=',
  '!=': '≠',
};

/** How tightly it binds as it is drawn: what stands between bars, and a name, need no parentheses. */
function levelOf(formula: Formula): number {
  switch (formula.kind) {
    case 'operation':
      return formula.operator === '/' ? MINUS_LEVEL : OPERATORS[formula.operator].level;
    case 'call':
      return formula.name === 'pow' ? POWER_LEVEL : Infinity;
    case 'minus':
      return OPERATORS['-'].level; // a product with one in it is easier to read with parentheses
    case 'choice':
      return 0;
    default:
      return Infinity;
  }
}

/** In parentheses, if it binds less tightly than what is around it. */
const within = (level: number, formula: Formula): Markup =>
  levelOf(formula) < level ? row(mo('('), describeFormula(formula), mo(')')) : describeFormula(formula);

const raised = (base: Formula, exponent: Formula): Markup => ({
  tag: 'msup',
  children: [within(Infinity, base), describeFormula(exponent)],
});

export function describeFormula(formula: Formula): Markup {
  switch (formula.kind) {
    case 'number':
      return { tag: 'mn', text: String(formula.value) };
    case 'quantity':
      return { tag: 'mi', text: QUANTITIES[formula.name].symbol ?? formula.name };
    case 'minus':
      return row(mo('−'), within(OPERATORS['*'].level, formula.of));
    case 'operation': {
      const { operator, left, right } = formula;
      if (operator === '^') return raised(left, right);
      if (operator === '/')
        return { tag: 'mfrac', children: [describeFormula(left), describeFormula(right)] };
      const { level } = OPERATORS[operator];
      // Only a sum's first part and a product's may bind as it does: a - (b - c).
      const looseLeft = operator === '+' || operator === '-' || operator === '*' ? level : level + 1;
      return row(within(looseLeft, left), mo(SIGNS[operator] ?? operator), within(level + 1, right));
    }
    case 'choice': {
      const { condition, yes, no } = formula;
      const cases: Markup = {
        tag: 'mtable',
        children: [
          tableRow(describeFormula(yes), row(mtext('if '), describeFormula(condition))),
          tableRow(describeFormula(no), mtext('otherwise')),
        ],
      };
      return row(mo('{'), cases);
    }
    case 'call': {
      const { name, args } = formula;
      if (name === 'pow') return raised(args[0]!, args[1]!);
      const parts = args.map(describeFormula);
      if (name === 'sqrt') return { tag: 'msqrt', children: parts };
      if (name === 'abs') return row(mo('|'), ...parts, mo('|'));
      if (name === 'floor') return row(mo('⌊'), ...parts, mo('⌋'));
      const listed = parts.flatMap((part, i) => (i === 0 ? [part] : [mo(','), part]));
      return row({ tag: 'mi', text: name }, mo('('), ...listed, mo(')'));
    }
  }
}
