/** verifiers: the rubric for its own judge, and an environment whose rubric weighs whole groups. */
import { TOPICS } from '../../lab/language/topics.ts';
import { findMethod } from '../../lab/reward/methods/index.ts';
import { exportRubric } from '../rubric/index.ts';
import { Report } from '../rubric/report.ts';
import { commonFiles, pythonFiles } from './files.ts';
import { answerTokens } from './tokens.ts';
import { judgeNote, leaveCriteria, leaveTraining, textsWritten } from './leave.ts';
import {
  filesSection,
  judgeSections,
  LEFT_OUT,
  methodSection,
  readme,
  reportSection,
  rubricSection,
  shell,
} from './readme.ts';
import type { Target } from './target.ts';
import { argumentsOf, canFinish, leaveTrainer, requireGroupwise, stepsMatter } from './verifiers-groups.ts';
import { projectToml } from './verifiers-toml.ts';

const CHECKED = 'verifiers of 2026-08-21 (a60a606)';

/** How a taskset of verifiers v1 takes the rubric up. */
const JUDGE_TOML = [
  '```toml',
  '[[env.taskset.task.judges]]',
  'id = "rubric"',
  'path = "judge_rubric.json"       # from where the run is started',
  'model = "the-name-your-server-knows"',
  'base_url = "https://api.openai.com/v1"',
  'api_key_var = "OPENAI_API_KEY"   # the name of the variable, not the key',
  '```',
].join('\n');

export const verifiers: Target = {
  id: 'verifiers',
  name: 'verifiers',
  explain: 'For prime-rl: the rubric for its own judge, and an environment that weighs as the method does.',
  checked: CHECKED,
  command: 'uv pip install -e . && prime eval run focal-lab-environment -m YOUR_MODEL',

  files(lab, report) {
    requireGroupwise(lab);
    leaveCriteria(lab, report);
    leaveTrainer(lab, report);
    leaveTraining(lab, report);
    judgeNote(lab, report);
    const ofTexts = new Report();
    const native = exportRubric('verifiers', textsWritten(lab, ofTexts), lab.name);
    for (const { path, what, note } of [...ofTexts.lines(), ...native.report])
      report.add(what, ['judge_rubric', ...path.split('.')], note);
    report.add(
      'left',
      ['judge_rubric', 'method'],
      'the judge of v1 has fixed weights; the environment moves them',
    );
    const { training } = lab;
    const args = argumentsOf(lab);
    const files = [
      ...commonFiles(lab),
      { path: 'judge_rubric.json', text: native.text },
      ...pythonFiles('verifiers', ''),
      { path: 'pyproject.toml', text: projectToml(training.numGenerations) },
    ];
    const { name } = findMethod(lab.method);
    const text = readme(
      `${lab.name}: an environment for verifiers, weighted by ${name}`,
      [
        `Written by Focal Lab. Checked against the sources of ${CHECKED}, whose names it uses; prime-rl was not run with it.`,
      ],
      [
        {
          title: 'The rubric for the judge of verifiers v1',
          parts: [
            '`judge_rubric.json` is what its rubric judge reads. In the TOML of a taskset:',
            JUDGE_TOML,
            'Its weights are fixed, and all criteria are judged by a language model, one JSON of verdicts per answer. A fault is ' +
              'written with its verdicts from worst to best, as weights below 0 are refused there.',
          ],
        },
        {
          title: 'The environment, with weights that move',
          parts: [
            'It uses the older interface (`vf.Rubric`), in which a reward function can see a group.',
            shell(
              'python3 selftest.py',
              'uv pip install -e .',
              `prime eval run focal-lab-environment -m YOUR_MODEL${
                stepsMatter(lab) ? ` -a '{"groups_per_step": ${TOPICS.length}}'` : ''
              }`,
            ),
            'The TOML of a run, as docs/legacy/training.md of verifiers has it for Hosted Training, which trains by prime-rl (the names ' +
              'of prime-rl’s own TOML were not checked):',
            [
              '```toml',
              'model = "YOUR_MODEL"',
              'max_steps = 150',
              `batch_size = ${TOPICS.length * training.numGenerations}`,
              `rollouts_per_example = ${training.numGenerations}`,
              '[sampling]',
              `max_tokens = ${answerTokens(lab)}`,
              `temperature = ${training.temperature}`,
              '[[env]]',
              'id = "focal-lab-environment"',
              ...(args.length > 0
                ? [
                    `args = { ${args.map(([name, value]) => `${name} = ${JSON.stringify(value)}`).join(', ')} }`,
                  ]
                : []),
              '```',
            ].join('\n'),
            'The reward is that of the whole group; every criterion, `score/direct`, weights and saturation are metrics of weight 0. Compare ' +
              'runs by `score/direct`. prime-rl makes advantages by taking away the group’s mean. ' +
              (canFinish(lab)
                ? 'With `hand_over = "advantages"` they are finished as in the sandbox, and their mean is 0: the reward in the logs, too. ' +
                  'Left out, the weighted scores are handed on.'
                : 'These settings scale rewards by all groups of a step, which a reward function does not see: the weighted scores are handed on.'),
            'Leave `--independent-scoring` out: it scores answers one by one, and gives no reward of a group.',
            ...(stepsMatter(lab)
              ? ['Weights depend on the training step: `groups_per_step` says how many groups make one.']
              : []),
            'What a method keeps from step to step is kept by one process and begins anew after a restart: run one worker for this environment.',
          ],
        },
        filesSection(
          files.map(({ path }) => path),
          {
            'judge_rubric.json': 'the rubric for the judge of verifiers v1',
            'focal_lab_environment.py': 'load_environment, as verifiers finds it',
            'focal_lab_rewards.py': 'the reward of a group, and a metric per criterion',
            'pyproject.toml': 'makes the folder installable',
          },
        ),
        methodSection(lab),
        rubricSection(lab),
        ...judgeSections(
          lab,
          `${LEFT_OUT}the group gives no signal, and the log says why; training goes on (\`score/judged\` shows it).`,
        ),
        ...reportSection(report.lines()),
      ],
    );
    return [{ path: 'README.md', text }, ...files];
  },
};
