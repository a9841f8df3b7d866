/** The hand-made files for tests, by name, e.g. "rar-science.jsonl". */
const files = import.meta.glob<string>('./fixtures/*', { query: '?raw', import: 'default', eager: true });

export const FIXTURES: Record<string, string> = Object.fromEntries(
  Object.entries(files).map(([path, text]) => [path.replace('./fixtures/', ''), text]),
);
