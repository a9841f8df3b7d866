/** All Python of the exports: it compiles, says what it is, has type hints, and needs what it says it needs. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PYTHON_ROOT, runPython } from './testing/python.ts';

const FILES = readdirSync(PYTHON_ROOT, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.py'))
  .map((path) => join(PYTHON_ROOT, path));

/** Compiles each file, and lists what it lacks and what it imports when it is loaded. */
const LOOK = `
import ast, json, os, py_compile, sys, tempfile

def lacks(tree, path):
    found = []
    if not ast.get_docstring(tree):
        found.append("no docstring")
    for node in ast.walk(tree):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        nested = any(node is not other and isinstance(other, ast.FunctionDef) and node in ast.walk(other) for other in ast.walk(tree))
        public = not node.name.startswith("_") and not nested
        if isinstance(node, ast.ClassDef):
            if public and not ast.get_docstring(node): found.append(f"{node.name}: no docstring")
            continue
        own = node.args
        given = [*own.posonlyargs, *own.args, *own.kwonlyargs, own.vararg, own.kwarg]
        bare = [one.arg for one in given if one and one.annotation is None and one.arg not in ("self", "cls")]
        if bare: found.append(f"{node.name}: no type of {', '.join(bare)}")
        if node.returns is None and node.name != "__init__": found.append(f"{node.name}: no type of what it returns")
    return found

def imports(tree):
    names = []
    for node in tree.body:
        if isinstance(node, ast.Import): names += [one.name.split(".")[0] for one in node.names]
        if isinstance(node, ast.ImportFrom) and node.level == 0: names.append(node.module.split(".")[0])
    return sorted(set(names) - set(sys.stdlib_module_names))

told = {}
for path in json.load(sys.stdin):
    with tempfile.TemporaryDirectory() as folder:
        py_compile.compile(path, cfile=os.path.join(folder, "c"), doraise=True)
    with open(path, encoding="utf-8") as file:
        tree = ast.parse(file.read())
    told["/".join(path.replace(os.sep, "/").split("/")[-2:])] = {"lacks": lacks(tree, path), "imports": imports(tree)}
print(json.dumps(told))
`;
const told = runPython(LOOK, FILES) as Record<string, { lacks: string[]; imports: string[] }>;

test.each(Object.entries(told))('%s says what it is, with type hints', (_, { lacks }) => {
  expect(lacks).toEqual([]);
});

/** What is loaded with a file, beside the standard library and the files of an export. */
const NEEDED: Record<string, string[]> = {
  'trl/train.py': ['datasets', 'transformers', 'trl'],
  'trl/weights_callback.py': ['accelerate', 'transformers'],
};
const OWN = FILES.map((path) => path.split(/[/\\]/).at(-1)!.replace(/\.py$/, '')).concat('focal_lab');

test.each(Object.entries(told))('%s needs nothing more than it says', (path, { imports }) => {
  expect(imports.filter((name) => !OWN.includes(name))).toEqual(NEEDED[path] ?? []);
});
