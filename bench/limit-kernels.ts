/** Kernels that find what a device can do: multiply-adds in registers alone, and blocked matrix products. */
import { kernel, reads, unrolled, writes, type Kernel } from '../src/lab/wgsl/kernel.ts';

export interface LimitKernel {
  kernel: Kernel;
  groups: readonly [number, number, number];
  flops: number;
  inputs: Record<string, number>;
}

/** Independent chains of multiply-adds that never leave the registers. */
export function fmaKernel(chains: number, workgroup: number, groups: number): LimitKernel {
  const STEPS = 2048;
  const names = Array.from({ length: chains }, (_, i) => `a${i}`);
  const body = `
  let x = 1.0 - f32(tid) * 1e-9;
  let y = vec4<f32>(f32(group.x) * 1e-9);
  ${names.map((name, i) => `var ${name} = vec4<f32>(f32(tid + ${i}u));`).join('\n  ')}
  for (var k = 0u; k < ${STEPS}u; k++) {
    ${names.map((name) => `${name} = fma(${name}, vec4<f32>(x), y);`).join('\n    ')}
  }
  let sum = ${names.join(' + ')};
  result[group.x * ${workgroup}u + tid] = sum.x + sum.y + sum.z + sum.w;`;
  return {
    kernel: kernel('fma', [writes('result')], workgroup, '', body),
    groups: [groups, 1, 1],
    flops: 2 * 4 * chains * STEPS * workgroup * groups,
    inputs: { result: workgroup * groups },
  };
}

/**
 * out[N, M] = left[K, N] transposed times right[K, M] from storage, a tile of registers per invocation;
 * neighbours take neighbouring columns, rows are read four at a time.
 */
export function registerMatmul(
  size: number,
  tile: { rows: number; columns: number },
  workgroup: number,
): LimitKernel {
  const { rows, columns } = tile;
  const wide = workgroup * columns;
  const body = `
  let row = group.y * ${rows}u;
  let column = group.x * ${wide}u + tid;
  ${unrolled(rows, (r) => unrolled(columns, (c) => `var a${r}_${c} = 0.0;`))}
  var l = row / 4u;
  var r = column;
  for (var k = 0u; k < ${size}u; k++) {
    ${unrolled(rows / 4, (i) => `let l${i} = left[l + ${i}u];`)}
    ${unrolled(columns, (c) => `let r${c} = right[r + ${c * workgroup}u];`)}
    ${unrolled(rows, (i) => unrolled(columns, (c) => `a${i}_${c} += l${Math.floor(i / 4)}.${'xyzw'[i % 4]} * r${c};`))}
    l += ${size / 4}u;
    r += ${size}u;
  }
  ${unrolled(rows, (i) => unrolled(columns, (c) => `result[(row + ${i}u) * ${size}u + column + ${c * workgroup}u] = a${i}_${c};`))}`;
  return {
    kernel: kernel(
      `matmul ${rows}x${columns}x${workgroup}`,
      [reads('left', 'array<vec4<f32>>'), reads('right'), writes('result')],
      workgroup,
      '',
      body,
    ),
    groups: [size / wide, size / rows, 1],
    flops: 2 * size ** 3,
    inputs: { left: size * size, right: size * size, result: size * size },
  };
}

/** The same through workgroup memory: blocks of 64 x 64, 4 x 4 per invocation, 16 of k at a time. */
export function sharedMatmul(size: number): LimitKernel {
  const body = `
  let x = tid % 16u;
  let y = tid / 16u;
  ${unrolled(4, (r) => `var a${r} = vec4<f32>();`)}
  for (var k = 0u; k < ${size}u; k += 16u) {
    left_block[tid] = left[((k + y) * ${size}u + group.y * 64u) / 4u + x];
    right_block[tid] = right[((k + y) * ${size}u + group.x * 64u) / 4u + x];
    workgroupBarrier();
    for (var i = 0u; i < 16u; i++) {
      let l = left_block[i * 16u + y];
      let r = right_block[i * 16u + x];
      ${unrolled(4, (j) => `a${j} += l.${'xyzw'[j]} * r;`)}
    }
    workgroupBarrier();
  }
  ${unrolled(4, (r) => `result[((group.y * 64u + y * 4u + ${r}u) * ${size}u + group.x * 64u) / 4u + x] = a${r};`)}`;
  return {
    kernel: kernel(
      'matmul shared',
      [
        reads('left', 'array<vec4<f32>>'),
        reads('right', 'array<vec4<f32>>'),
        writes('result', 'array<vec4<f32>>'),
      ],
      256,
      'var<workgroup> left_block: array<vec4<f32>, 256>;\nvar<workgroup> right_block: array<vec4<f32>, 256>;',
      body,
    ),
    groups: [size / 64, size / 64, 1],
    flops: 2 * size ** 3,
    inputs: { left: size * size, right: size * size, result: size * size },
  };
}
