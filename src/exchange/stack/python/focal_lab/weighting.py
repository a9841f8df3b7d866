"""Reward weighting for rubrics: from the scores of a group of answers to weights, rewards and advantages.

Read it top to bottom: small statistics, floor and cap, one function per method, formulas of your own,
advantages, and the stateful `Weighting`.

Letters used throughout:
    P   prompts in a step; each has one group
    G   rollouts (sampled answers) in a group; groups may differ in size
    K   criteria of the rubric
    S   scores, S[j][k] in [0, 1]: how far rollout j meets criterion k
    b   prior, the rubric's weights as shares: b[k] >= 0, sum 1 over active criteria, or all 0
    s   saturation, s[k] in [0, 1]: how far criterion k counts as met already
    w   weights, w[k] >= 0, sum 1 (all 0 where no criterion has weight)

Weights and rewards carry no unit. No gradient flows through a weight. Everything is computed in 64 bits,
but a formula of your own in 32, as it is where it was written.

How sure we are that a formula is the one its authors use is said with each method: "paper" is in the
paper's own text, "public code" in source code, "summary" with a third party that read the paper,
"reconstruction" is inferred.

Only the standard library is needed. Where numpy is installed, `Weighting` computes on arrays (arrays.py).
"""

from __future__ import annotations

import math
import struct
from typing import Any, Callable, Hashable, NamedTuple, Optional, Sequence

Vector = Sequence[float]
Matrix = Sequence[Sequence[float]]


class Rubric(NamedTuple):
    """What a rubric says of its criteria at one prompt; lists of length K.

    prior: shares of the rubric's weight, 0 for inactive criteria; they sum to 1, or are all 0.
    active: whether a criterion takes part.
    category: criteria of one number belong together (POW3R balances categories).
    false_positive, false_negative: chances in [0, 1] that the judge of a Hard Rule gives credit that is not
        due, or withholds it; 0 where nothing is known.
    """

    prior: list[float]
    active: list[bool]
    category: list[int]
    false_positive: list[float]
    false_negative: list[float]


def rubric_of(criteria: Sequence[dict], prompt: Optional[int] = None) -> Rubric:
    """The rubric of criteria as `lab.json` has them, at a prompt.

    prompt: index of its topic; a criterion's `promptWeights[prompt]` stands for its weight where there is
        one. None, or a topic without such a weight, takes the usual weight.
    """
    active = [bool(criterion["active"]) for criterion in criteria]
    weights = [_weight_at(criterion, prompt) if on else 0.0 for criterion, on in zip(criteria, active)]
    return Rubric(
        prior=shares(weights),
        active=active,
        category=[int(criterion["category"]) for criterion in criteria],
        false_positive=[float(criterion["falsePositive"]) for criterion in criteria],
        false_negative=[float(criterion["falseNegative"]) for criterion in criteria],
    )


def _weight_at(criterion: dict, prompt: Optional[int]) -> float:
    own = criterion.get("promptWeights") or []
    if prompt is not None and 0 <= prompt < len(own) and own[prompt] is not None:
        return float(own[prompt])
    return float(criterion["weight"])


class Group(NamedTuple):
    """The scores of one prompt's rollouts, and what a method may know besides.

    scores: [G][K] in [0, 1]. step: training steps before this one.
    batch_mean, batch_deviation: [K], mean and sample standard deviation over all rollouts of the step.
    kept: [K], what the method kept of this prompt the step before; None where it kept nothing.
    """

    scores: Matrix
    step: int
    batch_mean: Vector
    batch_deviation: Vector
    kept: Sequence[Optional[float]]


class Weighed(NamedTuple):
    """What a method makes of one group.

    weights: [K], sum 1 unless no criterion has weight. saturation: [K] in [0, 1]. rewards: [G].
    coefficients: [K], what multiplies the scores of a criterion in the advantage before it is scaled.
    signals: [G] where the method's finish is not "rewards", else None: what becomes the advantage.
    keep: [K] where the method keeps something for this prompt's next step, else None.
    fell_back: the rule gave no usable weights, and the prior stood in.
    """

    weights: list[float]
    saturation: list[float]
    rewards: list[float]
    coefficients: list[float]
    signals: Optional[list[float]] = None
    keep: Optional[list[float]] = None
    fell_back: bool = False


# --- Statistics -----------------------------------------------------------------------------------------


def total(values: Vector) -> float:
    """The sum from left to right; `sum` of newer Pythons compensates, and would differ in last digits."""
    result = 0.0
    for value in values:
        result += value
    return result


def mean(values: Vector) -> float:
    """The mean; 0 of nothing."""
    return total(values) / len(values) if values else 0.0


def deviation(values: Vector) -> float:
    """Sample standard deviation (ddof 1, as GRPO libraries take it); 0 for fewer than two values.

    Equal values are looked for first, and have exactly 0: rounding in the mean would leave a trace, and a
    trace divided by itself is noise.
    """
    if len(values) < 2 or all(value == values[0] for value in values):
        return 0.0
    centre = mean(values)
    return math.sqrt(total([(value - centre) * (value - centre) for value in values]) / (len(values) - 1))


def clip_unit(value: float) -> float:
    return min(1.0, max(0.0, value))


def shares(values: Vector) -> list[float]:
    """Shares that sum to 1; all 0 if the values are."""
    whole = total(values)
    return [value / whole if whole > 0 else 0.0 for value in values]


def uniform_weights(active: Sequence[bool]) -> list[float]:
    """The same weight for every active criterion, [K]."""
    return shares([1.0 if on else 0.0 for on in active])


def columns(scores: Matrix) -> list[list[float]]:
    """Scores by criterion, [K][G]."""
    return [list(column) for column in zip(*scores)]


def direct_reward(scores: Matrix, weights: Vector) -> list[float]:
    """R_j = sum_k w_k S_jk, [G]; with the prior as weights, the direct (static) reward."""
    rewards = []
    for row in scores:
        reward = 0.0
        for weight, score in zip(weights, row):
            reward += weight * score
        rewards.append(reward)
    return rewards


def population_factor(rollouts: int) -> float:
    """From a sample standard deviation of G values to that of the population."""
    return math.sqrt((rollouts - 1) / rollouts)


def centred_sum(scores: Matrix, coefficients: Vector) -> list[float]:
    """sum_k c_k (S_jk - mean_j S_jk), [G]; exactly 0 where all rollouts score alike."""
    centres = [mean(column) for column in columns(scores)]
    return [
        total([c * (score - centre) for c, score, centre in zip(coefficients, row, centres) if c != 0])
        for row in scores
    ]


# --- Saturation -----------------------------------------------------------------------------------------

LEAST_EXPONENT = -80.0
"""The least exponent of the softmax, as where 32-bit floats compute it."""


