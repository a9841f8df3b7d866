/** Mathematics as a tree of MathML elements, which the page makes into elements one by one. */

export interface MathLeaf {
  tag: 'mi' | 'mn' | 'mo' | 'mtext';
  text: string;
  /** "normal" keeps a letter upright. */
  variant?: 'normal';
  /** "false" keeps a bracket at the height of the letters. */
  stretchy?: 'false';
}

export interface MathNode {
  tag:
    | 'mrow'
    | 'mfrac'
    | 'msub'
    | 'msup'
    | 'msubsup'
    | 'munder'
    | 'mover'
    | 'munderover'
    | 'msqrt'
    | 'mspace'
    | 'mtable'
    | 'mtr'
    | 'mtd';
  children: MathTree[];
  /** Of a space, e.g. "1em". */
  width?: string;
}

export type MathTree = MathLeaf | MathNode;

const BETWEEN: Partial<Record<MathTree['tag'], string[]>> = {
  mfrac: ['/'],
  msub: ['_'],
  msup: ['^'],
  msubsup: ['_', '^'],
  munder: ['_'],
  munderover: ['_', '^'],
};

/** The same in one line of text, for those who hear it. */
export function mathText(tree: MathTree): string {
  if ('text' in tree) return tree.text;
  if (tree.tag === 'mspace') return ' ';
  const signs = BETWEEN[tree.tag] ?? [];
  return tree.children
    .map(mathText)
    .map((text, i) => (i === 0 ? text : `${signs[i - 1] ?? ''}${text}`))
    .join(tree.tag === 'mrow' || tree.tag in BETWEEN ? '' : ' ');
}

/** The parts of a formula that stand apart from one another, each without the comma after it. */
export function mathLines(tree: MathTree): MathTree[] {
  if (tree.tag !== 'mrow') return [tree];
  const lines: MathTree[][] = [[]];
  for (const child of tree.children)
    if (child.tag === 'mspace' && child.width?.endsWith('em') && parseFloat(child.width) >= 1) lines.push([]);
    else lines.at(-1)!.push(child);
  return lines.map((children) => {
    const last = children.at(-1);
    const comma = last && 'text' in last && last.text === ',';
    return { tag: 'mrow', children: comma ? children.slice(0, -1) : children };
  });
}
