/** Runs commands side by side and prints what each said in one piece, when it ends. */
import { spawn } from 'node:child_process';

/**
 * @param commands of a shell, the longest first
 * @param atOnce how many run at a time
 * @param print gets the command, whether it did well, and all it wrote
 * @returns the commands that failed; one that fails keeps none of the others from running
 */
export async function together(
  commands: readonly string[],
  atOnce: number,
  print: (text: string) => void,
): Promise<string[]> {
  const waiting = [...commands];
  const failed: string[] = [];
  const worker = async () => {
    for (let command = waiting.shift(); command !== undefined; command = waiting.shift()) {
      const begun = performance.now();
      const { code, said } = await run(command);
      const seconds = Math.round((performance.now() - begun) / 1000);
      if (code !== 0) failed.push(command);
      print(`\n${code === 0 ? '✓' : '✗'} ${command} (${seconds} s)\n${said.trimEnd()}\n`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, commands.length) }, worker));
  return failed;
}

const run = (command: string): Promise<{ code: number | null; said: string }> =>
  new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const said: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part));
    child.on('error', (error) => resolve({ code: null, said: String(error) }));
    child.on('close', (code) => resolve({ code, said: Buffer.concat(said).toString() }));
  });