def tilt(direct: Vector, tau: float) -> list[float]:
    """q_j = softmax_j(R_j / tau), [G], sum 1: rollouts that the reward favours already count more.

    direct: [G], the direct rewards. tau: above 0; the larger, the more equal.
    Source: public code by a co-author of arXiv 2605.26579.
    """
    top = max(direct)
    raised = [math.exp(max(LEAST_EXPONENT, (reward - top) / tau)) for reward in direct]
    return shares(raised)


def saturation(scores: Matrix, q: Vector) -> tuple[list[float], list[float]]:
    """s_k = sum_j q_j S_jk and the deficit sum_j q_j (1 - S_jk), [K] each, in [0, 1].

    q: [G], sum 1. With q from `tilt`, s_k is the score a criterion would have if the policy went where the
    present reward points. Source: public code by a co-author of arXiv 2605.26579.
    """
    reached = [clip_unit(total([p * score for p, score in zip(q, own)])) for own in columns(scores)]
    missing = [clip_unit(total([p * (1 - score) for p, score in zip(q, own)])) for own in columns(scores)]
    return reached, missing


ESTIMATORS = (
    "tilted group mean",
    "group mean",
    "batch mean",
    "moving average",
    "fixed reference",
    "noise-corrected",
    "per response",
)
"""What `focal.estimator` counts: 0 is "tilted group mean", 1 is "group mean", and so on."""

MOST_FLIPS = 0.9
"""A judge that errs as often as this tells too little to be corrected for."""
TRACE = 1e-6


def estimate(
    estimator: str, group: Group, base: Vector, rubric: Rubric, tau: float, decay: float
) -> tuple[list[float], list[float], Optional[list[float]]]:
    """Saturation and deficit by one of ESTIMATORS but "per response", and what to keep of it, [K] each.

    base: [K], the weights that tilt. decay: in [0, 1), how much of an average over past steps stays.
    "fixed reference" is the group's plain mean at the first step; "moving average" follows that mean;
    "noise-corrected" takes the judge's known errors out of that average, as
    E[score] = fp + (1 - fp - fn) truth.
    Source: the tilted mean is public code by a co-author of arXiv 2605.26579, the batch mean that of
    SA-MRPO; the others are ours (reconstruction).
    """
    if estimator == "tilted group mean":
        return (*saturation(group.scores, tilt(direct_reward(group.scores, base), tau)), None)
    if estimator == "batch mean":
        reached = [clip_unit(value) for value in group.batch_mean]
        return reached, [1 - value for value in reached], None
    rollouts = len(group.scores)
    reached, missing = saturation(group.scores, [1 / rollouts] * rollouts)
    if estimator == "group mean":
        return reached, missing, None
    if estimator == "fixed reference":
        reference = [now if old is None else old for now, old in zip(reached, group.kept)]
        deficit = [now if old is None else 1 - old for now, old in zip(missing, group.kept)]
        return reference, deficit, reference
    followed = [
        now if old is None else decay * old + (1 - decay) * now for now, old in zip(reached, group.kept)
    ]
    left = [
        now if old is None else decay * (1 - old) + (1 - decay) * now for now, old in zip(missing, group.kept)
    ]
    if estimator == "moving average":
        return followed, left, followed
    return (
        _corrected(followed, rubric.false_positive, rubric),
        _corrected(left, rubric.false_negative, rubric),
        followed,
    )


def _corrected(values: Vector, flips: Vector, rubric: Rubric) -> list[float]:
    wrong = [fp + fn for fp, fn in zip(rubric.false_positive, rubric.false_negative)]
    return [
        clip_unit((value - flip) / (1 - w)) if w < MOST_FLIPS - TRACE else value
        for value, flip, w in zip(values, flips, wrong)
    ]


# --- Floor and cap --------------------------------------------------------------------------------------

TINY = 1e-12
"""Stands in for a weight of 0, so that it can be scaled up to a floor too."""
HALVINGS = 64
"""Of an interval of 56 at most: what is left is below the last bit."""


def bound_weights(weights: Vector, counts: Sequence[bool], floor: float, cap: float) -> list[float]:
    """w_k = clip(c w_k, floor, cap) over the criteria that count, with c such that they sum to 1; [K].

    Bounds that K criteria cannot meet (K floor > 1, K cap < 1) give way to 1/K.
    Source: floor and cap are in public code by a co-author of arXiv 2605.26579; this projection is ours.
    """
    K = sum(counts)
    if K == 0 or (floor <= 0 and cap >= 1):
        return list(weights)
    low, high = min(floor, 1 / K), max(cap, 1 / K)

    at_least = [max(weight, TINY) if counted else 0.0 for weight, counted in zip(weights, counts)]

    def scaled(factor: float) -> list[float]:
        return [min(high, max(low, factor * weight)) if weight else 0.0 for weight in at_least]

    below, above = math.log(TINY), math.log(high / TINY)
    for _ in range(HALVINGS):
        middle = (below + above) / 2
        if total(scaled(math.exp(middle))) < 1:
            below = middle
        else:
            above = middle
    return shares(scaled(math.exp(above)))


# --- Methods --------------------------------------------------------------------------------------------
# Each takes a Group, a Rubric and a way to look up its parameters, and gives a Weighed.

Value = Callable[[str], float]


def static_prior(group: Group, rubric: Rubric, value: Value) -> Weighed:
    """w_k = b_k: every criterion keeps the weight the rubric gave it.

    Source: common practice; arXiv 2605.26579 names this mode static_prior_weight. Sure: paper.
    """
    return _focal(group, rubric.prior, rubric, static_value)


def static_uniform(group: Group, rubric: Rubric, value: Value) -> Weighed:
    """w_k = 1/K: every active criterion weighs the same.

    Source: our name; public code falls back to uniform weights. Sure: reconstruction.
    """
    return _focal(group, uniform_weights(rubric.active), rubric, static_value)


def focal_prior(group: Group, rubric: Rubric, value: Value) -> Weighed:
    """w_k = b_k (1 - s_k + epsilon)^gamma as shares: weight moves from saturated criteria to those with room.

    s_k = sum_j q_j S_jk, q = softmax(direct reward / tau), or as `focal.estimator` says.
    Source: arXiv 2605.26579 names the mode focal_prior_weight; the formula is that of public code by a
    co-author. Sure: public code.
    """
    return _focal(group, rubric.prior, rubric, value)


def focal_uniform(group: Group, rubric: Rubric, value: Value) -> Weighed:
    """As `focal_prior`, from equal weights: b_k = 1/K over active criteria.

    Source: public code by a co-author of arXiv 2605.26579; the uniform variant is our name.
    Sure: public code.
    """
    return _focal(group, uniform_weights(rubric.active), rubric, value)


def static_value(name: str) -> float:
    return 0.0 if name == "focal.gamma" else DEFAULTS[name]


