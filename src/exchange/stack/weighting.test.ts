import { describe, expect, it } from 'vitest';
import { near } from '../../lab/reward/testing.ts';
import { PYTHON_ROOT, runPython } from './testing/python.ts';

const criterion = (id: string, more: object = {}) => ({
  id,
  active: true,
  weight: 1,
  promptWeights: null,
  category: 0,
  falsePositive: 0,
  falseNegative: 0,
  ...more,
});

const LAB = {
  method: 'focal-prior',
  parameters: { 'focal.gamma': 3, 'focal.estimator': 3 },
  formula: null,
  training: { scaleRewards: 'group', matchRewardScale: true, promptGamma: 0 },
  criteria: [criterion('greets'), criterion('cites')],
};

/** What Python prints of an expression, with `lab` and all of focal_lab.weighting at hand. */
const worth = (lines: string, lab: object = LAB): any =>
  runPython(
    `import json, sys
from focal_lab.weighting import *
lab = json.load(sys.stdin)
def refusal(action):
    try:
        action()
    except ValueError as error:
        return str(error)
${lines}`,
    lab,
  );

describe('the vectors of the reference sheet (methods.md 1.10)', () => {
  const S = [
    [1, 1, 0.8, 0.3],
    [1, 1, 0.9, 0.2],
    [1, 0, 0.6, 0.6],
    [1, 1, 0.7, 0.1],
  ];
  const found = worth(
    `S, results = lab["S"], {}
means = batch_statistics([S])
def rubric(prior):
    return Rubric(prior, [True] * 4, [0] * 4, [0.0] * 4, [0.0] * 4)
equal = rubric([0.25] * 4)
direct = direct_reward(S, equal.prior)
results["direct"], results["q"] = direct, tilt(direct, 1)
results["s"] = saturation(S, results["q"])[0]
results["static"] = advantages([direct], [direct], "rewards")[0]
def shown(method, prior, **turned):
    parameters = {f"focal.{name}": value for name, value in turned.items()}
    own = weigh(method, S, prior, parameters, step=0, batch_mean=means[0], batch_deviation=means[1])
    finished = own.rewards if own.signals is None else own.signals
    return {**own._asdict(), "A": advantages([finished], [direct], FINISH[method])[0]}
results["cold"] = shown("focal-prior", equal, gamma=3, tau=0.1)
results["mild"] = shown("focal-prior", equal, gamma=1)
results["boxed"] = shown("focal-prior", equal, gamma=3, floor=0.05, cap=0.5)
results["prior"] = shown("focal-prior", rubric([0.4, 0.3, 0.2, 0.1]), gamma=3)
results["dvao"] = shown("dvao", equal)
print(json.dumps(results))`,
    { S },
  );

  it.each([
    ['direct', [0.775, 0.775, 0.55, 0.7]],
    ['q', [0.268366, 0.268366, 0.214294, 0.248974]],
    ['s', [1, 0.785706, 0.75908, 0.287657]],
    ['static', [0.7071, 0.7071, -1.4142, 0], 4],
    ['cold.weights', [0.000226, 0.00136, 0.024332, 0.974082]],
    ['mild.weights', [0.036562, 0.19326, 0.212729, 0.557449]],
    ['mild.A', [1.041285, 0.432393, -0.16992, -1.303758]],
    ['boxed.weights', [0.05, 0.192827, 0.257173, 0.5]],
    ['prior.weights', [0.000909, 0.083161, 0.087071, 0.828859]],
    ['prior.rewards', [0.402384, 0.328206, 0.550467, 0.227905]],
    ['dvao.A', [0.409891, 0.409891, -0.819783, 0]],
  ] as const)('%s', (path, expected, digits: number = 6) => {
    const value = path.split('.').reduce((of, name) => of[name], found);
    near(value, expected, digits);
  });
});

it('the examples in the docstrings hold', () => {
  const [failed, tried] = worth(
    'import doctest, focal_lab.weighting as module; print(json.dumps(list(doctest.testmod(module))))',
  );
  expect(failed).toBe(0);
  expect(tried).toBeGreaterThan(5);
});

it('compiles, and imports the standard library alone', () => {
  const imported = runPython(
    `import ast, json, py_compile, sys, tempfile
path, cache = json.load(sys.stdin) + "/focal_lab/weighting.py", tempfile.mkstemp()[1]
py_compile.compile(path, cfile=cache, doraise=True)
names = set()
for node in ast.parse(open(path, encoding="utf-8").read()).body:
    if isinstance(node, ast.Import): names |= {alias.name.split(".")[0] for alias in node.names}
    if isinstance(node, ast.ImportFrom): names.add((node.module or "").split(".")[0])
print(json.dumps({name: name in sys.stdlib_module_names for name in names}))`,
    PYTHON_ROOT,
  );
  expect(imported).toMatchObject({ math: true, typing: true });
  expect(Object.values(imported as object)).not.toContain(false);
});

