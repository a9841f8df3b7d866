"""The same weighting on numpy arrays: whole steps at once, for groups of one size without gaps.

What `weighting.py` computes group by group, and says more about; results agree to 1e-9. Criteria are summed one
after the other, so that equal rollouts get equal rewards to the last bit.
"""

from __future__ import annotations

import math
from typing import Any, Callable, Optional, Sequence

from focal_lab.weighting import (
    ADVANTAGE_EPSILON,
    ESTIMATORS,
    HALVINGS,
    INVALID,
    LARGEST,
    LEAST_EXPONENT,
    MOST_FLIPS,
    NORMALISE_EPSILON,
    SLACK,
    SMALLEST,
    TINY,
    TRACE,
    WHITEN_EPSILON,
    Rubric,
    Tree,
    Value,
    Vector,
    Weighed,
    chosen,
    drifted,
    lowest_only,
    opened,
    population_factor,
    saw_weights,
    settle,
    static_value,
    turned_at,
)

Array = Any
"""A numpy array of 64-bit floats."""


class Batch:
    """All groups of a step as arrays; named as in Group and Rubric, [P, K] where they differ by prompt."""

    def __init__(
        self, np: Any, scores: Array, rubrics: Sequence[Rubric], kept: Sequence[Optional[Vector]], step: int
    ):
        self.np, self.step = np, step
        self.prompts, self.rollouts, K = scores.shape
        self.by_rollout = np.ascontiguousarray(scores.transpose(1, 0, 2))  # [G, P, K]
        self.by_criterion = np.ascontiguousarray(scores.transpose(2, 0, 1))  # [K, P, G]
        self.prior = np.array([rubric.prior for rubric in rubrics])
        self.active = np.array(rubrics[0].active, dtype=bool)
        self.count = int(self.active.sum())
        self.category = np.array(rubrics[0].category)
        self.false_positive = np.array(rubrics[0].false_positive)
        self.false_negative = np.array(rubrics[0].false_negative)
        nothing = [math.nan] * K
        self.kept = np.array([nothing if own is None else own for own in kept], dtype=float)
        every = scores.reshape(-1, K)
        self.batch_mean = every.sum(axis=0) / len(every)
        self.batch_deviation = self.deviation(every)

    def deviation(self, values: Array) -> Array:
        """Sample standard deviation over the first axis; exactly 0 for equal values."""
        np, size = self.np, len(values)
        if size < 2:
            return np.zeros(values.shape[1:])
        centred = values - values.sum(axis=0) / size
        spread = np.sqrt((centred * centred).sum(axis=0) / (size - 1))
        return np.where((values == values[0]).all(axis=0), 0.0, spread)

    def means(self) -> Array:
        return self.by_rollout.sum(axis=0) / self.rollouts

    def deviations(self) -> Array:
        return self.deviation(self.by_rollout)

    def direct_reward(self, weights: Array, by_criterion: Optional[Array] = None) -> Array:
        """[P, G] from weights [P, K]."""
        rewards = self.np.zeros((self.prompts, self.rollouts))
        for k, scores in enumerate(self.by_criterion if by_criterion is None else by_criterion):
            rewards += weights[:, k, None] * scores
        return rewards

    def centred_sum(self, coefficients: Array) -> Array:
        means = self.means()
        result = self.np.zeros((self.prompts, self.rollouts))
        for k, scores in enumerate(self.by_criterion):
            result += coefficients[:, k, None] * (scores - means[:, k, None])
        return result

    def shares(self, values: Array) -> Array:
        np = self.np
        whole = values.sum(axis=-1, keepdims=True)
        return np.where(whole > 0, values / np.where(whole > 0, whole, 1.0), 0.0)

    def uniform(self) -> Array:
        return self.everywhere(self.active / max(1, self.count))

    def everywhere(self, values: Any) -> Array:
        """The same [K] for every prompt."""
        return self.np.broadcast_to(self.np.asarray(values, dtype=float), self.prior.shape)

    def tilt(self, base: Array, tau: float) -> Array:
        np, direct = self.np, self.direct_reward(base)
        raised = np.exp(np.maximum(LEAST_EXPONENT, (direct - direct.max(axis=1, keepdims=True)) / tau))
        return self.shares(raised)

    def saturation(self, q: Array) -> tuple[Array, Array]:
        np, weights = self.np, q.T[:, :, None]
        reached = (weights * self.by_rollout).sum(axis=0)
        missing = (weights * (1 - self.by_rollout)).sum(axis=0)
        return np.clip(reached, 0.0, 1.0), np.clip(missing, 0.0, 1.0)

    def plain_saturation(self) -> tuple[Array, Array]:
        return self.saturation(self.np.full((self.prompts, self.rollouts), 1 / self.rollouts))

    def estimate(
        self, estimator: str, base: Array, tau: float, decay: float
    ) -> tuple[Array, Array, Optional[Array]]:
        np = self.np
        if estimator == "tilted group mean":
            return (*self.saturation(self.tilt(base, tau)), None)
        if estimator == "batch mean":
            reached = self.everywhere(np.clip(self.batch_mean, 0.0, 1.0))
            return reached, 1 - reached, None
        reached, missing = self.plain_saturation()
        if estimator == "group mean":
            return reached, missing, None
        fresh = np.isnan(self.kept)
        if estimator == "fixed reference":
            reference = np.where(fresh, reached, self.kept)
            return reference, np.where(fresh, missing, 1 - self.kept), reference
        followed = np.where(fresh, reached, decay * self.kept + (1 - decay) * reached)
        left = np.where(fresh, missing, decay * (1 - self.kept) + (1 - decay) * missing)
        if estimator == "moving average":
            return followed, left, followed
        wrong = self.false_positive + self.false_negative
        known = wrong < MOST_FLIPS - TRACE
        divisor = np.where(known, 1 - wrong, 1.0)
        true = np.where(known, np.clip((followed - self.false_positive) / divisor, 0.0, 1.0), followed)
        untrue = np.where(known, np.clip((left - self.false_negative) / divisor, 0.0, 1.0), left)
        return true, untrue, followed

    def focal_weights(
        self, base: Array, deficit: Array, gamma: float, epsilon: float, floor: float, cap: float, mix: float
    ) -> tuple[Array, Array]:
        """Of [..., P, K]; see the function of that name."""
        np = self.np
        base = np.broadcast_to(base, deficit.shape)
        counts = base > 0
        static = self.shares(base)
        nothing = np.zeros(deficit.shape[:-1], dtype=bool)
        free = static
        if gamma != 0:
            difficulty = np.maximum(0.0, deficit + epsilon)
            hardest = np.where(counts, difficulty, 0.0).max(axis=-1, keepdims=True)
            nothing = hardest[..., 0] == 0
            focused = np.where(
                counts, base * (difficulty / np.where(hardest > 0, hardest, 1.0)) ** gamma, 0.0
            )
            free = np.where(hardest > 0, self.shares(focused), static)
        bounded = self.bound_weights(free, counts, floor, cap)
        return bounded + mix * (static - bounded), nothing & counts.any(axis=-1)

    def bound_weights(self, weights: Array, counts: Array, floor: float, cap: float) -> Array:
        np = self.np
        if floor <= 0 and cap >= 1:
            return weights
        K = np.maximum(1, counts.sum(axis=-1, keepdims=True))
        low, high = np.minimum(floor, 1 / K), np.maximum(cap, 1 / K)
        at_least = np.maximum(weights, TINY)

        def scaled(factor: Array) -> Array:
            return np.where(counts, np.minimum(high, np.maximum(low, factor * at_least)), 0.0)

        below, above = np.full(K.shape, math.log(TINY)), np.log(high / TINY)
        for _ in range(HALVINGS):
            middle = (below + above) / 2
            short = scaled(np.exp(middle)).sum(axis=-1, keepdims=True) < 1
            below, above = np.where(short, middle, below), np.where(short, above, middle)
        return self.shares(scaled(np.exp(above)))


