/** The one door through which tfjs enters the engine; `tf-gradients.ts` adds what training in tfjs operations needs. */
export * from '@tensorflow/tfjs-core';
