/** Scores of whole batches: detectors beside a judge, one scoring for all reward functions, failures counted. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { STANDARD, wordsOf } from '../../lab/language/language.ts';
import { goldVerdict } from '../../lab/judge/judge.ts';
import { criterion } from '../../lab/rubric/testing.ts';
import { findScenario } from '../../scenarios/index.ts';
import { specOf } from './spec.ts';
import { PYTHON_ROOT, runPython } from './testing/python.ts';

const HOSTILE = ['"""; import os', '../../x', 'two\nlines', `both "quotes'`, '雨 🐝'];
const RUBRIC = [
  criterion({ id: 'greets', kind: 'hard-rule', detector: { type: 'starts-with', group: 'greeting' } }),
  ...HOSTILE.map((name, k) =>
    criterion({
      id: `judged-${k}`,
      name,
      text: name,
      detector: null,
      kind: k % 2 ? 'hard-rule' : 'principle',
    }),
  ),
  criterion({ id: 'on-topic', detector: { type: 'on-topic' } }),
];
const labOf = (criteria = RUBRIC) =>
  specOf({
    ...{ name: '"""; import os', criteria, method: 'focal-prior', parameters: {}, scorer: 'detectors' },
    training: findScenario('forgotten-footnote').training,
  });

/** `lab` is there, `asked` lists the answers that `judge` was asked about; it fails on answers that hold "fail". */
const START = `
import json, logging, os, sys, threading, time
from focal_lab.judge import Judge, JudgeError
from focal_lab.conversation import prompt_text_of, text_of
from focal_lab.scoring import Scorer, load_lab, topic_of
given = json.load(sys.stdin)
lab = given["lab"]
asked = []
warned = []
class Listed(logging.Handler):
    def emit(self, record): warned.append(record.getMessage())
logging.getLogger("focal_lab").addHandler(Listed())
def judge(prompt, answer, criteria):
    asked.append([prompt, answer, [one["text"] for one in criteria]])
    if "fail" in answer: raise JudgeError(f"no verdicts on {answer}")
    return [0.5 + 0.1 * k for k in range(len(criteria))]
def tried(what):
    try: return what()
    except (JudgeError, ValueError, TypeError) as error: return f"{type(error).__name__}: {error}"
`;
const python = (code: string, given: object = {}) => runPython(START + code, { lab: labOf(), ...given });

const JUDGED = [0.5, 0.6, 0.7, 0.8, 0.9];
const UNJUDGED = HOSTILE.map(() => null);

describe('a batch', () => {
  it('has scores of detectors and judge in the order of the rubric', () => {
    const found = python(
      `
scorer = Scorer(lab, judge)
print(json.dumps([scorer.score(["Tell me about rain."] * 2, ["hello clouds iron", "clouds fail"], [0, 0]), asked,
    scorer.asked, scorer.failed, warned]))`,
    );
    expect(found).toEqual([
      [
        [1, ...JUDGED, 0.5],
        [0, ...UNJUDGED, 1],
      ],
      [
        ['Tell me about rain.', 'hello clouds iron', HOSTILE],
        ['Tell me about rain.', 'clouds fail', HOSTILE],
      ],
      2,
      1,
      [
        expect.stringMatching(
          /failed on 1 of 2 answers; their judged scores are None\. First: no verdicts on clouds fail/,
        ),
      ],
    ]);
  });

  it('of detectors alone asks nobody, and scores as in the lab', () => {
    const { rubric } = findScenario('forgotten-footnote');
    const answers = [[1, 4, 16, 34, 40], [5, 5, 17], [7, 1, 47], []];
    const texts = answers.map((tokens) => wordsOf(tokens, STANDARD).join(' '));
    const topics = answers.map((_, n) => n);
    expect(
      python('print(json.dumps(Scorer(lab).score(given["texts"], given["texts"], given["topics"])))', {
        ...{ lab: labOf(rubric), texts, topics },
      }),
    ).toEqual(answers.map((tokens, n) => rubric.map((one) => goldVerdict(tokens, n, one).score)));
  });

  it('is scored once, for every reward function and from every thread', () => {
    const [same, answers, other, again] = python(`
scorer = Scorer(lab, judge)
start = threading.Barrier(8)
found = []
def reward(k):
    start.wait()
    rows = scorer.score(["q"] * 6, [f"answer {n % 5}" for n in range(6)], [0] * 6)
    found.append([row[k] for row in rows])
    rows[0][0] = "changed"
threads = [threading.Thread(target=reward, args=(1,)) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
first = len(asked)
scorer.score(["another"] * 6, [f"answer {n % 5}" for n in range(6)], [0] * 6)
second = len(asked)
for n in range(10): scorer.score(["q"], [f"later {n}"], [0])
third = len(asked)
scorer.score(["q"], ["last"], [0])[0][0] = "changed"
scorer.score(["q"], ["last"], [0])[0][0] = "changed"
clean = scorer.score(["q"], ["last"], [0])
print(json.dumps([found, first, second - first, [len(asked) - third - 1, clean[0][0]]]))`) as unknown[];
    expect(same).toEqual(Array.from({ length: 8 }, () => Array(6).fill(0.5)));
    // The same answer to the same prompt is one call.
    expect(answers).toBe(5);
    expect(other).toBe(5);
    expect(again).toEqual([0, 0]);
  });

  it('that failed is scored anew, and every thread that waits for it hears of it', () => {
    const found = python(`
calls = threading.Event()
def broken(prompt, answer, criteria):
    calls.wait(30)
    raise JudgeError("wrong key", hopeless=True)
scorer = Scorer(lab, broken)
found = []
def reward(): found.append(tried(lambda: scorer.score(["q"], ["a"], [0])))
threads = [threading.Thread(target=reward) for _ in range(3)]
for thread in threads: thread.start()
calls.set()
for thread in threads: thread.join()
scorer._judge = judge
print(json.dumps([found, scorer.score(["q"], ["a"], [0])]))`);
    expect(found).toEqual([Array(3).fill('JudgeError: wrong key'), [[0, ...JUDGED, 0]]]);
  });
});

