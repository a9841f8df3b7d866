/** verl: a score per criterion of every answer, and an advantage estimator that weighs whole groups. */
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
import { verlRun } from './verl-run.ts';

const CHECKED = 'verl 0.9.0';

export const verl: Target = {
  id: 'verl',
  name: 'verl',
  explain:
    'Ray, on one machine or a cluster: a reward function, an advantage estimator, the settings of a run.',
  checked: CHECKED,
  command: 'bash run.sh',

  files(lab, report) {
    leaveCriteria(lab, report);
    leaveOptimiser(lab, report);
    leaveTraining(lab, report);
    judgeNote(lab, report);
    report.add(
      'mapped',
      ['training', 'epsilon'],
      'verl besides caps the loss of negative advantages at clip_ratio_c (3): it acts where a ratio exceeds 3',
    );
    const files = [...commonFiles(lab), ...pythonFiles('verl', ''), { path: 'run.sh', text: verlRun(lab) }];
    const text = readme(
      `${lab.name}: GRPO in verl, weighted by ${findMethod(lab.method).name}`,
      [
        `Written by Focal Lab. Checked against the sources of ${CHECKED}, whose names it uses; a whole verl was not run with it, ` +
          'only its own functions that meet this folder, on a processor.',
      ],
      [
        {
          title: 'Start',
          parts: [
            shell(
              'pip install "verl==0.9.0" pyarrow     # and vllm, as verl says',
              'python3 selftest.py',
              'bash run.sh',
            ),
            'That trains Qwen/Qwen2.5-0.5B-Instruct for 150 steps on one GPU. `MODEL`, `STEPS` and `GPUS` in the environment say otherwise, ' +
              'and settings of verl may follow: `GPUS=8 STEPS=300 bash run.sh trainer.save_freq=20`.',
            'The prompts are the six questions of the sandbox. For a task of your own, put your prompts into ' +
              '`prompts.jsonl`, one JSON object per line with `prompt`: a text, or a list of messages, and `topic` (0 to 5) where ' +
              'a detector or a weight per prompt goes by it. A step takes six of them (`data.train_batch_size`, and ' +
              '`actor_rollout_ref.actor.ppo_mini_batch_size` with it); there have to be as many at least.',
          ],
        },
        {
          title: 'Several machines',
          parts: [
            'The folder lies at the same path on every machine, and verl is installed on each. What the judge needs is set in the ' +
              'environment of every machine before Ray starts there (not as a setting of verl, which prints its settings).',
            shell(
              'ray start --head --dashboard-host=0.0.0.0        # on the first machine',
              'ray start --address=FIRST_MACHINE:6379           # on every other',
              'RAY_ADDRESS=auto NNODES=2 GPUS=8 bash run.sh     # on the first',
              '# or as a job:',
              'ray job submit --address=http://FIRST_MACHINE:8265 -- env NNODES=2 GPUS=8 bash /path/of/this/folder/run.sh',
            ),
          ],
        },
        filesSection(
          files.map(({ path }) => path),
          {
            'run.sh': 'data, settings and start, in one script',
            'main.py': 'starts verl with the estimator registered',
            'reward.py': 'compute_score: the direct score, and one score per criterion',
            'focal_estimator.py': 'the advantage estimator focal_lab, which weighs whole groups',
            'focal_trainer.py': 'hands the scores of the criteria to the estimator',
            'make_data.py': 'prompts.jsonl as the parquet files that verl reads',
          },
        ),
        {
          title: 'How the weights come into verl',
          parts: [
            'Scores are computed by several workers, each of which sees single answers; weights need whole groups. So `compute_score` ' +
              'returns a score per criterion, and the weighing is done by an advantage estimator, in the one process that ' +
              'sees the batch. verl hands such scores to no estimator but its own gdpo, and since 0.9 to none: `main.py` ' +
              'therefore extends the trainer by the step that fetches them.',
            'Weights, saturation and scores are among verl’s metrics (`reward_weights/…`, `saturation/…`, `score/direct`). What a ' +
              'method keeps from step to step is saved with every checkpoint as `focal_lab.json`.',
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