def _focal(group: Group, base: Vector, rubric: Rubric, value: Value) -> Weighed:
    """Until the warm-up is over, weights are those of gamma 0 without bounds.

    "per response" weighs each rollout by its own scores; its weights and coefficients are means over the
    rollouts, its saturation the plain mean.
    """
    estimator = ESTIMATORS[chosen(value("focal.estimator"))]
    turned = turned_at(group.step, value)
    if estimator == "per response":
        return _per_response(group, base, turned)
    reached, missing, keep = estimate(
        estimator, group, base, rubric, value("focal.tau"), value("focal.decay")
    )
    weights, fell_back = focal_weights(base, missing, *turned)
    return Weighed(weights, reached, direct_reward(group.scores, weights), weights, None, keep, fell_back)


def turned_at(step: int, value: Value) -> tuple[float, float, float, float, float]:
    """gamma, epsilon, floor, cap and mix at a step."""
    warming = step < value("focal.warmup")
    return (
        0.0 if warming else value("focal.gamma"),
        value("focal.epsilon"),
        0.0 if warming else value("focal.floor"),
        1.0 if warming else value("focal.cap"),
        value("focal.mix"),
    )


def focal_weights(
    base: Vector,
    deficit: Vector,
    gamma: float,
    epsilon: float,
    floor: float = 0.0,
    cap: float = 1.0,
    mix: float = 0.0,
) -> tuple[list[float], bool]:
    """b_k (deficit_k + epsilon)^gamma as shares, [K]; bounded, then mixed with the static weights.

    base: [K], weights >= 0. deficit: [K] in [0, 1]. gamma: >= 0, 0 is static. mix: in [0, 1].
    Also says whether the base weights stood in because, with epsilon 0, nothing was left to weigh.
    Source: public code by a co-author of arXiv 2605.26579; mix is proposed in its reports.
    """
    counts = [weight > 0 for weight in base]
    difficulty = [max(0.0, value + epsilon) for value in deficit]
    hardest = max([value for value, counted in zip(difficulty, counts) if counted], default=0.0)
    static = shares(base)
    nothing = gamma != 0 and hardest == 0
    if gamma == 0 or nothing:
        free = static
    else:
        free = shares(
            [b * (value / hardest) ** gamma if b > 0 else 0.0 for b, value in zip(base, difficulty)]
        )
    bounded = bound_weights(free, counts, floor, cap)
    return [w + mix * (s - w) for w, s in zip(bounded, static)], nothing and any(counts)


def _per_response(group: Group, base: Vector, turned: tuple[float, float, float, float, float]) -> Weighed:
    rewards: list[float] = []
    weights = [0.0] * len(base)
    fell_back = False
    for j, row in enumerate(group.scores):
        own, fell = focal_weights(base, [1 - score for score in row], *turned)
        rewards += direct_reward([row], own)
        # A running mean: equal weights stay what they are, to the last bit.
        weights = [weight + (w - weight) / (j + 1) for weight, w in zip(weights, own)]
        fell_back = fell_back or fell
    rollouts = len(group.scores)
    reached, _ = saturation(group.scores, [1 / rollouts] * rollouts)
    return Weighed(weights, reached, rewards, weights, None, None, fell_back)


_LEAST_WEIGHT = 1e-6
"""A weight that sank to nothing could never rise again."""
_TIE = 1e-6
"""Means that are nearer than that are one: sums of floats depend on their order."""


def max_min(group: Group, rubric: Rubric, value: Value) -> Weighed:
    """w_k <- w_k exp(-eta J_k) as shares, J_k the step's mean: weight drifts to the worst criterion.

    Rule 1 ("hard") puts all weight on the lowest at once. Weights are the same for all prompts.
    Source: arXiv 2406.07826 and its code Giseung-Park/Maxmin-MORL; the exponentiated step is derived from it
    by us. Sure: reconstruction.
    """
    hard = chosen(value("maxmin.rule")) == 1
    weights = (
        lowest_only(group.batch_mean, rubric.active)
        if hard
        else drifted(group.batch_mean, group.kept, rubric.active, value("maxmin.eta"))
    )
    rewards = direct_reward(group.scores, weights)
    return Weighed(weights, list(group.batch_mean), rewards, weights, None, None if hard else weights)


def lowest_only(means: Vector, active: Sequence[bool]) -> list[float]:
    least = min([value for value, on in zip(means, active) if on], default=math.inf)
    return shares([1.0 if on and value < least + _TIE else 0.0 for value, on in zip(means, active)])


def drifted(
    means: Vector, kept: Sequence[Optional[float]], active: Sequence[bool], eta: float
) -> list[float]:
    """A criterion that was switched off was kept at 0, and starts anew."""
    start = uniform_weights(active)
    raw = [
        (old or new) * math.exp(-eta * value) if on else 0.0
        for old, new, value, on in zip(kept, start, means, active)
    ]
    return shares([max(weight, _LEAST_WEIGHT) if on else 0.0 for weight, on in zip(shares(raw), active)])


SLACK = 1e-6
"""A score of 0.7 passes 0.7, though neither is exactly that in floats."""


def pow3r(group: Group, rubric: Rubric, value: Value) -> Weighed:
    """Inside each category, weight follows how strongly a criterion separates the rollouts at present.

    V_jk = 1 from a passing score on; R_j = mean over categories C of
    sum_{k in C} b_k alpha_k V_jk / sum_{k in C} b_k alpha_k; g_k = sqrt(Var_j V_jk + epsilon);
    aim_k = clip(1 - lambda + lambda g_k / mean_C g); alpha_k <- clip((1 - beta) alpha_k + beta aim_k).
    Saturation is the share that passed; alpha is kept per prompt.
    Source: arXiv 2605.20164, as restated by arXiv 2609.35646 (App. F.4); constants are ours. Sure: summary.
    """
    prior, category = rubric.prior, rubric.category
    least = value("pow3r.pass") - SLACK
    verdicts = [[1.0 if score > least else 0.0 for score in row] for row in group.scores]
    rates = [mean(column) for column in columns(verdicts)]
    alpha = [1.0 if old is None else old for old in group.kept]
    pulled = [b * a for b, a in zip(prior, alpha)]
    in_category = _per_category(category, pulled)
    categories = len({c for c, b in zip(category, prior) if b > 0})
    weights = [p / (categories * whole) if p > 0 else 0.0 for p, whole in zip(pulled, in_category)]
    contrast = [math.sqrt(rate * (1 - rate) + value("pow3r.epsilon")) for rate in rates]
    usual = _per_category(category, [b * g for b, g in zip(prior, contrast)])
    weighed = _per_category(category, prior)

    def clip(multiplier: float) -> float:
        return min(value("pow3r.max"), max(value("pow3r.min"), multiplier))

    keep = list(alpha)
    for k, b in enumerate(prior):
        if b:
            aim = 1 - value("pow3r.lambda") + value("pow3r.lambda") * contrast[k] * weighed[k] / usual[k]
            keep[k] = clip((1 - value("pow3r.beta")) * alpha[k] + value("pow3r.beta") * clip(aim))
    return Weighed(weights, rates, direct_reward(verdicts, weights), weights, None, keep)


