/** A kernel as the engine gets it from a stage: WGSL, and which buffers it binds in which order. */

export interface Binding {
  /** The engine's name of the buffer, also its name in WGSL. */
  name: string;
  type: string;
  access: 'read' | 'read_write' | 'uniform';
}

export interface Kernel {
  name: string;
  code: string;
  bindings: readonly Binding[];
}

/** Shorthands for bindings. */
export const reads = (name: string, type = 'array<f32>'): Binding => ({ name, type, access: 'read' });
export const writes = (name: string, type = 'array<f32>'): Binding => ({ name, type, access: 'read_write' });

/** What one dispatch is told: the first lane of the slice it is for, and which pass over the rollouts it is. */
export const BATCH: Binding = { name: 'batch', type: 'Batch', access: 'uniform' };
export const BATCH_WGSL = 'struct Batch { first_lane: u32, pass_index: u32 }';

/** Invocation index inside its workgroup is `tid`; workgroup index is `group`. */
export function kernel(
  name: string,
  bindings: readonly Binding[],
  workgroup: number,
  declarations: string,
  body: string,
): Kernel {
  const bound = bindings.map(({ name: own, type, access }, i) => {
    const space = access === 'uniform' ? 'uniform' : `storage, ${access}`;
    return `@group(0) @binding(${i}) var<${space}> ${own}: ${type};`;
  });
  const code = /* wgsl */ `
${bound.join('\n')}
${declarations}
@compute @workgroup_size(${workgroup})
fn main(@builtin(local_invocation_index) tid: u32, @builtin(workgroup_id) group: vec3<u32>) {
${body}
}
`;
  return { name, code, bindings };
}

/** Ends a phase: what the workgroup wrote, anywhere, is seen by all of it. */
export const BARRIER = 'storageBarrier(); workgroupBarrier();';

/** So many lines of WGSL, one per number. */
export const unrolled = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');