describe('what is kept', () => {
  it('goes on from a saved state, and stays as it is in evaluation', () => {
    const { saved, straight, resumed, evaluated, state } = worth(`
one = Weighting(lab)
S = [[[0.0, 1.0], [1.0, 1.0]], [[0.5, 0.0], [0.0, 0.0]]]
T = [[[1.0, 1.0], [0.5, 0.0]], [[0.0, 0.0], [0.0, 0.2]]]
one(S, [("a", 1), 7], [None, None])
saved = json.dumps(one.state_dict())
evaluated = one(T, [("a", 1), 7], [None, None], update=False)
state = one.state_dict()
straight = one(T, [("a", 1), 7], [None, None])
other = Weighting(lab)
other.load_state_dict(json.loads(saved))
resumed = other(T, [("a", 1), "7"], [None, None])
print(json.dumps({"saved": json.loads(saved), "straight": straight, "resumed": resumed, "evaluated": evaluated, "state": state}))`);
    expect(saved).toMatchObject({ step: 1, kept: { "('a', 1)": [0.5, 1], 7: [0.25, 0] } });
    expect(state).toEqual(saved);
    expect(resumed).toEqual(straight);
    expect(evaluated).toEqual(straight);
  });

  it('belongs to one method, rule and rubric', () => {
    const refusals = worth(`
state = Weighting(lab).state_dict()
def load(**changes):
    return refusal(lambda: Weighting({**lab, **changes}).load_state_dict(state))
print(json.dumps([
    load(),
    load(method="pow3r", parameters={}),
    load(parameters={"focal.estimator": 4}),
    load(criteria=lab["criteria"][:1]),
    refusal(lambda: Weighting(lab).load_state_dict({})),
]))`);
    expect(refusals[0]).toBeNull();
    expect(refusals[1]).toMatch(/another method: method is 'focal-prior', lab\.json makes it 'pow3r'/);
    expect(refusals[2]).toMatch(/another estimator or rule: keeps is 'moving average'.*'fixed reference'/);
    expect(refusals[3]).toMatch(/another rubric: criteria is \['greets', 'cites'\]/);
    expect(refusals[4]).toMatch(/no state of this weighting/);
  });

  it('is one for all prompts under max-min', () => {
    const [weights, kept] = worth(
      `own = Weighting(lab)
own([[[1.0, 0.0]]], ["a"], [None])
step = own([[[1.0, 0.0]]], ["b"], [None])
print(json.dumps([step.weights[0], len(own.state_dict()["kept"])]))`,
      { ...LAB, method: 'max-min', parameters: { 'maxmin.eta': 1 } },
    );
    near(weights, [Math.exp(-2) / (1 + Math.exp(-2)), 1 / (1 + Math.exp(-2))]);
    expect(kept).toBe(1);
  });

  it('sets focus in when the warm-up is over, which evaluation does not count to', () => {
    const weights = worth(
      `own = Weighting(lab)
S = [[[1.0, 0.0], [1.0, 0.5]]]
steps = [own(S, ["a"], [None], update=False), own(S, ["a"], [None]), own(S, ["a"], [None])]
print(json.dumps([step.weights[0] for step in steps]))`,
      { ...LAB, parameters: { 'focal.gamma': 3, 'focal.warmup': 1 } },
    );
    expect(weights.slice(0, 2)).toEqual([
      [0.5, 0.5],
      [0.5, 0.5],
    ]);
    expect(weights[2][1]).toBeGreaterThan(0.99);
  });
});