def _per_category(category: Sequence[int], values: Vector) -> list[float]:
    """For each criterion, the sum over its category, [K]."""
    return [total([value for c, value in zip(category, values) if c == own]) for own in category]


def diva(group: Group, rubric: Rubric, value: Value) -> Weighed:
    """w_k = Var_j S_jk + epsilon as shares over active criteria, whatever the rubric's weights.

    Source: Cook 2026, as restated by arXiv 2609.35646 (App. F.4); epsilon is ours, and so are graded scores.
    Sure: summary.
    """
    factor = population_factor(len(group.scores))
    spreads = [factor * deviation(column) for column in columns(group.scores)]
    epsilon = value("diva.epsilon")
    weights = shares([sd * sd + epsilon if on else 0.0 for sd, on in zip(spreads, rubric.active)])
    means = [mean(column) for column in columns(group.scores)]
    return Weighed(weights, means, direct_reward(group.scores, weights), weights)


_DELTA = 1e-8
"""The code's constant under the mean."""
_NO_SPREAD = 1e-6
"""Less relative spread than this in all criteria together is none: weights are equal."""
NORMALISE_EPSILON = 1e-4
"""What is added to a spread before a criterion is divided by it."""


def saw_weights(batch_mean: Vector, batch_deviation: Vector, active: Sequence[bool]) -> list[float]:
    relative = [
        sd / (centre + _DELTA) if on else 0.0 for centre, sd, on in zip(batch_mean, batch_deviation, active)
    ]
    return shares(relative) if total(relative) > _NO_SPREAD else uniform_weights(active)


def saw(group: Group, rubric: Rubric, value: Value) -> Weighed:
    """w_k = CV_k as shares, CV_k = std_ij S_ijk / mean_ij S_ijk over the step; R_j = sum_k w_k S_jk.

    Source: arXiv 2606.07705, code Zhaolutuan/SAW. Sure: public code. Its factor K is left out, so that
    rewards stay in [0, 1].
    """
    weights = saw_weights(group.batch_mean, group.batch_deviation, rubric.active)
    return Weighed(weights, list(group.batch_mean), direct_reward(group.scores, weights), weights)


def saw_gdpo(group: Group, rubric: Rubric, value: Value) -> Weighed:
    """SAW's weights on criteria that are normalised in the group: A = whiten(sum_k K w_k z_j(S_k)).

    Source: arXiv 2606.07705, code Zhaolutuan/SAW (gdpo-h). Sure: public code.
    """
    weights = saw_weights(group.batch_mean, group.batch_deviation, rubric.active)
    count = sum(rubric.active)
    scaled = [count * weight for weight in weights]
    return _normalised(group, weights, list(group.batch_mean), scaled)


def gdpo(group: Group, rubric: Rubric, value: Value) -> Weighed:
    """A_j = whiten(sum_k b_k (S_jk - mean_j S_jk) / (std_j S_jk + 1e-4)).

    Source: arXiv 2601.05242 and the README of NVlabs/GDPO. Sure: paper.
    """
    means = [mean(column) for column in columns(group.scores)]
    return _normalised(group, list(rubric.prior), means, rubric.prior)


def _normalised(group: Group, weights: list[float], reached: list[float], scaled: Vector) -> Weighed:
    spreads = [deviation(column) for column in columns(group.scores)]
    coefficients = [0.0 if sd == 0 else c / (sd + NORMALISE_EPSILON) for c, sd in zip(scaled, spreads)]
    rewards = direct_reward(group.scores, weights)
    return Weighed(weights, reached, rewards, coefficients, centred_sum(group.scores, coefficients))


def sa_mrpo(group: Group, rubric: Rubric, value: Value) -> Weighed:
    """A_j = whiten(sum_k b_k (1 - s_k)^gamma (S_jk - mean_j S_jk) / sigma_j S_jk), s_k the step's mean.

    The reported weight is b_k (1 - s_k)^gamma as a share; the signal takes it unscaled.
    Source: "Learn What's Left, Not What's Mastered" (2026-08). Sure: paper.
    """
    gamma = value("samrpo.gamma")
    reached = [clip_unit(centre) for centre in group.batch_mean]
    discounted = [b * (1.0 if gamma == 0 else (1 - s) ** gamma) for b, s in zip(rubric.prior, reached)]
    left = any(weight > 0 for weight in discounted)
    weights = shares(discounted) if left else list(rubric.prior)
    factor = population_factor(len(group.scores))
    spreads = [deviation(column) for column in columns(group.scores)]
    coefficients = [0.0 if sd == 0 else d / (factor * sd) for d, sd in zip(discounted, spreads)]
    rewards = direct_reward(group.scores, weights)
    return Weighed(weights, reached, rewards, coefficients, centred_sum(group.scores, coefficients))


def dvao(group: Group, rubric: Rubric, value: Value) -> Weighed:
    """A_j = sum_k b_k (S_jk - mean_j S_jk) / sum_l b_l sigma_l, not whitened; w_k = b_k sigma_k as shares.

    Source: arXiv 2605.25604; the formula is that of public code that compares with it. Sure: public code.
    """
    factor = population_factor(len(group.scores))
    spread = [b * factor * deviation(column) for b, column in zip(rubric.prior, columns(group.scores))]
    whole = total(spread)
    coefficients = [b / whole if whole > 0 else 0.0 for b in rubric.prior]
    return Weighed(
        shares(spread) if whole > 0 else list(rubric.prior),
        [mean(column) for column in columns(group.scores)],
        direct_reward(group.scores, rubric.prior),
        coefficients,
        centred_sum(group.scores, coefficients),
    )


def custom(group: Group, rubric: Rubric, value: Value, formula: dict) -> Weighed:
    """w_k = f_k as shares over active criteria, f the formula; the prior where that gives no weights.

    Saturation is the tilted group mean. A value that is invalid or below 0, or a sum of 0, makes the prior
    stand in. Source: yours. Sure: reconstruction.
    """
    reached, _ = saturation(
        group.scores, tilt(direct_reward(group.scores, rubric.prior), value("custom.tau"))
    )
    raw = [
        evaluate_formula(formula["tree"], _environment(group, rubric, reached, value, k)) if on else 0.0
        for k, on in enumerate(rubric.active)
    ]
    weights, fell_back = formula_weights(raw, rubric.prior, rubric.active)
    rewards = direct_reward(group.scores, weights)
    return Weighed(weights, reached, rewards, weights, None, weights, fell_back)


def _environment(group: Group, rubric: Rubric, reached: Vector, value: Value, k: int) -> dict[str, float]:
    own = [row[k] for row in group.scores]
    centre, spread, previous = mean(own), deviation(own), group.kept[k]
    return {
        "prior": rubric.prior[k],
        "saturation": reached[k],
        "mean": centre,
        "std": spread,
        "cv": spread / centre if centre > 0 else 0.0,
        "lowest": min(own),
        "highest": max(own),
        "previous": rubric.prior[k] if previous is None else previous,
        "step": group.step,
        "K": sum(rubric.active),
        "gamma": value("custom.gamma"),
        "tau": value("custom.tau"),
        "epsilon": value("custom.epsilon"),
    }


