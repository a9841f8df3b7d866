/** How kernels are cut to the device: workgroup size, columns per workgroup, and where arrays live. */

/** What the kernels must know of a device. */
export interface DeviceTraits {
  /** A processor stands in for the GPU: it computes four invocations at once, one workgroup per core. */
  software: boolean;
  /** Bytes; WebGPU promises 16,384. */
  maxComputeWorkgroupStorageSize: number;
  maxComputeInvocationsPerWorkgroup: number;
  /** Bytes; WebGPU promises 128 MiB. */
  maxStorageBufferBindingSize: number;
}

export interface Tuning {
  /** Invocations per workgroup. */
  workgroup: number;
  /** Invocations that advance together, for choosing tiles: 4 on a processor, the workgroup on a GPU. */
  parallel: number;
  /** Columns (tokens) a workgroup aims to hold when scoring. */
  columns: number;
  /** Columns (sequences) of a workgroup when sampling; a multiple of 4. */
  sampleColumns: number;
  /** Bytes of workgroup memory that arrays may take; what does not fit lives in storage. */
  localBytes: number;
  /** Invocations that share one tile of a weight gradient and split its columns. */
  reduceLanes: number;
  /** Workgroups per lane the weight gradient aims for. */
  gradientGroups: number;
  /** Largest storage binding, in bytes. */
  bindingBytes: number;
  /** Bytes the activations of the lanes that are worked on at once may take, if one lane's fit. */
  tapeBytes: number;
}

/** A device may bind gigabytes and have no room for them: 256 MiB hold 60 lanes of the default scenario. */
const TAPE_BYTES = 2 ** 28;
/** Memory for reductions and the compiler's own use. */
const RESERVED_BYTES = 3072;

export function tuningFor(device: DeviceTraits): Tuning {
  const { maxStorageBufferBindingSize: bindingBytes } = device;
  const tapeBytes = Math.min(bindingBytes, TAPE_BYTES);
  if (device.software)
    return {
      workgroup: 4, // one SIMD register: barriers then cost nothing (1.2 times faster than 16)
      parallel: 4,
      columns: 64,
      sampleColumns: 16,
      localBytes: 0, // storage is as fast there, and large workgroup arrays compile slowly
      reduceLanes: 4,
      gradientGroups: 8,
      bindingBytes,
      tapeBytes,
    };
  return {
    workgroup: Math.min(128, device.maxComputeInvocationsPerWorkgroup),
    parallel: Math.min(128, device.maxComputeInvocationsPerWorkgroup),
    columns: 16,
    sampleColumns: 8,
    localBytes: device.maxComputeWorkgroupStorageSize - RESERVED_BYTES,
    reduceLanes: 16,
    gradientGroups: 64,
    bindingBytes,
    tapeBytes,
  };
}
