"""Reward functions for TRL's GRPOTrainer: one per criterion, to be logged, and one that weighs them into the reward.

Checked against TRL 1.13.0, transformers 5.18.0 and accelerate 1.15.0 on 2026-11-22.

Public interface that this stands on (TRL: "Using a custom reward function", GRPOConfig):
  - a reward function is called by keyword with prompts, completions, completion_ids, every other column of the
    dataset, trainer_state, log_extra and log_metric, and returns list[float | None], one per completion;
  - it sees the completions of its own process only, and a group may be split across processes;
  - reward_weights may hold zeros, so a function can be there to be logged: TRL reports rewards/<__name__>/mean;
  - log_metric has to be called with the same names on every process.
Nothing here touches an attribute of the trainer. weights_callback.py tells whether the trainer trains or evaluates.

Why the weighing is a reward function of its own: weights depend on the whole group, often on the whole batch, and
reward_weights of GRPOConfig are fixed. So the criteria get weight 0 there, and the last function, named after the
method, gets weight 1. It gathers the scores of all processes first.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from focal_lab.conversation import text_of
from focal_lab.scoring import Scorer, topic_of
from focal_lab.weighting import FINISH, Step, Weighting

# Columns of TRL's table of completions, in which each reward function has one under its name.
TRL_COLUMNS = ("step", "prompt", "completion", "advantage")


class Mode(NamedTuple):
    """What a trainer does at the moment."""

    training: bool
    num_generations: int | None  # rollouts per group; None: the whole batch is one group


class Rollout(NamedTuple):
    """What the other processes have to know of one completion."""

    key: str  # of its prompt
    topic: int | None
    scores: list[float | None]  # [K]
    text: str  # digest of the completion: tells a call that is repeated


def no_trainer() -> Mode:
    """Calls by hand, e.g. from a test: nothing is kept of them."""
    return Mode(training=False, num_generations=None)


def alone(own: list[Any]) -> list[Any]:
    """The gather of a single process: what it has is all there is."""
    return own


def key_of(prompt: Any) -> str:
    """
    Name of a prompt, the same on every process and in every run: what a method keeps is kept under it.

    Args:
        prompt: a string, or a list of message dicts.
    """
    return digest(json.dumps(prompt, sort_keys=True, ensure_ascii=False, default=lambda part: type(part).__name__))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def topics_of(column: Sequence[Any] | None, count: int) -> list[int | None]:
    """The column `topic` of a batch, [N]; a data set need not have it."""
    return [None] * count if column is None else [topic_of(value) for value in column]


def hands_on_rewards(lab: dict) -> bool:
    """
    Whether TRL can finish the advantages itself from the method's rewards, by scale_rewards.

    Otherwise (signals that are whitened over the batch, F-GRPO's factor on prompts, rewards brought to the spread of
    the direct reward) the last function returns finished advantages, under scale_rewards="none". TRL then only takes
    away the group's mean, which is 0: in each of these cases what is handed on was centred in its group.
    """
    training = lab["training"]
    matched = training["scaleRewards"] == "none" and training["matchRewardScale"]
    return FINISH[lab["method"]] == "rewards" and training["promptGamma"] == 0 and not matched


class LabRewards:
    """
    The rubric and the method of a lab as reward functions; what is stateful in the method is kept here.

    Each process has one, and all of them come to the same weights, because each weighs the gathered batch.

    Attributes:
        functions: for GRPOTrainer(reward_funcs=…), K + 1: criteria in the order of the rubric, then the method.
        reward_weights: for GRPOConfig, [K + 1].
        scale_rewards: for GRPOConfig.
        weighting: the method and what it keeps.
        attached: whether a callback tells the rest, as weights_callback.py does.
        mode: what the trainer does at the moment.
        process_index: which of the processes this is.
        gather: a list of own things to a list of those of all processes, in the order of processes.
    """

    def __init__(self, lab: dict, judge: Callable[..., list[float]] | None = None) -> None:
        self.lab = lab
        self.criteria: list[dict] = lab["criteria"]
        self.scorer = Scorer(lab, judge)
        self.weighting = Weighting(lab)
        self.as_rewards = hands_on_rewards(lab)
        self.scale_rewards: str = lab["training"]["scaleRewards"] if self.as_rewards else "none"
        self.functions: list[Callable[..., list[float | None]]] = [
            *(self._criterion(k) for k in range(len(self.criteria))),
            self._method(),
        ]
        names = [criterion["id"] for criterion in self.criteria] + [lab["method"].replace("-", "_")]
        for function, name in zip(self.functions, own_names(names), strict=True):
            function.__name__ = name
        self.reward_weights = [0.0] * len(self.criteria) + [1.0]

        self.attached = False
        self.mode: Callable[[], Mode] = no_trainer
        self.process_index = 0
        self.gather: Callable[[list[Any]], list[Any]] = alone
        self._last: tuple[Any, Step] | None = None

    def score(
        self, prompts: Sequence[Any], completions: Sequence[Any], topics: Sequence[int | None]
    ) -> list[list[float | None]]:
        """
        Scores of this process's completions, [N][K] in [0, 1].

        A completion that lacks the score of an active criterion was not judged: all of its scores are None, so that
        TRL leaves it out of the group's mean and spread and gives it no advantage, as the method does.
        """
        rows = self.scorer.score(list(prompts), list(completions), list(topics))
        return [row if self._is_judged(row) else [None] * len(row) for row in rows]

    def _is_judged(self, row: list[float | None]) -> bool:
        return all(
            score is not None or not criterion["active"] for score, criterion in zip(row, self.criteria, strict=True)
        )

    def _criterion(self, k: int) -> Callable[..., list[float | None]]:
        def function(
            *,
            prompts: Sequence[Any],
            completions: Sequence[Any],
            topic: Sequence[Any] | None = None,
            **columns: Any,
        ) -> list[float | None]:
            return [row[k] for row in self.score(prompts, completions, topics_of(topic, len(prompts)))]

        function.__doc__ = "Scores of one criterion in [0, 1], [N]; None where the completion was not judged."
        return function

    def _method(self) -> Callable[..., list[float | None]]:
        def function(
            *,
            prompts: Sequence[Any],
            completions: Sequence[Any],
            topic: Sequence[Any] | None = None,
            trainer_state: Any = None,
            log_metric: Callable[[str, float], None] | None = None,
            **columns: Any,
        ) -> list[float | None]:
            if trainer_state is not None and not self.attached:
                raise RuntimeError(
                    "A trainer calls these reward functions, but no WeightingCallback is attached to it: whether it "
                    "trains or evaluates, and how groups are split, is not known. Pass "
                    "callbacks=[WeightingCallback(rewards)] to the GRPOTrainer, as train.py does."
                )
            topics = topics_of(topic, len(prompts))
            rows = self.score(prompts, completions, topics)
            own = [
                Rollout(key_of(prompt), at, row, digest(text_of(completion)))
                for prompt, at, row, completion in zip(prompts, topics, rows, completions, strict=True)
            ]
            shares: list[list[Rollout]] = self.gather([own])
            step = self._weigh([rollout for share in shares for rollout in share], trainer_state)
            if log_metric is not None:
                self._log(log_metric, step, shares)
            first = sum(len(share) for share in shares[: self.process_index])
            made = [value for group in (step.rewards if self.as_rewards else step.advantages) for value in group]
            return [
                value if self._is_judged(rollout.scores) else None
                for value, rollout in zip(made[first : first + len(own)], own, strict=True)
            ]

        function.__doc__ = "What the method makes of all criteria: rewards, or finished advantages, [N]."
        return function

    def _weigh(self, rollouts: list[Rollout], trainer_state: Any) -> Step:
        """One step of the method over the gathered batch. The same batch twice in one training step counts once."""
        update, num_generations = self.mode()
        size = num_generations or len(rollouts)
        call = (update, size, getattr(trainer_state, "global_step", None), rollouts)
        if self._last is not None and self._last[0] == call:
            return self._last[1]
        groups = groups_of(rollouts, size)
        step = self.weighting(
            [[rollout.scores for rollout in group] for group in groups],
            [group[0].key for group in groups],
            [group[0].topic for group in groups],
            update=update,
        )
        self._last = (call, step)
        return step

    def _log(self, log_metric: Callable[[str, float], None], step: Step, shares: list[list[Rollout]]) -> None:
        """
        Logs means over prompts, beside TRL's own metrics.

        reward_weights/<id> and saturation/<id>: what the method makes of each criterion, in [0, 1]. score/direct: the
        score under the rubric's weights as they are, which does not depend on the method. score/worst: the lowest
        mean of a criterion that is active and can be met. score/reward: the method's reward before any scaling (TRL's
        `reward` is the advantage where advantages are handed on). groups_fell_back: groups in which the method's
        rule gave no usable weights and the rubric's stood in.
        """
        for k, criterion in enumerate(self.criteria):
            log_metric(f"reward_weights/{criterion['id']}", mean([weights[k] for weights in step.weights]))
            log_metric(f"saturation/{criterion['id']}", mean([saturation[k] for saturation in step.saturation]))
        log_metric("score/direct", mean([mean(group) for group in step.direct]))
        log_metric("score/reward", mean([mean(group) for group in step.rewards]))
        log_metric("groups_fell_back", float(step.fell_back))
        means = [
            mean(scores)
            for k, criterion in enumerate(self.criteria)
            if criterion["active"] and not criterion["unsatisfiable"]
            if (scores := [at.scores[k] for share in shares for at in share if at.scores[k] is not None])
        ]
        log_metric("score/worst", min(means, default=0.0))


def own_names(names: Sequence[str]) -> list[str]:
    """Names that TRL can log apart, the given ones where possible; a criterion may be called "prompt"."""
    own: list[str] = []
    for name in names:
        while name in own or name in TRL_COLUMNS:
            name += "_"
        own.append(name)
    return own


def groups_of(rollouts: list[Rollout], size: int) -> list[list[Rollout]]:
    """
    Cuts a gathered batch into groups, [P][G].

    TRL puts the completions of one prompt next to each other and hands them to the processes in order, so that the
    gathered batch is whole groups again even where one was split.

    Raises:
        ValueError: where it is not; weighing parts of groups would be wrong without a sign of it.
    """
    if len(rollouts) % size != 0:
        raise ValueError(
            f"A batch of {len(rollouts)} completions (over all processes) is not whole groups of {size}. Choose "
            "per_device_train_batch_size, per_device_eval_batch_size and steps_per_generation so that the batch of all "
            f"processes is a multiple of {size} (num_generations, or num_generations_eval in evaluation)."
        )
    groups = [rollouts[at : at + size] for at in range(0, len(rollouts), size)]
    for place, group in enumerate(groups):
        if any(rollout.key != group[0].key for rollout in group):
            raise ValueError(
                f"Group {place} of the gathered batch mixes prompts, so {size} completions in a row are not one "
                "group. Leave sampler and order of the batch to GRPOTrainer."
            )
    return groups


def mean(values: Sequence[float]) -> float:
    """0 of nothing."""
    return sum(values) / len(values) if values else 0.0
