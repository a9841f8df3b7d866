/** TRL: one reward function per criterion, and one that weighs them as the method does; GRPOTrainer does the rest. */
import { findMethod } from '../../lab/reward/methods/index.ts';
import { commonFiles, pythonFiles } from './files.ts';
import { judgeNote, leaveCriteria, leaveOptimiser, leaveTraining } from './leave.ts';
import {
  filesSection,
  judgeSections,
  methodSection,
  readme,
  reportSection,
  rubricSection,
  shell,
} from './readme.ts';
import type { Target } from './target.ts';

/** Sources read, and run on a CPU with a tiny model. */
const CHECKED = 'TRL 1.13.0';

export const trl: Target = {
  id: 'trl',
  name: 'TRL',
  explain:
    'Hugging Face’s trainer, on one machine or several (accelerate): reward functions, settings, a script.',
  checked: CHECKED,
  command: 'accelerate launch train.py',

  files(lab, report) {
    leaveCriteria(lab, report);
    leaveOptimiser(lab, report);
    leaveTraining(lab, report);
    judgeNote(lab, report);
    const files = [...commonFiles(lab), ...pythonFiles('trl', '')];
    const { name } = findMethod(lab.method);
    const text = readme(
      `${lab.name}: GRPO in TRL, weighted by ${name}`,
      [
        `Written by Focal Lab. Checked against ${CHECKED}, whose names it uses. That TRL was run with folders like this one on a processor, with a tiny model, on 1 to 8 processes; not on a GPU.`,
      ],
      [
        {
          title: 'Start',
          parts: [
            shell(
              'pip install "trl==1.13.0" accelerate datasets',
              'python3 selftest.py',
              'accelerate launch train.py',
            ),
            'That trains on all GPUs of the machine; `python3 train.py` takes one process, `--cpu` the processor, for trying out, `--model` ' +
              'another model than Qwen/Qwen3-0.6B, `--max-steps` another number of steps than 200, `--resume` goes on from the last checkpoint (TRL begins its order of prompts anew then).',
            'The prompts are the six questions of the sandbox. For a task of your own, put your prompts into ' +
              '`prompts.jsonl`, one JSON object per line with `prompt`: a text, or a list of messages, and `topic` (0 to 5) where ' +
              'a detector or a weight per prompt goes by it.',
            'Weights, saturation and scores are among TRL’s metrics (`reward_weights/…`, `saturation/…`, `score/direct`); ' +
              '`--report-to wandb`, for one, draws them.',
          ],
        },
        {
          title: 'Several machines',
          parts: [
            'The folder lies at the same path on every machine, best on a shared disk, so that all can resume; what the judge needs is set in ' +
              'the environment of each. On each, with its own `--machine_rank`, and the GPUs of all machines together:',
            shell(
              'accelerate launch --multi_gpu --num_machines 2 --machine_rank 0 --num_processes 16 \\',
              '  --main_process_ip FIRST_MACHINE --main_process_port 29500 train.py',
            ),
          ],
        },
        filesSection(
          files.map(({ path }) => path),
          {
            'rewards.py': 'the reward functions',
            'weights_callback.py':
              'tells them what the trainer does, and keeps the method’s memory with checkpoints',
            'batches.py': 'how many prompts go into a batch, and how processes share them',
            'train.py': 'settings and training; `--help` says what can be set',
          },
        ),
        {
          title: 'How the weights come into TRL',
          parts: [
            'TRL has one weight per reward function for a whole run. Here each criterion is a reward function of weight 0, ' +
              'so that it is logged under its own name, and one more, of weight 1, hands on the weighted reward of every answer. ' +
              'So nothing inside TRL is changed: weights can differ from group to group and from step to step. ' +
              'Static weights go the same way, so that logs can be compared; for them alone, `reward_weights` would do.',
            'A group may be spread over processes. The weighing function therefore gathers the scores of all of them first, and ' +
              'every process computes the same weights.',
            'Methods that normalise criteria one by one, a focus on prompts, and rewards that are not divided by a spread but brought to the ' +
              'size of the direct reward, hand on finished advantages, with `scale_rewards="none"`. ' +
              'TRL adds 1e-4 to a spread before it divides, the sandbox 1e-6.',
          ],
        },
        methodSection(lab),
        rubricSection(lab),
        ...judgeSections(lab),
        ...reportSection(report.lines()),
      ],
    );
    return [{ path: 'README.md', text }, ...files];
  },
};
