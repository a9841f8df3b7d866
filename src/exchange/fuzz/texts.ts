/** Texts and values that are hard on readers, and on pages that would take them for HTML or code. */

export const TEXTS: readonly string[] = [
  'gamma 1 → 3',
  '<img src=x onerror=alert(1)>',
  '</script><script>alert(1)</script>',
  '<b>bold</b> & "quoted" \'too\'',
  'javascript:alert(1)',
  '=HYPERLINK("x")',
  '${constructor.constructor("return 1")()}',
  '../../etc/passwd',
  'toString',
  'valueOf',
  'hasOwnProperty',
  '引用 🐝🐝',
  'a\u202Eb\u0000c\n\td\u2028e',
  '\uD800 alone',
  ' ',
];

/** Names that reach into every object. */
export const PROTOTYPE_KEYS: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '__defineGetter__',
];

/** Values of every type, at the edges; some are written in JSON and become Infinity. */
export const ODD_JSON: readonly string[] = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '-1',
  '0.5',
  '1e999',
  '-1e999',
  '1e-400',
  '4294967296',
  '9007199254740993',
  'NaN',
  '""',
  '"1"',
  '[]',
  '{}',
  '[[]]',
  '[null]',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"toString":1}',
  `"${'x'.repeat(70_000)}"`,
  `"${'<b>'.repeat(3000)}"`,
  `[${'0,'.repeat(20_000)}0]`,
  `[${'"a b",'.repeat(2000)}""]`,
  `${'['.repeat(40)}${']'.repeat(40)}`,
  '['.repeat(100_000),
];