describe('answers that got no verdicts', () => {
  it('are left out up to a share of a batch', () => {
    const cases = [
      [2, 10, ''],
      [9, 30, ''],
      [9, 30, '0.3'],
      [1, 10, '0'],
    ];
    const found = python(
      `
def run(failed, count, share):
    os.environ["FOCAL_JUDGE_MAX_FAILED"] = share
    answers = [f"fail {n}" if n < failed else f"good {n}" for n in range(count)]
    rows = tried(lambda: Scorer(lab, judge).score(["q"] * count, answers, [0] * count))
    return rows if isinstance(rows, str) else sum(row[1] is None for row in rows)
print(json.dumps([run(*case) for case in given["cases"]]))`,
      { cases },
    );
    expect(found).toEqual([
      2,
      expect.stringMatching(
        /^JudgeError: the judge failed on [789] of 30 answers(, and \d+ were not tried any more)?; a run goes on with a share of up to 0\.2 \(FOCAL_JUDGE_MAX_FAILED\)\. First: no verdicts on fail/,
      ),
      9,
      expect.stringMatching(/failed on 1 of 10 answers.*; a run goes on with a share of up to 0 /),
    ]);
  });

  it('are counted over the latest answers where batches are small', () => {
    const found = python(`
scorer = Scorer(lab, judge)
def after(*answers):
    found = tried(lambda: [scorer.score(["q"], [answer], [0])[0][1] for answer in answers])
    return found
few = [f"fail {n}" if n < 2 else f"good {n}" for n in range(7)]
def slow(prompt, answer, criteria):
    if "good" in answer: time.sleep(0.02) # so that what failed is known before the others are through
    return judge(prompt, answer, criteria)
rest = Scorer(lab, slow).score(["q"] * 7, few, [0] * 7)
print(json.dumps([[row[1] for row in rest], after("fail 1", "fail 2"), after(*(f"good {n}" for n in range(8))), after("fail 3"), scorer.failed]))`);
    expect(found).toEqual([
      [null, null, ...Array<number>(5).fill(0.5)],
      [null, null],
      Array(8).fill(0.5),
      expect.stringMatching(/^JudgeError: the judge failed on 3 of 11 answers/),
      3,
    ]);
  });

  it('are as many as the variable says', () => {
    const wrong = ['2', '-0.1', 'nan', 'some'];
    const found = python(
      `
def most_failed(share):
    os.environ["FOCAL_JUDGE_MAX_FAILED"] = share
    return tried(lambda: Scorer(lab, judge).most_failed)
print(json.dumps([most_failed(share) for share in given["shares"]]))`,
      { shares: ['', '1', ...wrong] },
    );
    expect(found).toEqual([
      0.2,
      1,
      ...wrong.map(
        (value) => `ValueError: FOCAL_JUDGE_MAX_FAILED is '${value}'; it has to be a share, 0 to 1.`,
      ),
    ]);
  });
});

