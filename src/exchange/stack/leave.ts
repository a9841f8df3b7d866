/** What of a lab no training stack can hold, or holds in another way: lines of the export's report. */
import type { Criterion } from '../../lab/rubric/criterion.ts';
import { languageOf } from '../../lab/language/language.ts';
import { findMethod } from '../../lab/reward/methods/index.ts';
import { ESTIMATORS } from '../../lab/reward/methods/focal.ts';
import { categories } from '../../lab/reward/reward.ts';
import { requirementOf } from '../rubric/leave.ts';
import type { Report } from '../rubric/report.ts';
import type { StackLab } from './lab.ts';
import { isJudged, usesDetectors, usesJudge } from './judged.ts';

const NOISE_CORRECTED = ESTIMATORS.indexOf('noise-corrected');

/** Of the criteria. */
export function leaveCriteria({ criteria, scorer, parameters, method }: StackLab, report: Report): void {
  const usesFlips = findMethod(method).parameters.some(
    ({ name }) => name === 'focal.estimator' && parameters[name] === NOISE_CORRECTED,
  );
  criteria.forEach((criterion, k) => {
    const add = (what: 'mapped' | 'left', field: string, note: string) =>
      report.add(what, ['criteria', k, field], note);
    if (!criterion.detector)
      add('mapped', 'active', 'nothing detects it here; there a language model reads its text, so it counts');
    else if (isJudged(criterion, scorer))
      add('left', 'detector', 'a language model reads the text instead; rubric.json keeps it');
    else if (criterion.detector.type === 'pattern')
      add('mapped', 'detector', 'written as the automaton that the pattern stands for; matches are the same');
    if (criterion.text === '' && isJudged(criterion, scorer))
      add(
        'mapped',
        'text',
        `empty; ${criterion.detector ? 'what its detector looks for' : 'its name'} is written`,
      );
    if (criterion.choices && isJudged(criterion, scorer))
      add('left', 'choices', 'the judge says true or false, or 0 to 10; rubric.json keeps them');
    if (Object.keys(criterion.judge).length > 0) {
      const goAlong = usesFlips && isJudged(criterion, scorer);
      add(
        goAlong ? 'mapped' : 'left',
        'judge',
        goAlong
          ? 'its chances of error go along for the noise-corrected estimate; a real judge has others: measure them'
          : isJudged(criterion, scorer)
            ? 'errors of the simulated judge; a real one has its own'
            : 'errors of the simulated judge; the detector that scores there makes none',
      );
    }
    if (criterion.baseRate !== undefined) add('left', 'baseRate', 'says how the small policy here begins');
  });
}

/** Criteria whose empty texts are written out in the words of the lab's language, for formats of texts. */
export function textsWritten({ criteria, language }: StackLab, report: Report): Criterion[] {
  return criteria.map((criterion, k) => {
    if (criterion.text !== '') return criterion;
    const source = criterion.detector ? 'what its detector looks for' : 'its name';
    report.add('mapped', ['criteria', k, 'text'], `empty; ${source} is written`);
    return { ...criterion, text: requirementOf(criterion, languageOf(language)) };
  });
}

/** Of the settings, for stacks that train a real model. */
export function leaveTraining({ training, criteria }: StackLab, report: Report): void {
  report.add(
    'mapped',
    ['training', 'maxCompletionLength'],
    `${training.maxCompletionLength} words; a real tokeniser needs more tokens, and a judged answer more words`,
  );
  report.add(
    'left',
    ['policy'],
    'the small policy and its warm start stay here; the stack trains your model',
  );
  report.add('left', ['training', 'steps'], 'how long a real model trains is said on the command line');
  if (training.dropSilentGroups)
    report.add(
      'left',
      ['training', 'dropSilentGroups'],
      'silent groups stay in the batch with advantage 0; only normalisation and the KL penalty differ',
    );
  if (new Set(categories(criteria)).size > 1)
    report.add('kept', ['criteria', 'tags'], 'categories go along for POW3R');
}

/** Of the optimiser, for stacks whose settings are written. */
export function leaveOptimiser({ training }: StackLab, report: Report): void {
  const mapped = (field: string, note: string) => report.add('mapped', ['training', field], note);
  mapped('learningRate', `${training.learningRate} suits the small policy here; 1e-6 is written`);
  mapped('adamBeta2', 'with the other settings of Adam: the stack’s own are taken');
}

/** Where a language model has to be asked, what it takes. */
export function judgeNote(lab: StackLab, report: Report): void {
  if (!usesDetectors(lab))
    report.add(
      'mapped',
      ['prompts'],
      'the sandbox’s six questions are written; put your own into prompts.jsonl',
    );
  if (usesJudge(lab))
    report.add(
      'mapped',
      ['judge'],
      'an OpenAI-compatible server is asked; its address, model and key come from the environment',
    );
}
