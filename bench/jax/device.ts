/** Opens jax-js on WebGPU, and tells when that device has finished its work. */
import { defaultDevice, getWebGPUDevice, init } from '@jax-js/jax';

/** @throws where jax-js finds no WebGPU */
export async function openJax(): Promise<void> {
  const found = await init('webgpu');
  if (!found.includes('webgpu')) throw new Error('jax-js finds no WebGPU here.');
  defaultDevice('webgpu');
}

/** Resolves when all work submitted to jax-js's device so far has finished. */
export const jaxFinished = (): Promise<undefined> => getWebGPUDevice().queue.onSubmittedWorkDone();
