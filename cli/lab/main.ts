/** `npm run experiment -- --lab <id>`: runs the study of a lab, or a part of the lab, headless, and writes what came out. */
import { readLabFile } from '../../src/exchange/labs/results-file.ts';
import { parseEngine } from '../../src/experiment/engine-wish.ts';
import type { EngineWish } from '../../src/lab/engine/make.ts';
import { messageOf } from '../../src/lab/message-of.ts';
import { LAB_IDS } from '../../src/neighbours/index.ts';
import type { Neighbour } from '../../src/neighbours/neighbour.ts';
import { jobsOf, planDifference, type LabResults } from '../../src/neighbours/results.ts';
import { seedText } from '../../src/experiment/report/facts.ts';
import { Folder } from '../experiment/folder.ts';
import { asUsage, UsageError } from '../usage.ts';
import { conductLab } from './conduct.ts';
import { labHelp } from './help.ts';
import { findLab, labList, type FindLab } from './labs.ts';
import { KEPT, LAB_WRITTEN, writeLab } from './outcome.ts';
import { planOf, saysPlan, type LabFlags } from './plan-of.ts';

/** Flags of `npm run experiment` as they were given; those that say what to run are undefined where left out. */
export interface LabCall extends LabFlags {
  lab: string;
  study?: string | undefined;
  engine: string;
  out?: string | undefined;
  resume: boolean;
  force: boolean;
  help: boolean;
  /** Flags that a lab has no use for. */
  others: Readonly<Record<string, unknown>>;
}

/** What running takes, so that tests can do without a browser. */
export interface Hands {
  find: FindLab;
  conduct: typeof conductLab;
}

/** @returns the exit code */
export async function labMain(
  call: LabCall,
  { find, conduct }: Hands = { find: findLab, conduct: conductLab },
): Promise<number> {
  const { lab: id, resume, force } = call;
  if (id === 'help') {
    console.log(`Labs: --lab <id>, and --lab <id> --help for what one takes.\n\n${labList()}`);
    return 0;
  }
  const load = (name: string): Neighbour => {
    const found = LAB_IDS.includes(name) ? find(name) : null;
    if (!found) throw new Error(`There is no lab "${name.slice(0, 60)}"; there are ${LAB_IDS.join(', ')}.`);
    return found;
  };
  const lab = asUsage(() => load(id));
  if (call.help) {
    console.log(labHelp(id, lab));
    return 0;
  }
  refuseOthers(call);
  const engine = asUsage(() => parseEngine(call.engine, '--engine'));
  if (resume && force)
    throw new UsageError('--resume and --force do not go together: go on with it, or overwrite it.');
  if (!resume) {
    const plan = asUsage(() => planOf(lab, id, call));
    const folder = Folder.open(call.out);
    refuseToOverwrite(folder, force);
    console.error(
      `${jobsOf(plan).length} tracks: ${plan.scenarios.join(', ')}; ${plan.arms.join(', ')}; seeds ${seedText(plan.seeds)}`,
    );
    return conduct(folder, { lab, plan, engine, before: null });
  }
  const folder = Folder.existing(call.out, KEPT);
  const before = await resumed(folder, load, call, lab);
  if (before.complete) {
    writeLab(folder, lab, before); // what is written last may be what was cut short
    console.log('Nothing was left to run.');
    return 0;
  }
  return conduct(folder, {
    lab,
    plan: before.plan,
    engine: asUsage(() => sameEngine(before, engine)),
    before,
  });
}

function refuseOthers({ lab, study, others }: LabCall): void {
  for (const [name, value] of Object.entries(others))
    if (Array.isArray(value) ? value.length > 0 : value !== undefined)
      throw new UsageError(
        `--${name} does not go with --lab: a lab takes --scenario, --arms, --seeds, --steps, --set, --engine, --out, --resume and --force.`,
      );
  if (study !== undefined && study !== lab)
    throw new UsageError(
      `--study is "${study}", but the lab "${lab}" has one study of its own, which runs where --scenario and --arms are left out: leave --study out.`,
    );
}

async function resumed(
  folder: Folder,
  load: (id: string) => Neighbour,
  call: LabCall,
  lab: Neighbour,
): Promise<LabResults> {
  let results: LabResults;
  try {
    ({ results } = await readLabFile(folder.read(KEPT), folder.file(KEPT), async (id) => load(id)));
  } catch (error) {
    throw new UsageError(messageOf(error));
  }
  if (results.lab !== call.lab)
    throw new UsageError(`"${folder.path}" holds a study of the lab "${results.lab}", not of "${call.lab}".`);
  const differs = saysPlan(call)
    ? planDifference(
        results.plan,
        asUsage(() => planOf(lab, call.lab, call)),
      )
    : null;
  if (differs !== null)
    throw new UsageError(
      `"${folder.path}" holds another study: its ${differs} differ. Leave the flags out to go on with it, or take another --out.`,
    );
  return results;
}

/** What was begun on one engine goes on with it: between engines, runs agree but not bit for bit. */
function sameEngine({ device: { engine }, tracks }: LabResults, wish: EngineWish): EngineWish {
  if (tracks.length === 0 || engine === 'unknown') return wish;
  const before = parseEngine(engine, 'the engine of the study');
  if (wish !== 'auto' && wish !== before)
    throw new Error(
      `--engine is "${wish}", but what is there was computed by ${before}: leave it out, or take another --out.`,
    );
  return before;
}

function refuseToOverwrite(folder: Folder, force: boolean): void {
  const there = [...LAB_WRITTEN, 'results.json'].filter((name) => folder.has(name));
  if (there.length === 0) return;
  if (there.includes('results.json'))
    throw new UsageError(`"${folder.path}" holds an experiment already: take another folder for the lab.`);
  if (!force)
    throw new UsageError(
      there.includes(KEPT)
        ? `"${folder.path}" holds a study of a lab already: --resume goes on with it, --force overwrites it.`
        : `"${folder.path}" holds ${there.join(', ')} already: take another folder, or overwrite it with --force.`,
    );
  for (const name of LAB_WRITTEN) folder.remove(name); // what is told of another study must not outlive it
}