# --- Formulas -------------------------------------------------------------------------------------------
# A formula is a nested list, e.g. ["*", ["quantity", "prior"], ["number", 2]]. It computes with 32-bit
# floats from 1e-30 to 1e30 in magnitude, and 0, as the kernels do in which it was tried out. What is larger,
# or undefined, is invalid; what is smaller is 0; whatever is computed from an invalid value is invalid.

INVALID = math.nan
_FLOAT = struct.Struct("<f")


def _round32(value: float) -> float:
    return _FLOAT.unpack(_FLOAT.pack(value))[0]


LARGEST = _round32(1e30)
SMALLEST = _round32(1e-30)


def is_valid(value: float) -> bool:
    return abs(value) <= LARGEST  # false for NaN, too


def settle(value: float) -> float:
    """A result as a number of the range, or INVALID."""
    try:
        rounded = _round32(value)
    except OverflowError:
        return INVALID
    if not is_valid(rounded):
        return INVALID
    return 0.0 if abs(rounded) < SMALLEST else rounded


def power(a: float, b: float) -> float:
    """a ** b; 0 ** 0 is 1, and a negative base has no power."""
    return 1.0 if b == 0 else INVALID if a < 0 else a**b


OPERATIONS: dict[str, tuple[int, Callable[..., float]]] = {
    "<=": (2, lambda a, b: float(a <= b)),
    ">=": (2, lambda a, b: float(a >= b)),
    "==": (2, lambda a, b: float(a == b)),
    "!=": (2, lambda a, b: float(a != b)),
    "<": (2, lambda a, b: float(a < b)),
    ">": (2, lambda a, b: float(a > b)),
    "+": (2, lambda a, b: a + b),
    "-": (2, lambda a, b: a - b),
    "*": (2, lambda a, b: a * b),
    "/": (2, lambda a, b: a / b),
    "^": (2, power),
    "pow": (2, power),
    "min": (2, min),
    "max": (2, max),
    "clamp": (3, lambda x, low, high: min(max(x, low), high)),
    "minus": (1, lambda x: -x),
    "exp": (1, math.exp),
    "log": (1, math.log),
    "sqrt": (1, math.sqrt),
    "abs": (1, abs),
    "floor": (1, math.floor),
    "sign": (1, lambda x: float((x > 0) - (x < 0))),
}
"""How many arguments each takes, and what it is for valid ones."""

QUANTITIES = (
    "prior", "saturation", "mean", "std", "cv", "lowest", "highest", "previous", "step", "K",
    "gamma", "tau", "epsilon",
)  # fmt: skip
"""What a formula may name."""

Tree = Sequence[Any]


def evaluate_formula(tree: Tree, environment: dict[str, float]) -> float:
    """What a formula is worth for one criterion, or INVALID, e.g. by a division by 0.

    environment: a number for each of QUANTITIES.
    """
    name, parts = opened(tree)
    if name == "number":
        return settle(parts[0])
    if name == "quantity":
        return settle(environment[parts[0]])
    if name == "choice":
        condition = evaluate_formula(parts[0], environment)
        if not is_valid(condition):
            return INVALID
        return evaluate_formula(parts[2] if condition == 0 else parts[1], environment)
    values = [evaluate_formula(part, environment) for part in parts]
    if not all(is_valid(value) for value in values):
        return INVALID
    try:
        return settle(OPERATIONS[name][1](*values))
    except (ArithmeticError, ValueError):  # a division by 0, log(0), exp(1000)
        return INVALID


def check_formula(tree: Tree) -> None:
    """Raises ValueError where a nested list is no formula."""
    if isinstance(tree, (list, tuple)) and tree:
        name, parts = opened(tree)
        if name == "number":
            fits, inner = len(parts) == 1 and isinstance(parts[0], (int, float)), []
        elif name == "quantity":
            fits, inner = len(parts) == 1 and parts[0] in QUANTITIES, []
        else:
            takes = 3 if name == "choice" else OPERATIONS[name][0] if name in OPERATIONS else -1
            fits, inner = len(parts) == takes, parts
        if fits:
            for part in inner:
                check_formula(part)
            return
    raise ValueError(
        f"{tree!r:.200} is no part of a formula. In lab.json, formula.tree is made of "
        '["number", x], ["quantity", name], ["choice", condition, yes, no], [operator, part, part] '
        f'and ["call", name, part, ...] with {", ".join(OPERATIONS)}; '
        f'quantities are {", ".join(QUANTITIES)}. Export the scenario anew.'
    )


def opened(tree: Tree) -> tuple[str, list[Any]]:
    """The name of an operation or leaf, and its parts; ["call", "exp", x] is ["exp", x]."""
    name, *parts = tree[1:] if tree[0] == "call" and len(tree) > 1 else tree
    return (name if isinstance(name, str) else ""), parts


def formula_weights(raw: Vector, prior: Vector, active: Sequence[bool]) -> tuple[list[float], bool]:
    """Shares of what the formula gives, [K], and whether the prior stands in instead.

    It does if a value is invalid or below 0, or all are 0.
    raw: [K], what the formula gives; that of inactive criteria is not looked at.
    """
    values = [value if on else 0.0 for value, on in zip(raw, active)]
    if total(values) > 0 and all(is_valid(value) and value >= 0 for value in values):
        return shares(values), False
    return list(prior), any(active)


# --- The list of methods --------------------------------------------------------------------------------


class Parameter(NamedTuple):
    """A number to turn. One that is a choice takes whole numbers."""

    default: float
    least: float
    most: float
    whole: bool = False


_FOCAL = {
    "focal.gamma": Parameter(1, 0, 8),
    "focal.tau": Parameter(1, 0.01, 10),
    "focal.epsilon": Parameter(0.05, 0, 0.5),
    "focal.floor": Parameter(0, 0, 1),
    "focal.cap": Parameter(1, 0, 1),
    "focal.estimator": Parameter(0, 0, len(ESTIMATORS) - 1, whole=True),
    "focal.decay": Parameter(0.8, 0, 0.99),
    "focal.mix": Parameter(0, 0, 1),
    "focal.warmup": Parameter(0, 0, 200),
}
_MAX_MIN = {"maxmin.rule": Parameter(0, 0, 1, whole=True), "maxmin.eta": Parameter(0.1, 0.01, 2)}
_POW3R = {
    "pow3r.lambda": Parameter(0.5, 0, 1),
    "pow3r.beta": Parameter(0.5, 0, 1),
    "pow3r.min": Parameter(0.5, 0.01, 1),
    "pow3r.max": Parameter(2, 1, 10),
    "pow3r.epsilon": Parameter(1e-4, 1e-6, 0.1),
    "pow3r.pass": Parameter(0.7, 0.1, 1),
}
_CUSTOM = {f"custom.{name}": _FOCAL[f"focal.{name}"] for name in ("gamma", "tau", "epsilon")}


