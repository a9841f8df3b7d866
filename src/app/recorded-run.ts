/** Loads a scenario's recorded run, where it is a run of what was asked for. */
import { readRecording } from '../lab/run/recording/read.ts';
import type { Scenario } from '../lab/run/scenario.ts';
import { loadRecording } from '../scenarios/index.ts';
import type { OpenRequest } from '../worker/protocol.ts';
import { isRecorded, mayBeRecorded, Recorded } from './state/recorded.ts';

/** @returns undefined where there is none, or the run asked for is another */
export async function recordedRun(scenario: Scenario, request: OpenRequest): Promise<Recorded | undefined> {
  if (!mayBeRecorded(scenario, request)) return undefined;
  const document = await loadRecording(scenario.id);
  if (document === undefined) return undefined;
  const recording = await readRecording(document, scenario);
  return isRecorded(recording, scenario, request) ? new Recorded(recording, scenario) : undefined;
}