def _focal(b: Batch, value: Value, base: Array) -> Weighed:
    estimator = ESTIMATORS[chosen(value("focal.estimator"))]
    turned = turned_at(b.step, value)
    if estimator != "per response":
        reached, missing, keep = b.estimate(estimator, base, value("focal.tau"), value("focal.decay"))
        weights, fell_back = b.focal_weights(base, missing, *turned)
        return Weighed(weights, reached, b.direct_reward(weights), weights, None, keep, fell_back.sum())
    own, fell_back = b.focal_weights(base, 1 - b.by_rollout, *turned)
    rewards = b.np.zeros((b.rollouts, b.prompts))
    for k in range(own.shape[-1]):
        rewards += own[:, :, k] * b.by_rollout[:, :, k]
    weights = b.np.zeros(b.prior.shape)
    for j, each in enumerate(own):
        weights = weights + (each - weights) / (j + 1)
    return Weighed(
        weights, b.plain_saturation()[0], rewards.T, weights, None, None, fell_back.any(axis=0).sum()
    )


def _by_weights(b: Batch, weights: Array, reached: Array, keep: Optional[Array] = None) -> Weighed:
    return Weighed(weights, reached, b.direct_reward(weights), weights, None, keep)


def _max_min(b: Batch, value: Value) -> Weighed:
    active, means = b.active.tolist(), b.batch_mean.tolist()
    if chosen(value("maxmin.rule")) == 1:
        return _by_weights(b, b.everywhere(lowest_only(means, active)), b.everywhere(means))
    before = [None if old != old else old for old in b.kept[0].tolist()]
    weights = b.everywhere(drifted(means, before, active, value("maxmin.eta")))
    return _by_weights(b, weights, b.everywhere(means), weights)


