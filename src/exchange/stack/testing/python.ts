/** Runs python3 from tests: JSON in by standard input, JSON out by standard output. */
/// <reference types="node" />
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The folder that the exported packages lie in, e.g. to `import focal_lab`. */
export const PYTHON_ROOT = fileURLToPath(new URL('../python', import.meta.url));

export interface PythonOptions {
  /** Of the program, behind its name. */
  args?: readonly string[];
  /** Folder it is started in; the current one if left out. */
  cwd?: string;
  /** Where imports are looked for; PYTHON_ROOT if left out. */
  path?: readonly string[];
  env?: Readonly<Record<string, string>>;
}

/**
 * What a program prints, read as JSON; undefined if it prints nothing.
 *
 * @param program a file where it ends in ".py", else code; it reads `json.load(sys.stdin)` and prints one document
 * @param input anything JSON can hold; NaN and infinities arrive as None
 * @throws with what it wrote to standard error when it fails or prints no JSON
 */
export function runPython(program: string, input: unknown = null, options: PythonOptions = {}): unknown {
  const { args = [], cwd, path = [PYTHON_ROOT], env = {} } = options;
  const isFile = program.endsWith('.py');
  const told = isFile ? program : 'the code given';
  const { error, status, signal, stdout, stderr } = spawnSync(
    'python3',
    [...(isFile ? [program] : ['-c', program]), ...args],
    {
      cwd,
      input: JSON.stringify(input),
      encoding: 'utf8',
      maxBuffer: 1 << 30,
      env: {
        ...process.env,
        PYTHONPATH: path.join(process.platform === 'win32' ? ';' : ':'),
        PYTHONDONTWRITEBYTECODE: '1', // no __pycache__ beside what is exported
        PYTHONUTF8: '1',
        ...env,
      },
    },
  );
  if (error && 'code' in error && error.code === 'ENOENT')
    throw new Error('python3 was not found; these tests need Python 3.10 or later on the PATH.');
  if (error) throw error;
  if (status !== 0)
    throw new Error(`python3 failed on ${told} (${signal ?? `exit code ${status}`}):\n${stderr}`);
  if (stdout.trim() === '') return undefined;
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error(`python3 on ${told} printed no JSON: ${stdout.slice(0, 500)}\n${stderr}`);
  }
}
