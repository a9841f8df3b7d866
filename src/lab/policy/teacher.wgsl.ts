/**
 * The teacher kernel: moves one lane's parameters towards another's.
 *
 * One invocation per parameter. Reads its uniform (which lanes, how far); updates params [R, N]. `teacher.ts` is the
 * definition.
 */
import { kernel, writes, type Binding, type Kernel } from '../wgsl/kernel.ts';

const WORKGROUP = 64;

/** Words of the uniform `follow`. */
export const MOVE_WORDS = 4;

const MOVE: Binding = { name: 'follow', type: 'Move', access: 'uniform' };

export interface TeacherKernel {
  kernel: Kernel;
  groups: number;
}

/** @param size parameters per lane */
export const teacherKernel = (size: number): TeacherKernel => ({
  kernel: kernel(
    'teacher',
    [MOVE, writes('params')],
    WORKGROUP,
    // What is left of the gap is rounded before it gets here: taken in 32 bits, 1 - mix would lose its digits.
    'struct Move { teacher: u32, student: u32, mix: f32, rest: f32 }',
    /* wgsl */ `
  let i = group.x * ${WORKGROUP}u + tid;
  if (i >= ${size}u) { return; }
  let old = params[follow.teacher * ${size}u + i];
  let goal = params[follow.student * ${size}u + i];
  let gap = goal - old;
  params[follow.teacher * ${size}u + i] = select(old + follow.mix * gap, goal - follow.rest * gap, follow.mix > 0.5);`,
  ),
  groups: Math.ceil(size / WORKGROUP),
});

/** The uniform that says which lane follows which, and how far. */
export function moveWords(teacher: number, student: number, mix: number): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(MOVE_WORDS);
  words.set([teacher, student]);
  new Float32Array(words.buffer).set([mix, 1 - mix], 2);
  return words;
}
