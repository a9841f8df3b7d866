/** Counts what is sent to the GPU: dispatches and submits since the page or worker began. */

export interface GpuCounts {
  dispatches: number;
  submits: number;
}

const counts: GpuCounts = { dispatches: 0, submits: 0 };
let installed = false;

/** Starts counting, for every device of this page or worker; calling it again changes nothing. */
export function countGpuWork(): void {
  if (installed || typeof GPUComputePassEncoder === 'undefined') return;
  installed = true;
  const pass = GPUComputePassEncoder.prototype;
  const dispatch = pass.dispatchWorkgroups;
  pass.dispatchWorkgroups = function (...size) {
    counts.dispatches++;
    return dispatch.apply(this, size);
  };
  const queue = GPUQueue.prototype;
  const submit = queue.submit;
  queue.submit = function (buffers) {
    counts.submits++;
    return submit.call(this, buffers);
  };
}

export const gpuCounts = (): GpuCounts => ({ ...counts });
