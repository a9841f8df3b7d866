/**
 * The one door through which tfjs enters the engine: core, gradients, and the WebGPU backend class.
 *
 * The order of the first two lines matters: tfjs-core must be evaluated before its gradients register
 * themselves, or `vite dev` fails in the worker with "Cannot evaluate flag 'DEBUG'".
 */
export * from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