class Method(NamedTuple):
    """finish: how advantages come of it, see `advantages`. weigh: the rule for one group."""

    finish: str
    parameters: dict[str, Parameter]
    weigh: Callable[..., Weighed]


METHODS: dict[str, Method] = {
    "static-prior": Method("rewards", {}, static_prior),
    "static-uniform": Method("rewards", {}, static_uniform),
    "focal-prior": Method("rewards", _FOCAL, focal_prior),
    "focal-uniform": Method("rewards", _FOCAL, focal_uniform),
    "max-min": Method("rewards", _MAX_MIN, max_min),
    "pow3r": Method("rewards", _POW3R, pow3r),
    "diva": Method("rewards", {"diva.epsilon": Parameter(1e-4, 1e-6, 0.1)}, diva),
    "saw": Method("rewards", {}, saw),
    "saw-gdpo": Method("whiten", {}, saw_gdpo),
    "gdpo": Method("whiten", {}, gdpo),
    "sa-mrpo": Method("whiten", {"samrpo.gamma": Parameter(0.5, 0, 3)}, sa_mrpo),
    "dvao": Method("signals", {}, dvao),
    "custom": Method("rewards", _CUSTOM, custom),
}

FINISH: dict[str, str] = {name: method.finish for name, method in METHODS.items()}
"""How each method's advantages come about: "rewards", "whiten" or "signals"."""

DEFAULTS: dict[str, float] = {
    name: parameter.default for method in METHODS.values() for name, parameter in method.parameters.items()
}


def chosen(value: float) -> int:
    return math.floor(value + 0.5)


def keeps(method: str, parameters: dict[str, float]) -> str:
    """The meaning of what a method keeps from step to step, e.g. "moving average"; "" if it keeps nothing."""
    value = {**DEFAULTS, **parameters}
    if method in ("focal-prior", "focal-uniform"):
        estimator = ESTIMATORS[chosen(value["focal.estimator"])]
        if estimator in ("moving average", "noise-corrected"):
            return "moving average"
        return estimator if estimator == "fixed reference" else ""
    if method == "max-min":
        return "" if chosen(value["maxmin.rule"]) == 1 else "weights"
    return {"pow3r": "multipliers", "custom": "weights"}.get(method, "")


def find_method(method: str) -> Method:
    if method not in METHODS:
        raise ValueError(f'method is "{method}"; lab.json may say {", ".join(METHODS)}.')
    return METHODS[method]


def check_parameters(method: str, parameters: dict[str, float]) -> None:
    """Raises ValueError naming a parameter that the method lacks, or whose value is not allowed."""
    known = find_method(method).parameters
    for name, value in parameters.items():
        if name not in known:
            allowed = ", ".join(known) or "none"
            raise ValueError(
                f'{method} has no parameter "{name}"; under "parameters", lab.json may have {allowed}.'
            )
        _, least, most, whole = known[name]
        number = isinstance(value, (int, float)) and least <= value <= most
        if not number or (whole and value != math.floor(value)):
            kind = " and whole" if whole else ""
            raise ValueError(
                f'{name} is {value!r}; under "parameters", lab.json may have {least} to {most}{kind}.'
            )


def weigh(
    method: str,
    scores: Matrix,
    rubric: Rubric,
    parameters: dict[str, float],
    *,
    step: int,
    batch_mean: Vector,
    batch_deviation: Vector,
    kept: Optional[Sequence[Optional[float]]] = None,
    formula: Optional[dict] = None,
) -> Weighed:
    """One group's weights and rewards by a method of METHODS.

    scores: [G][K] in [0, 1], G at least 1. parameters: those left out take their DEFAULTS.
    step: training steps before this one (warm-up counts it).
    batch_mean, batch_deviation: [K], over all rollouts of the step (`batch_statistics`).
    kept: [K], what this prompt's last Weighed had as `keep`, None where nothing.
    formula: lab.json's, for "custom".

    >>> S = [[1, 1, .8, .3], [1, 1, .9, .2], [1, 0, .6, .6], [1, 1, .7, .1]]
    >>> rubric = Rubric([.25] * 4, [True] * 4, [0] * 4, [0.0] * 4, [0.0] * 4)
    >>> centre, spread = batch_statistics([S])
    >>> turned = {"focal.gamma": 3}
    >>> result = weigh("focal-prior", S, rubric, turned, step=0, batch_mean=centre, batch_deviation=spread)
    >>> [round(value, 6) for value in result.weights]
    [0.000257, 0.037966, 0.050635, 0.911141]
    >>> [round(value, 6) for value in result.rewards]
    [0.352074, 0.266023, 0.577323, 0.164782]
    >>> direct = direct_reward(S, rubric.prior)
    >>> [round(value, 6) for value in advantages([result.rewards], [direct], "rewards")[0]]
    [0.068419, -0.421256, 1.350212, -0.997375]
    """
    rule = find_method(method).weigh
    if not scores:
        raise ValueError("a group without rollouts has no weights; leave it out")
    values = {**DEFAULTS, **parameters}
    group = Group(scores, step, batch_mean, batch_deviation, kept or [None] * len(rubric.prior))
    if method != "custom":
        return rule(group, rubric, values.__getitem__)
    if formula is None:
        raise ValueError('method "custom" needs a formula, as lab.json has it under "formula"')
    return rule(group, rubric, values.__getitem__, formula)


def batch_statistics(
    groups: Sequence[Sequence[Sequence[Optional[float]]]],
) -> tuple[list[float], list[float]]:
    """Mean and sample standard deviation of each criterion over all rollouts of a step, [K] each.

    groups: [P][G][K]. A score of None is left out.
    """
    by_criterion = [
        [score for score in column if score is not None]
        for column in zip(*(row for group in groups for row in group))
    ]
    return [mean(own) for own in by_criterion], [deviation(own) for own in by_criterion]


# --- Advantages -----------------------------------------------------------------------------------------

ADVANTAGE_EPSILON = 1e-6
"""verl's constant; TRL's is 1e-4."""
WHITEN_EPSILON = 1e-4
"""TRL's constant where objectives are normalised first."""


