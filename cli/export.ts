/** `npm run export`: writes a scenario's rubric and weighting as a folder for a training stack. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { importRubric, type ImportedRubric } from '../src/exchange/rubric/index.ts';
import { exportStack, findTarget, TARGETS, type Scorer } from '../src/exchange/stack/index.ts';
import { parseSettings } from '../src/experiment/settings.ts';
import { findMethod, METHOD_IDS } from '../src/lab/reward/methods/index.ts';
import { SCENARIO_IDS } from '../src/scenarios/index.ts';
import { scenarioAt } from './scenario-at.ts';
import { asUsage, guarded, UsageError } from './usage.ts';

const SCORERS: readonly Scorer[] = ['detectors', 'judge'];

const HELP = `Writes a rubric and the way it is weighed as a folder for a training stack: code, data, README, self-test.

  npm run export -- --scenario forgotten-footnote --target trl --out out/trl

  --scenario <id>      or a scenario file: ${SCENARIO_IDS.join(', ')}
  --target <name>      ${TARGETS.map(({ id }) => id).join(', ')}
  --out <dir>          where to write; made if it does not exist
  --method <id>        how it is weighed; default: the scenario's last. Known: ${METHOD_IDS.join(', ')}
  --set <name=value>   a training setting (numGenerations, beta, ...) or a method's parameter (focal.gamma, ...);
                       may be repeated
  --formula <text>     the rule of the method custom, e.g. "prior * (1 - saturation)"
  --rubric <file>      another rubric than the scenario's, in any format that the page imports; of several rows the first
  --scorer <name>      detectors (default): each criterion's own, over the toy language's words; a criterion without
                       one is read by a judge. judge: a language model reads all texts
  --force              writes into a folder that holds something already
  --help               this text

Prints what the stack cannot hold, or holds in another way. Nothing is trained, and no GPU is needed.
`;

export const main = (args: string[]): Promise<number> =>
  guarded(async () => {
    const { values } = parseArgs({
      args,
      options: {
        scenario: { type: 'string' },
        target: { type: 'string' },
        out: { type: 'string' },
        method: { type: 'string' },
        set: { type: 'string', multiple: true, default: [] },
        formula: { type: 'string' },
        rubric: { type: 'string' },
        scorer: { type: 'string', default: 'detectors' },
        force: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      return 0;
    }
    for (const name of ['scenario', 'target', 'out'] as const)
      if (!values[name]) throw new UsageError(`--${name} is missing.`);
    const out = values.out!;
    const target = asUsage(() => findTarget(values.target!));
    const scenario = asUsage(() => scenarioAt(values.scenario!));
    const method = values.method ?? scenario.methods.at(-1)!;
    const scorer = SCORERS.find((one) => one === values.scorer);
    if (!scorer) throw new UsageError(`--scorer is "${values.scorer}"; allowed is ${SCORERS.join(' or ')}.`);
    if (values.formula !== undefined && method !== 'custom')
      throw new UsageError(`--formula goes with --method custom, not with "${method}".`);
    const rubric = values.rubric === undefined ? undefined : asUsage(() => rubricAt(values.rubric!));
    const { files, report } = asUsage(() => {
      const { training, parameters } = parseSettings(values.set, scenario.training);
      requireOwnParameters(method, parameters);
      return exportStack(target.id, {
        name: rubric?.name ?? scenario.name,
        criteria: rubric?.criteria ?? scenario.rubric,
        method,
        parameters,
        formula: values.formula,
        training: { ...scenario.training, ...training },
        language: scenario.language,
        scorer,
      });
    });
    refuseToMix(out, values.force);
    for (const { path, text } of files) {
      mkdirSync(join(out, dirname(path)), { recursive: true });
      writeFileSync(join(out, path), text);
    }
    const foreign = listed(out).filter((path) => !files.some((file) => file.path === path));
    if (foreign.length > 0) console.log(`left as they were: ${foreign.slice(0, 10).join(', ')}`);
    console.log(`wrote ${files.length} files to ${out}: ${files.map(({ path }) => path).join(', ')}`);
    for (const { path, what, note } of rubric?.report ?? [])
      if (what === 'left') console.log(`not read: ${path} of ${values.rubric!}: ${note}`);
    for (const { path, what, note } of report)
      if (what !== 'kept') console.log(`${what === 'left' ? 'left out' : 'changed'}: ${path}: ${note}`);
    console.log(`\ncd ${quoted(out)} && python3 selftest.py && ${target.command}`);
    return 0;
  });

/** Files of a folder, also of those in it. */
const listed = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));

/** The parameters of other methods would go nowhere. */
function requireOwnParameters(method: string, parameters: Readonly<Record<string, number>>): void {
  const own = findMethod(method).parameters.map(({ name }) => name);
  const foreign = Object.keys(parameters).find((name) => !own.includes(name));
  if (foreign !== undefined)
    throw new Error(
      `--set ${foreign} does nothing with the method "${method}", ${own.length > 0 ? `whose parameters are ${own.join(', ')}` : 'which has no parameters'}.`,
    );
}

/** As a shell reads it. */
const quoted = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;

/** A rubric of a format without names is called after its file. */
function rubricAt(path: string): ImportedRubric & { name: string } {
  if (!existsSync(path)) throw new Error(`There is no rubric file "${path}".`);
  try {
    const rubric = importRubric(readFileSync(path, 'utf8'));
    return { ...rubric, name: rubric.name ?? basename(path, extname(path)) };
  } catch (error) {
    throw new Error(`The rubric file "${path}": ${(error as Error).message}`, { cause: error });
  }
}

function refuseToMix(out: string, force: boolean): void {
  if (!existsSync(out)) return;
  if (!statSync(out).isDirectory())
    throw new UsageError(`--out is "${out}", which is a file; a folder is needed.`);
  const there = readdirSync(out);
  if (there.length > 0 && !force)
    throw new UsageError(
      `"${out}" holds ${there.slice(0, 3).join(', ')}${there.length > 3 ? ', …' : ''} already: take another folder, or write into it with --force.`,
    );
}
