/** All measurements that need only WebGPU, the same in a browser and under Dawn in Node. */
import { openDevice } from '../src/lab/engine/device.ts';
import { fusedOptions } from '../src/lab/engine/make.ts';
import { againstJax, type JaxFigures } from './against-jax.ts';
import { rolloutsAgainstOps, stepsAgainstOps, type StepFigures } from './against-ops.ts';
import { openJax } from './jax/device.ts';
import { judgeFigures, type JudgeFigures } from './judge.ts';
import { limits, type LimitFigures } from './limit.ts';
import { scaling, type Curve } from './scaling.ts';

export interface Figures {
  device: string;
  software: boolean;
  steps: StepFigures[];
  rollouts: Awaited<ReturnType<typeof rolloutsAgainstOps>>[];
  jax: JaxFigures[];
  limit: LimitFigures;
  judge: JudgeFigures[];
  scaling: Curve[];
}

/** @param say told what is being measured */
export async function measure(quick: boolean, say: (text: string) => void): Promise<Figures> {
  const { info } = await openDevice('webgpu');
  const options = fusedOptions(info);
  await openJax();
  const rounds = quick ? 3 : 7;
  const jax: JaxFigures[] = [];
  for (const lanes of quick ? [1, 4] : [1, 4, 8]) {
    say(`against jax-js, ${lanes} lanes`);
    jax.push(await againstJax(options, lanes, rounds));
  }
  say('distance to the limit');
  const limit = await limits(options, rounds);
  say('the judge');
  const judge = await judgeFigures(options, quick, rounds);
  say('scaling');
  const curves = await scaling(options, quick, quick ? 2 : 5);
  const rollouts: Figures['rollouts'] = [];
  for (const lanes of quick ? [1] : [1, 4, 8]) {
    say(`rollouts against tfjs operations, ${lanes} lanes`);
    rollouts.push(await rolloutsAgainstOps(options, lanes, quick ? 2 : 3));
  }
  const steps: StepFigures[] = [];
  for (const [lanes, passes] of quick
    ? [[1, 1]]
    : [
        [1, 1],
        [1, 2],
        [4, 1],
        [8, 1],
        [24, 1],
      ]) {
    say(`steps against tfjs operations, ${lanes} lanes, ${passes} passes`);
    steps.push(await stepsAgainstOps(options, lanes!, passes!, quick || lanes! > 4 ? 2 : 3));
  }
  return { device: info.label, software: info.software, steps, rollouts, jax, limit, judge, scaling: curves };
}