def _pow3r(b: Batch, value: Value) -> Weighed:
    np, prior = b.np, b.prior
    verdicts = (b.by_criterion > value("pow3r.pass") - SLACK).astype(float)
    rates = verdicts.sum(axis=2).T / b.rollouts
    alpha = np.where(np.isnan(b.kept), 1.0, b.kept)
    together = (b.category[:, None] == b.category).astype(float)  # [K, K]
    pulled = prior * alpha
    in_category = pulled @ together
    categories = ((prior > 0) / np.maximum(1.0, (prior > 0) @ together)).sum(axis=1, keepdims=True)
    weights = np.where(pulled > 0, pulled / np.where(pulled > 0, np.rint(categories) * in_category, 1.0), 0.0)
    contrast = np.sqrt(rates * (1 - rates) + value("pow3r.epsilon"))
    usual = np.where(prior > 0, (prior * contrast) @ together, 1.0)
    least, most, part, speed = (value(f"pow3r.{name}") for name in ("min", "max", "lambda", "beta"))
    aim = np.clip(1 - part + part * contrast * (prior @ together) / usual, least, most)
    keep = np.where(prior > 0, np.clip((1 - speed) * alpha + speed * aim, least, most), alpha)
    return Weighed(weights, rates, b.direct_reward(weights, verdicts), weights, None, keep)


def _diva(b: Batch, value: Value) -> Weighed:
    spread = population_factor(b.rollouts) * b.deviations()
    weights = b.shares(b.np.where(b.active, spread * spread + value("diva.epsilon"), 0.0))
    return _by_weights(b, weights, b.means())


def _saw(b: Batch, value: Value) -> Weighed:
    weights = saw_weights(b.batch_mean.tolist(), b.batch_deviation.tolist(), b.active.tolist())
    return _by_weights(b, b.everywhere(weights), b.everywhere(b.batch_mean))


def _normalised(
    b: Batch, weights: Array, reached: Array, scaled: Array, factor: float, epsilon: float
) -> Weighed:
    spread = b.deviations()
    divisor = b.np.where(spread == 0, 1.0, factor * spread + epsilon)
    coefficients = b.np.where(spread == 0, 0.0, scaled / divisor)
    return Weighed(weights, reached, b.direct_reward(weights), coefficients, b.centred_sum(coefficients))


def _saw_gdpo(b: Batch, value: Value) -> Weighed:
    weights = _saw(b, value).weights
    return _normalised(
        b, weights, b.everywhere(b.batch_mean), b.count * weights, 1.0, NORMALISE_EPSILON
    )


def _gdpo(b: Batch, value: Value) -> Weighed:
    return _normalised(b, b.prior, b.means(), b.prior, 1.0, NORMALISE_EPSILON)


def _sa_mrpo(b: Batch, value: Value) -> Weighed:
    reached = b.np.clip(b.batch_mean, 0.0, 1.0)
    discounted = b.prior * (1 - reached) ** value("samrpo.gamma")  # 0 ** 0 is 1
    left = (discounted > 0).any(axis=1, keepdims=True)
    weights = b.np.where(left, b.shares(discounted), b.prior)
    return _normalised(
        b, weights, b.everywhere(reached), discounted, population_factor(b.rollouts), 0.0
    )


def _dvao(b: Batch, value: Value) -> Weighed:
    spread = b.prior * population_factor(b.rollouts) * b.deviations()
    whole = spread.sum(axis=1, keepdims=True)
    coefficients = b.np.where(whole > 0, b.prior / b.np.where(whole > 0, whole, 1.0), 0.0)
    weights = b.np.where(whole > 0, b.shares(spread), b.prior)
    return Weighed(weights, b.means(), b.direct_reward(b.prior), coefficients, b.centred_sum(coefficients))


def _custom(b: Batch, value: Value, formula: dict) -> Weighed:
    np = b.np
    reached, _ = b.saturation(b.tilt(b.prior, value("custom.tau")))
    means, spread = b.means(), b.deviations()
    environment = {
        "prior": b.prior,
        "saturation": reached,
        "mean": means,
        "std": spread,
        "cv": np.where(means > 0, spread / np.where(means > 0, means, 1.0), 0.0),
        "lowest": b.by_rollout.min(axis=0),
        "highest": b.by_rollout.max(axis=0),
        "previous": np.where(np.isnan(b.kept), b.prior, b.kept),
        "step": b.step,
        "K": b.count,
        **{name: value(f"custom.{name}") for name in ("gamma", "tau", "epsilon")},
    }
    with np.errstate(all="ignore"):
        raw = np.where(b.active, _evaluate(np, formula["tree"], environment), b.everywhere(0.0))
        usable = (raw.sum(axis=1) > 0) & (raw >= 0).all(axis=1)  # an invalid value is NaN, so neither
    weights = np.where(usable[:, None], b.shares(np.where(usable[:, None], raw, 0.0)), b.prior)
    fell_back = int((~usable).sum()) if b.count else 0
    return _by_weights(b, weights, reached, weights)._replace(fell_back=fell_back)