describe('rollouts without a judgment', () => {
  it('are left out, and get the mean of their group, or of the step', () => {
    const [gaps, without] = worth(`
A, B = [[0.0, 1.0], [1.0, 0.5], [0.5, 0.0]], [[1.0, 1.0], [0.25, 0.0]]
gap = [0.5, None]
gaps = Weighting(lab)([[A[0], gap, *A[1:]], [gap, gap], B], "abc", [None] * 3)
without = Weighting(lab)([A, B], "ac", [None] * 2)
print(json.dumps([gaps._asdict(), without._asdict()]))`);
    const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const [a, b] = without.rewards;
    near(gaps.rewards[0], [a[0], mean(a), a[1], a[2]], 12);
    near(gaps.rewards[1], Array(2).fill(mean([...a, ...b])), 12);
    near(gaps.rewards[2], b, 12);
    const [first, last] = without.advantages;
    expect(gaps.advantages).toEqual([[first[0], 0, first[1], first[2]], [0, 0], last]);
    expect(gaps.weights).toEqual([without.weights[0], [0.5, 0.5], without.weights[1]]);
  });

  it('need no judgment where a criterion has no part, and NaN in an array is none', () => {
    const lab = { ...LAB, criteria: [criterion('a'), criterion('b', { weight: 0 })] };
    const code = `
rows = [[[1.0, None], [0.0, 1.0], [0.0, 0.0]]]
step = Weighting(lab)(rows, ["a"], [None])
class Array(list):
    shape = (1, 3, 2)
    def tolist(self):
        return [[[float("nan") if s is None else s for s in row] for row in group] for group in self]
assert Weighting(lab, vectorised=False)(Array(rows), ["a"], [None]) == step
print(json.dumps(step.advantages))`;
    near(
      worth(code, { ...lab, method: 'static-prior', parameters: {} })[0],
      [1.154699, -0.577349, -0.577349],
    );
    expect(worth(code, { ...lab, method: 'static-uniform', parameters: {} })[0][0]).toBe(0);
  });

  it('may be all there are', () => {
    const step = worth(
      'print(json.dumps(Weighting(lab)([[[None, 1.0]], []], ["a", "b"], [None, 3])._asdict()))',
    );
    expect(step).toMatchObject({
      rewards: [[0], []],
      advantages: [[0], []],
      weights: Array(2).fill([0.5, 0.5]),
    });
  });
});

it('a prompt has the weights the rubric gives it', () => {
  const direct = worth(
    `step = Weighting(lab)([[[1.0, 0.0]]] * 4, "abcd", [None, 0, 1, 2])
print(json.dumps([own[0] for own in step.direct]))`,
    { ...LAB, criteria: [criterion('a', { promptWeights: [3, 0] }), criterion('b')] },
  );
  expect(direct).toEqual([0.5, 0.75, 0, 0.5]);
});

describe('refuses, saying what and what is allowed,', () => {
  it('a lab that cannot be', () => {
    const refusals = worth(`
def make(**changes):
    return refusal(lambda: Weighting({**lab, **changes}))
print(json.dumps([
    make(method="focl"),
    make(parameters={"focal.gama": 3}),
    make(parameters={"focal.gamma": 9}),
    make(parameters={"focal.estimator": 1.5}),
    make(method="custom", parameters={}),
    make(method="custom", parameters={}, formula={"tree": ["call", "eval", ["number", 1]]}),
    make(method="custom", parameters={}, formula={"tree": ["+", ["number", 1]]}),
]))`);
    expect(refusals[0]).toMatch(/method is "focl"; lab\.json may say static-prior, /);
    expect(refusals[1]).toMatch(/no parameter "focal\.gama"; .* focal\.gamma, focal\.tau/);
    expect(refusals[2]).toMatch(/focal\.gamma is 9; .* 0 to 8/);
    expect(refusals[3]).toMatch(/focal\.estimator is 1\.5; .* 0 to 6 and whole/);
    expect(refusals[4]).toMatch(/nothing under "formula"/);
    expect(refusals[5]).toMatch(/'eval'.* is no part of a formula/);
    expect(refusals[6]).toMatch(/is no part of a formula/);
  });

  it('scores that cannot be', () => {
    const refusals = worth(`
own = Weighting(lab)
def give(scores, keys="a", prompts=[None]):
    return refusal(lambda: own(scores, keys, prompts))
print(json.dumps([
    give([[[0.5, 7]]]),
    give([[[0.5, "1"]]]),
    give([[[0.5]]]),
    give([[[0.5, 1]]], keys="ab"),
    give([[[0.5, 1.5]] * 200]),
]))`);
    expect(refusals[0]).toMatch(
      /score 7 of rollout 0 of group 0 in criterion "cites"; allowed is 0 to 1, or None/,
    );
    expect(refusals[1]).toMatch(/score '1'/);
    expect(refusals[2]).toMatch(/has 1 scores; lab\.json has 2 criteria/);
    expect(refusals[3]).toMatch(/1 groups of scores come with 2 keys and 1 prompts/);
    expect(refusals[4]).toMatch(/score 1\.5/);
  });
});