def advantages(
    groups: Matrix,
    direct: Matrix,
    finish: str,
    *,
    scale_rewards: str = "group",
    match_reward_scale: bool = True,
    prompt_gamma: float = 0.0,
) -> list[list[float]]:
    """GRPO advantages of all groups of a step, [P][G]; 0 throughout a group whose values are all equal.

    groups: [P][G], rewards, or signals where the method has them; groups may differ in size.
    direct: [P][G], prior-weighted scores.
    finish: "rewards", (R - mean) / (spread + 1e-6) in the group; "whiten", signals centred and scaled over
        the whole step; "signals", as they are.
    scale_rewards: the spread that divides rewards: "group" (its own), "batch" (the step's) or "none".
    match_reward_scale: where nothing divides, scales rewards so that their mean spread in a group is that
        of the direct reward (ours).
    prompt_gamma: factor (1 - mean direct reward)^prompt_gamma on a prompt; 0 leaves it out.
    Source: GRPO, arXiv 2402.03300; scale_rewards as in TRL; the factor on prompts is F-GRPO's,
    arXiv 2602.06717 (summary).
    """
    if finish not in ("rewards", "whiten", "signals"):
        raise ValueError(f'finish is "{finish}"; allowed is rewards, whiten or signals')
    if scale_rewards not in ("group", "batch", "none"):
        raise ValueError(f'scale_rewards is "{scale_rewards}"; allowed is group, batch or none')
    flat = [value for values in groups for value in values]
    batch, centre = deviation(flat), mean(flat)
    matched = 1.0
    if match_reward_scale and scale_rewards == "none" and finish == "rewards":
        matched = _scale_ratio(direct, groups)
    result = []
    for values, reached in zip(groups, direct):
        spread = deviation(values)
        if spread == 0:
            result.append([0.0] * len(values))
            continue
        focus = 1.0 if prompt_gamma == 0 else max(0.0, 1 - mean(reached)) ** prompt_gamma
        own = mean(values)
        if finish == "signals":
            result.append([focus * value for value in values])
        elif finish == "whiten":
            result.append([focus * (value - centre) / (batch + WHITEN_EPSILON) for value in values])
        elif scale_rewards == "none":
            result.append([focus * matched * (value - own) for value in values])
        else:
            divisor = (batch if scale_rewards == "batch" else spread) + ADVANTAGE_EPSILON
            result.append([focus * (value - own) / divisor for value in values])
    return result


def _scale_ratio(of: Matrix, over: Matrix) -> float:
    """Mean spread in a group of one over that of another; 1 where the other never varies."""
    divisor = mean([deviation(values) for values in over])
    return mean([deviation(values) for values in of]) / divisor if divisor > 0 else 1.0


# --- From step to step ----------------------------------------------------------------------------------

Score = Optional[float]
_ARRAYS_FROM = 120
"""Scores in a step (P G K) from which lists are better made arrays; about where both took as long."""
_ONE_FOR_ALL = "all prompts"
_NEEDS_PRIOR = ("static-prior", "focal-prior", "pow3r", "gdpo", "sa-mrpo", "dvao")
"""Under these, an active criterion of weight 0 has no part in rewards."""


class Step(NamedTuple):
    """What a step's scores become.

    weights, saturation: [P][K]. rewards, direct, advantages: [P][G]; direct is the prior-weighted score, by
    which methods can be compared. fell_back: groups in which the prior stood in for the method's rule.
    """

    weights: list[list[float]]
    saturation: list[list[float]]
    rewards: list[list[float]]
    direct: list[list[float]]
    advantages: list[list[float]]
    fell_back: int


