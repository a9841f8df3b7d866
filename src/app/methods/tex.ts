/** The part of TeX that the methods' formulas are written in, made into MathML. */
import type { MathLeaf, MathTree } from './mathml.ts';

const GREEK: Record<string, string> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  eta: 'η',
  lambda: 'λ',
  mu: 'μ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  Phi: 'Φ',
};

const SIGNS: Record<string, string> = {
  sum: '∑',
  prod: '∏',
  leftarrow: '←',
  rightarrow: '→',
  to: '→',
  in: '∈',
  cdot: '⋅',
  times: '×',
  le: '≤',
  leq: '≤',
  ge: '≥',
  geq: '≥',
  ne: '≠',
  approx: '≈',
  propto: '∝',
  pm: '±',
  infty: '∞',
  ldots: '…',
  mid: '|',
};

const SPACES: Record<string, string> = {
  quad: '1em',
  qquad: '2em',
  ',': '.17em',
  ';': '.28em',
  ' ': '.33em',
};
const ACCENTS: Record<string, string> = { bar: '¯', hat: '^', tilde: '~' };
/** Sizes of brackets and styles: a browser chooses these itself. */
const IGNORED = new Set(['big', 'Big', 'bigg', 'Bigg', 'left', 'right', 'textstyle', 'displaystyle']);
/** What limits stand above and below of. */
const LIMITS = new Set(['∑', '∏']);

const mi = (text: string): MathLeaf => ({ tag: 'mi', text });
const mo = (text: string): MathLeaf => ({ tag: 'mo', text });
const upright = (text: string): MathLeaf => ({ tag: 'mi', text, variant: 'normal' });
const row = (children: MathTree[]): MathTree =>
  children.length === 1 ? children[0]! : { tag: 'mrow', children };

/** @throws naming what is outside the part that is understood */
export function texToMath(tex: string): MathTree {
  const tokens: string[] = tex.match(/\\[a-zA-Z]+|\\.|\d+(?:\.\d+)?|\s+|[^\s]/g) ?? [];
  let at = 0;

  const fail = (what: string): never => {
    throw new Error(`TeX "${tex}": ${what}.`);
  };

  const skipSpace = () => {
    while (/^\s+$/.test(tokens[at] ?? '')) at++;
  };

  /** What stands in braces, as it is written. */
  function words(): string {
    skipSpace();
    const end = tokens.indexOf('}', at);
    if (tokens[at] !== '{' || end < 0) fail('expected words in braces');
    const text = tokens.slice(at + 1, end).join('');
    at = end + 1;
    return text;
  }

  function group(): MathTree {
    at++;
    const inside = sequence('}');
    if (tokens[at] !== '}') fail('"{" without "}"');
    at++;
    return row(inside);
  }

  /** One argument: a group, or a single thing. */
  function argument(): MathTree {
    skipSpace();
    return tokens[at] === '{' ? group() : atom();
  }

  function command(name: string): MathTree {
    if (name === 'frac' || name === 'tfrac' || name === 'dfrac')
      return { tag: 'mfrac', children: [argument(), argument()] };
    if (name === 'sqrt') return { tag: 'msqrt', children: [argument()] };
    if (name === 'mathrm' || name === 'operatorname') return upright(words());
    if (name === 'text') return { tag: 'mtext', text: words() };
    if (name in ACCENTS) return { tag: 'mover', children: [argument(), mo(ACCENTS[name]!)] };
    if (name in GREEK) return mi(GREEK[name]!);
    if (name in SIGNS) return mo(SIGNS[name]!);
    if (name in SPACES) return { tag: 'mspace', width: SPACES[name]!, children: [] };
    if (name === '{' || name === '}' || name === '|') return mo(name);
    return fail(`"\\${name}" is not known`);
  }

  function atom(): MathTree {
    const token = tokens[at] ?? fail('something is missing at the end');
    if (token === '}' || token === '{') return fail(`"${token}" is out of place`);
    at++;
    if (token.startsWith('\\')) {
      const name = token.slice(1);
      if (!IGNORED.has(name)) return command(name);
      skipSpace();
      if (tokens[at] === '.') at++; // \left. draws nothing
      const sized = atom();
      return 'text' in sized && sized.stretchy ? mo(sized.text) : sized;
    }
    if (/^\d/.test(token)) return { tag: 'mn', text: token };
    if (/^\p{L}$/u.test(token)) return mi(token);
    // Next to an exponent a bracket that stretches sinks below the line.
    if (token === '(' || token === ')') return { ...mo(token), stretchy: 'false' };
    return mo(token === '-' ? '−' : token);
  }

  /** Sub- and superscript of what came before, in either order. */
  function scripts(base: MathTree): MathTree {
    const found: { sub?: MathTree; sup?: MathTree } = {};
    for (skipSpace(); tokens[at] === '_' || tokens[at] === '^'; skipSpace()) {
      const place = tokens[at] === '_' ? 'sub' : 'sup';
      if (found[place]) fail(`two of "${tokens[at]}"`);
      at++;
      found[place] = argument();
    }
    const limits = 'text' in base && LIMITS.has(base.text);
    const { sub, sup } = found;
    if (sub && sup) return { tag: limits ? 'munderover' : 'msubsup', children: [base, sub, sup] };
    if (sub) return { tag: limits ? 'munder' : 'msub', children: [base, sub] };
    return sup ? { tag: 'msup', children: [base, sup] } : base;
  }

  function sequence(end?: string): MathTree[] {
    const parts: MathTree[] = [];
    for (skipSpace(); at < tokens.length && tokens[at] !== end; skipSpace()) {
      if (tokens[at] === '{') parts.push(scripts(group()));
      else parts.push(scripts(atom()));
    }
    return parts;
  }

  return row(sequence());
}