it('takes its judge from the environment, and says so at once where there is none', () => {
  const server = fileURLToPath(new URL('testing', import.meta.url));
  const found = runPython(
    `${START}
import judge_server
reply = {"verdicts": [{"criterion": k, "reason": "So.", "met": k % 2 == 0 or 3} for k in range(1, 6)]}
case = judge_server.Case({"replies": [{"status": 503}, {"content": json.dumps(reply)}]})
judge_server.CASES.append(case)
os.environ.pop("FOCAL_JUDGE_MODEL", None)
missing = [tried(Scorer(lab).check), tried(Scorer(given["detected"]).check)]
os.environ["FOCAL_JUDGE_MODEL"] = "toy-judge"
os.environ["FOCAL_JUDGE_BASE_URL"] = f"http://127.0.0.1:{judge_server.serve()}/0"
scorer = Scorer(lab)
scorer.check()
scorer._judge.sleep = lambda seconds: None
print(json.dumps([missing, scorer.score(["q"], ["hello"], [0]), len(case.requests)]))`,
    { lab: labOf(), detected: labOf(RUBRIC.filter(({ detector }) => detector)) },
    { path: [PYTHON_ROOT, server], env: { NO_PROXY: '*', no_proxy: '*' } },
  );
  expect(found).toEqual([
    [expect.stringMatching(/^JudgeError: FOCAL_JUDGE_MODEL is not set/), null],
    [[1, 0.3, 1, 0.3, 1, 0.3, 0]],
    2,
  ]);
});

describe('what trainers hand over', () => {
  it('is text or a conversation', () => {
    const parts = [
      { type: 'text', text: 'hel' },
      { type: 'image', image: {} },
      { type: 'text', text: 'lo' },
    ];
    const said = (content: unknown, role = 'assistant') => ({ role, content });
    const completions = ['hello', [said('no'), said('hello')], [said(parts)], said('hello')];
    const empty = ['', [], [said(null)], [said([])]];
    const prompts = [
      'q',
      [said('s', 'system'), said('q', 'user')],
      [said('q', 'user'), said('a')],
      [said('q', 'system')],
    ];
    expect(
      python(
        'print(json.dumps([[text_of(one) for one in given["completions"]], [prompt_text_of(one) for one in given["prompts"]]]))',
        { completions: [...completions, ...empty], prompts },
      ),
    ).toEqual([
      ['hello', 'hello', 'hello', 'hello', '', '', '', ''],
      ['q', 'q', 'user: q\n\nassistant: a', 'q'],
    ]);
    expect(
      python('print(json.dumps([tried(lambda: text_of(one)) for one in given["wrong"]]))', {
        wrong: [null, 3, ['hello'], [{ role: 'user' }], [said(7)]],
      }),
    ).toEqual([
      expect.stringMatching(/^TypeError: a completion is None; it has to be a string or a list of messages/),
      expect.stringMatching(/^TypeError: a completion is 3;/),
      expect.stringMatching(/^TypeError: a completion is \['hello'\];/),
      expect.stringMatching(/^TypeError: a completion is \[\{'role': 'user'\}\];/),
      expect.stringMatching(/^TypeError: the content of a message is 7;/),
    ]);
  });

  it('has topics as whole numbers or none, and as many of each', () => {
    expect(
      python(
        'print(json.dumps([tried(lambda: topic_of(one)) for one in [None, float("nan"), 2, 2.0, 2.5, True, "2"]]))',
      ),
    ).toEqual([
      ...[null, null, 2, 2],
      ...['2.5', 'True', "'2'"].map(
        (value) => `ValueError: a topic is ${value}; it has to be a whole number, or None for no topic.`,
      ),
    ]);
    expect(
      python(`
scorer = Scorer(lab, judge)
print(json.dumps([tried(lambda: scorer.score(["q"], ["a", "b"])), tried(lambda: scorer.score(["q"], ["a"])),
    scorer.score([], []), asked]))`),
    ).toEqual([
      expect.stringMatching(/^ValueError: there are 1 prompts, 2 completions and 1 topics/),
      expect.stringMatching(/^ValueError: the detector 'on-topic' asks for the topic .* `topic` column/),
      [],
      [],
    ]);
  });

  it('is a lab.json of this format and version', () => {
    const lab = labOf();
    const texts = [
      '{',
      '[]',
      '{"format": "rubric"}',
      { ...lab, formatVersion: 2 },
      { ...lab, language: undefined },
      { ...lab, criteria: [] },
      lab,
    ];
    const found = python(
      `
import pathlib, tempfile
found = []
with tempfile.TemporaryDirectory() as folder:
    for text in given["texts"]:
        path = pathlib.Path(folder) / "lab.json"
        path.write_text(text, encoding="utf-8")
        found.append(tried(lambda: load_lab(str(path))["name"]))
print(json.dumps(found))`,
      { texts: texts.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))) },
    );
    expect(found).toEqual([
      expect.stringMatching(/lab\.json is no JSON: /),
      expect.stringMatching(/has the format 'list'; a lab\.json has "format": "focal-lab-stack"/),
      expect.stringMatching(/has the format 'rubric'/),
      expect.stringMatching(/has the format version 2; these files read 1/),
      expect.stringMatching(/lacks language/),
      expect.stringMatching(/has no criteria/),
      lab.name,
    ]);
  });
});