class Weighting:
    """The method of a lab, with what it keeps from step to step.

    lab: parsed lab.json. Give each step's groups whole and all at once: with several processes, gather first,
    then every process computes the same.
    vectorised: False computes without numpy; True takes arrays for however few scores, if numpy is installed
    and groups are of one size without gaps; None takes them where they are the faster.
    """

    def __init__(self, lab: dict, *, vectorised: Optional[bool] = None) -> None:
        self.vectorised = vectorised
        self.method: str = lab["method"]
        self.parameters: dict[str, float] = dict(lab.get("parameters") or {})
        self.formula: Optional[dict] = lab.get("formula")
        self.criteria: list[dict] = lab["criteria"]
        self.step = 0
        self._kept: dict[str, list[float]] = {}
        self._rubrics: dict[Optional[int], Rubric] = {}
        check_parameters(self.method, self.parameters)
        if self.method == "custom":
            if not self.formula:
                raise ValueError(
                    'method is "custom", but lab.json has nothing under "formula"; export the scenario anew'
                )
            check_formula(self.formula["tree"])
        training = lab.get("training") or {}
        self._finishing = {
            "scale_rewards": training.get("scaleRewards", "group"),
            "match_reward_scale": training.get("matchRewardScale", True),
            "prompt_gamma": training.get("promptGamma", 0.0),
        }

    def __call__(
        self,
        scores: Sequence[Sequence[Sequence[Score]]],
        keys: Sequence[Hashable],
        prompts: Sequence[Optional[int]],
        *,
        update: bool = True,
    ) -> Step:
        """Weights, rewards and advantages of one step.

        scores: [P][G][K], 0 to 1, or None where there is no judgment (NaN in arrays and tensors).
        keys: [P], what tells prompts apart, the same in every step and process; str(key) is what counts. If
            one comes twice, both start from what was kept before, and the last stays.
        prompts: [P], index of each prompt's topic, or None.
        update: False (evaluation) keeps nothing and counts no step.

        A rollout without a score in a criterion that counts was not judged: it is left out of every estimate,
        its reward is the mean of its group's judged rollouts (of the step's where there are none), its
        advantage 0. As in public code by a co-author of arXiv 2605.26579.
        A group without judged rollouts reports the prior as weights and the step's means as saturation.
        """
        if not len(scores) == len(keys) == len(prompts):
            raise ValueError(
                f"{len(scores)} groups of scores come with {len(keys)} keys and {len(prompts)} prompts; "
                "each group needs one of both"
            )
        names = [_ONE_FOR_ALL if self.method == "max-min" else str(key) for key in keys]
        rubrics = [self.rubric(prompt) for prompt in prompts]
        kept = [self._kept.get(name) for name in names]
        array = self._as_array(scores)
        if array is None:
            step, keep = self._weigh(self._checked(_plain_lists(scores)), rubrics, kept)
        else:
            step, keep = self._weigh_arrays(array, rubrics, kept)
        if update:
            self.step += 1
            self._kept.update({name: own for name, own in zip(names, keep) if own is not None})
        return step

    def rubric(self, prompt: Optional[int]) -> Rubric:
        """The rubric at a prompt."""
        if prompt not in self._rubrics:
            self._rubrics[prompt] = rubric_of(self.criteria, prompt)
        return self._rubrics[prompt]

    def _as_array(self, scores: Any) -> Any:
        """Scores as an array, or None where arrays cannot hold them or would take longer."""
        if self.vectorised is False or not len(scores) or _arrays() is None:
            return None
        np, _ = _arrays()
        if hasattr(scores, "detach"):  # a tensor, on whatever device and of whatever precision
            scores = scores.detach().cpu().double().numpy()
        elif self.vectorised is None and not hasattr(scores, "shape"):
            sizes = {len(group) for group in scores}
            if len(sizes) > 1 or len(scores) * sizes.pop() * len(self.criteria) < _ARRAYS_FROM:
                return None
        try:
            array = np.asarray(scores)
        except (ValueError, TypeError, RuntimeError):  # groups differ in size, or are tensors out of reach
            return None
        if array.dtype.kind not in "bfiu" or array.ndim != 3 or 0 in array.shape:
            return None
        if array.shape[2] != len(self.criteria) or not (array.min() >= 0 and array.max() <= 1):
            return None  # a gap, which is NaN, or what `_checked` refuses
        return array.astype(float)

    def _weigh_arrays(
        self, scores: Any, rubrics: list[Rubric], kept: list[Optional[list[float]]]
    ) -> tuple[Step, list[Optional[list[float]]]]:
        np, arrays = _arrays()
        batch = arrays.Batch(np, scores, rubrics, kept, self.step)
        values = {**DEFAULTS, **self.parameters}
        more = (self.formula,) if self.method == "custom" else ()
        weighed = arrays.METHODS[self.method](batch, values.__getitem__, *more)
        direct = batch.direct_reward(batch.prior)
        finished = weighed.rewards if weighed.signals is None else weighed.signals
        raised = arrays.advantages(batch, finished, direct, FINISH[self.method], **self._finishing)
        return Step(
            weights=weighed.weights.tolist(),
            saturation=weighed.saturation.tolist(),
            rewards=weighed.rewards.tolist(),
            direct=direct.tolist(),
            advantages=raised.tolist(),
            fell_back=int(weighed.fell_back),
        ), ([None] * len(kept) if weighed.keep is None else weighed.keep.tolist())

    def _checked(self, groups: list[list[list[Score]]]) -> list[list[list[Score]]]:
        for p, group in enumerate(groups):
            for j, row in enumerate(group):
                if len(row) != len(self.criteria):
                    raise ValueError(
                        f"rollout {j} of group {p} has {len(row)} scores; "
                        f"lab.json has {len(self.criteria)} criteria"
                    )
                for k, score in enumerate(row):
                    if score is not None and not _is_score(score):
                        raise ValueError(
                            f"score {score!r} of rollout {j} of group {p} in criterion "
                            f'"{self.criteria[k]["id"]}"; allowed is 0 to 1, or None for no judgment'
                        )
        return groups

    def _weigh(
        self, groups: list[list[list[Score]]], rubrics: list[Rubric], kept: list[Optional[list[float]]]
    ) -> tuple[Step, list[Optional[list[float]]]]:
        places = [
            [j for j, row in enumerate(group) if self._judged(row, rubric)]
            for group, rubric in zip(groups, rubrics)
        ]
        judged = [[group[j] for j in own] for group, own in zip(groups, places)]
        batch_mean, batch_deviation = batch_statistics(judged)
        if not batch_mean:  # no rollout was judged
            batch_mean = batch_deviation = [0.0] * len(self.criteria)
        weighed: list[Weighed] = []
        direct: list[list[float]] = []
        for rows, rubric, before in zip(judged, rubrics, kept):
            scores = [[0.0 if score is None else float(score) for score in row] for row in rows]
            direct.append(direct_reward(scores, rubric.prior))
            if not scores:
                weighed.append(
                    Weighed(list(rubric.prior), [clip_unit(value) for value in batch_mean], [], [])
                )
                continue
            weighed.append(
                weigh(
                    self.method,
                    scores,
                    rubric,
                    self.parameters,
                    step=self.step,
                    batch_mean=batch_mean,
                    batch_deviation=batch_deviation,
                    kept=before,
                    formula=self.formula,
                )
            )
        rewards = [own.rewards for own in weighed]
        finished = [own.rewards if own.signals is None else own.signals for own in weighed]
        raised = advantages(finished, direct, FINISH[self.method], **self._finishing)
        sizes = [len(group) for group in groups]
        return Step(
            weights=[own.weights for own in weighed],
            saturation=[own.saturation for own in weighed],
            rewards=_spread_out(rewards, places, sizes, fill=True),
            direct=_spread_out(direct, places, sizes, fill=True),
            advantages=_spread_out(raised, places, sizes, fill=False),
            fell_back=sum(own.fell_back for own in weighed),
        ), [own.keep for own in weighed]

    def _judged(self, row: Sequence[Score], rubric: Rubric) -> bool:
        counts = [b > 0 for b in rubric.prior] if self.method in _NEEDS_PRIOR else rubric.active
        return all(score is not None for score, counted in zip(row, counts) if counted)

    def state_dict(self) -> dict:
        """All that changes from step to step, ready for JSON."""
        return {
            "format": "focal-lab-weighting",
            "version": 1,
            "method": self.method,
            "keeps": keeps(self.method, self.parameters),
            "criteria": [criterion["id"] for criterion in self.criteria],
            "step": self.step,
            "kept": {name: list(own) for name, own in self._kept.items()},
        }

    def load_state_dict(self, state: dict) -> None:
        """Goes on where `state_dict` was taken.

        Raises ValueError for the state of another method or rubric.
        """
        mine = self.state_dict()
        for name, meaning in (
            ("format", "is no state of this weighting"),
            ("version", "is of another version"),
            ("method", "is of another method"),
            ("keeps", "keeps something else, by another estimator or rule"),
            ("criteria", "is of another rubric"),
        ):
            if state.get(name) != mine[name]:
                raise ValueError(
                    f"this state {meaning}: {name} is {state.get(name)!r}, lab.json makes it {mine[name]!r}. "
                    "Load it with the lab.json that it was saved with, or start without it."
                )
        self.step = int(state["step"])
        self._kept = {str(name): [float(value) for value in own] for name, own in state["kept"].items()}


def _spread_out(
    values: Matrix, places: Sequence[Sequence[int]], sizes: Sequence[int], fill: bool
) -> list[list[float]]:
    """Values of judged rollouts at their places, [P][G]; others get 0, or the mean of their group or step."""
    overall = mean([value for own in values for value in own]) if fill else 0.0
    result = []
    for own, at, size in zip(values, places, sizes):
        row = [(mean(own) if own else overall) if fill else 0.0] * size
        for j, value in zip(at, own):
            row[j] = value
        result.append(row)
    return result


def _is_score(value: Any) -> bool:
    try:
        return bool(0 <= value <= 1)
    except TypeError:
        return False


def _plain_lists(scores: Any) -> list[list[list[Score]]]:
    """Nested lists of an array, a tensor or nested sequences; NaN becomes None."""
    if hasattr(scores, "tolist"):
        scores = scores.tolist()
    return [
        [
            [None if score is None or score != score else score for score in _listed(row)]
            for row in _listed(group)
        ]
        for group in scores
    ]


def _listed(values: Any) -> Sequence[Any]:
    return values.tolist() if hasattr(values, "tolist") else values


def _arrays() -> Any:
    """numpy, and this weighting on its arrays (arrays.py); None where one of them is not there."""
    try:
        import numpy

        from focal_lab import arrays
    except ImportError:
        return None
    return numpy, arrays
