/** Whether a text is a well-formed XML document, as far as figures use XML: Node has no parser of its own. */

const TAG = /<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/y;
const TEXT = /[^<]+/y;

/** @returns what is wrong with it, or "" */
export function wellFormed(document: string): string {
  const open: string[] = [];
  const ids = new Set<string>();
  let place = 0;
  let roots = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = place;
    const found = pattern.exec(document);
    if (found) place = pattern.lastIndex;
    return found;
  };
  if (/&(?!(?:amp|lt|gt|quot|#\d+);)/.test(document)) return 'a bare &';
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(document)) return 'a control character';
  while (place < document.length) {
    const text = take(TEXT)?.[0];
    if (text !== undefined) {
      if (open.length === 0 && text.trim()) return `text outside: ${text.trim().slice(0, 40)}`;
      continue;
    }
    const tag = take(TAG);
    if (!tag) return `no tag: ${document.slice(place, place + 40)}`;
    const [, closes, name, attributes, empty] = tag;
    const names = [...attributes!.matchAll(/([\w:-]+)="([^"]*)"/g)];
    if (new Set(names.map(([, key]) => key)).size < names.length) return `an attribute twice: ${tag[0]}`;
    for (const [, key, value] of names)
      if (key === 'id') {
        if (ids.has(value!)) return `the id ${value} twice`;
        ids.add(value!);
      }
    if (closes) {
      if (open.pop() !== name) return `</${name}> closes something else`;
      continue;
    }
    if (open.length === 0) roots++;
    if (!empty) open.push(name!);
  }
  if (open.length > 0) return `<${open.at(-1)}> is not closed`;
  return roots === 1 ? '' : `${roots} roots`;
}