def _evaluate(np: Any, tree: Tree, environment: dict[str, Any]) -> Array:
    """As `evaluate_formula`, for all criteria of all groups at once."""
    name, parts = opened(tree)
    if name == "number":
        return np.asarray(settle(parts[0]))
    if name == "quantity":
        return _settle(np, environment[parts[0]])
    values = [_evaluate(np, part, environment) for part in parts]
    if name == "choice":
        condition, yes, no = values
        return np.where(np.isnan(condition), INVALID, np.where(condition == 0, no, yes))
    result = _settle(np, OPERATIONS[name](np, *values))
    for value in values:
        result = np.where(np.isnan(value), INVALID, result)
    return result


def _settle(np: Any, values: Any) -> Array:
    rounded = np.asarray(values, dtype=float).astype(np.float32).astype(float)
    size = np.abs(rounded)
    return np.where(size <= LARGEST, np.where(size < SMALLEST, 0.0, rounded), INVALID)


def _power(np: Any, a: Array, b: Array) -> Array:
    return np.where(b == 0, 1.0, np.where(a < 0, INVALID, np.power(np.abs(a), b)))


OPERATIONS: dict[str, Callable[..., Any]] = {
    "<=": lambda np, a, b: a <= b,
    ">=": lambda np, a, b: a >= b,
    "==": lambda np, a, b: a == b,
    "!=": lambda np, a, b: a != b,
    "<": lambda np, a, b: a < b,
    ">": lambda np, a, b: a > b,
    "+": lambda np, a, b: a + b,
    "-": lambda np, a, b: a - b,
    "*": lambda np, a, b: a * b,
    "/": lambda np, a, b: np.divide(a, b),
    "^": _power,
    "pow": _power,
    "min": lambda np, a, b: np.minimum(a, b),
    "max": lambda np, a, b: np.maximum(a, b),
    "clamp": lambda np, x, low, high: np.minimum(np.maximum(x, low), high),
    "minus": lambda np, x: -x,
    "exp": lambda np, x: np.exp(x),
    "log": lambda np, x: np.log(x),
    "sqrt": lambda np, x: np.sqrt(x),
    "abs": lambda np, x: np.abs(x),
    "floor": lambda np, x: np.floor(x),
    "sign": lambda np, x: np.sign(x),
}

METHODS: dict[str, Callable[..., Weighed]] = {
    "static-prior": lambda b, value: _focal(b, static_value, b.prior),
    "static-uniform": lambda b, value: _focal(b, static_value, b.uniform()),
    "focal-prior": lambda b, value: _focal(b, value, b.prior),
    "focal-uniform": lambda b, value: _focal(b, value, b.uniform()),
    "max-min": _max_min,
    "pow3r": _pow3r,
    "diva": _diva,
    "saw": _saw,
    "saw-gdpo": _saw_gdpo,
    "gdpo": _gdpo,
    "sa-mrpo": _sa_mrpo,
    "dvao": _dvao,
    "custom": _custom,
}


def advantages(
    b: Batch,
    groups: Array,
    direct: Array,
    finish: str,
    *,
    scale_rewards: str,
    match_reward_scale: bool,
    prompt_gamma: float,
) -> Array:
    """As `advantages`, [P, G]."""
    np = b.np
    spread = b.deviation(groups.T)[:, None]
    batch = float(b.deviation(groups.reshape(-1)))
    focus = 1.0
    if prompt_gamma != 0:
        focus = np.maximum(0.0, 1 - direct.sum(axis=1, keepdims=True) / b.rollouts) ** prompt_gamma
    centred = groups - groups.sum(axis=1, keepdims=True) / b.rollouts
    if finish == "signals":
        result = groups
    elif finish == "whiten":
        result = (groups - groups.mean()) / (batch + WHITEN_EPSILON)
    elif scale_rewards == "none":
        usual = float(spread.sum())
        matched = float(b.deviation(direct.T).sum()) / usual if match_reward_scale and usual > 0 else 1.0
        result = matched * centred
    else:
        result = centred / ((batch if scale_rewards == "batch" else spread) + ADVANTAGE_EPSILON)
    return np.where(spread == 0, 0.0, focus * result)
