"""The advantage estimator: a batch's scores, put together by prompt, become advantages as the method of lab.json says.

Checked against the sources of verl 0.9.0 and 0.10.0.dev (verl/trainer/ppo/core_algos.py: register_adv_est;
verl/trainer/ppo/ray_trainer.py: compute_advantage): an estimator is called in the process that trains, with the
whole batch, but of what the reward function returned it is handed the sum alone. So focal_trainer.py lays the
scores of all criteria ready (`handed`) right before verl calls it.
"""
from __future__ import annotations

import math
from collections.abc import Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from focal_lab.scoring import load_lab
from focal_lab.weighting import Weighting

NAME = "focal_lab"
CRITERION = "criterion/"  # as in reward.py


class Estimator:
    """What `algorithm.adv_estimator=focal_lab` does, without tensors: one per run, as the weighting keeps a state."""

    def __init__(self, lab: Mapping[str, Any]) -> None:
        self.ids = [criterion["id"] for criterion in lab["criteria"]]
        self.weighting = Weighting(lab)
        self.metrics: dict[str, float] = {}
        """Of the last batch, for verl's logger."""

    def scores_of(self, info: Mapping[str, Any], row: int) -> list[float | None]:
        """[K]: what reward.py returned for one answer; None where the judge gave no score."""
        missing = [CRITERION + own for own in self.ids if CRITERION + own not in info]
        if missing or "prompt_key" not in info:
            raise ValueError(
                f"Answer {row} of the batch came with {sorted(info)}, without {', '.join(missing) or 'prompt_key'}. "
                "Set reward.custom_reward_function.path to the reward.py of this folder, and keep "
                "reward.reward_model.enable=False"
            )
        values = [info[CRITERION + own] for own in self.ids]
        return [None if value is None or math.isnan(value) else float(value) for value in values]

    def __call__(
        self,
        infos: Sequence[Mapping[str, Any]],
        index: Sequence[Hashable],
        like: Sequence[int | None] | None = None,
    ) -> list[float]:
        """Advantages, [N], of the rows of a batch in any order; groups may differ in size.

        Args:
            infos: [N], what the reward function returned for each row.
            index: [N], equal for the answers to one prompt (verl's uid).
            like: [N], the row whose advantage a row gets: its own; the last one of its session where a session has
                several; None for a row that pads the batch, whose advantage is 0. All their own if left out.
        """
        if like is None:
            like = range(len(infos))
        if not len(infos) == len(index) == len(like):
            raise ValueError(
                f"{len(infos)} answers came with {len(index)} uids and {len(like)} places; there must be as many"
            )
        groups: dict[Hashable, list[int]] = {}
        for row, own in enumerate(like):
            if own == row:
                groups.setdefault(index[row], []).append(row)
        scores, keys, topics = [], [], []
        for rows in groups.values():
            scores.append([self.scores_of(infos[row], row) for row in rows])
            key, topic = self._prompt_of([infos[row] for row in rows])
            keys.append(key)
            topics.append(topic)
        if scores and all(None in row for group in scores for row in group):
            raise RuntimeError(
                f"No answer of the batch, {sum(map(len, scores))} in all, has a score for each criterion: "
                "the judge fails throughout. What it answered is in the log of the reward workers"
            )
        step = self.weighting(scores, keys, topics)
        found = {
            row: advantage
            for rows, own in zip(groups.values(), step.advantages, strict=True)
            for row, advantage in zip(rows, own, strict=True)
        }
        self.metrics = self._metrics_of(step, scores)
        return [0.0 if own is None else found[own] for own in like]

    def _prompt_of(self, infos: Sequence[Mapping[str, Any]]) -> tuple[str, int | None]:
        prompts = sorted({(str(info["prompt_key"]), str(info.get("topic", ""))) for info in infos})
        if len(prompts) > 1:
            raise ValueError(f"Answers of one uid belong to {len(prompts)} prompts: {prompts}; a group has one")
        ((key, topic),) = prompts
        return key, None if topic == "" else int(topic)

    def _metrics_of(self, step: Any, scores: Sequence[Sequence[Sequence[float | None]]]) -> dict[str, float]:
        """Means over groups (weights, saturation) and over judged answers (scores)."""
        rows = [row for group in scores for row in group]
        judged = [row for row in rows if None not in row]
        metrics = {
            "score/judged": len(judged) / len(rows) if rows else math.nan,
            "score/direct": mean([value for group in step.direct for value in group]),
            "reward_weights/fell_back": float(step.fell_back),
        }
        for k, own in enumerate(self.ids):
            metrics[f"reward_weights/{own}"] = mean([weights[k] for weights in step.weights])
            metrics[f"saturation/{own}"] = mean([saturation[k] for saturation in step.saturation])
            metrics[f"criterion/{own}"] = mean([row[k] for row in judged if row[k] is not None])
        return metrics


def mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else math.nan


_estimator: Estimator | None = None
_handed: tuple[Sequence[Mapping[str, Any]], Sequence[int | None] | None] | None = None


def estimator() -> Estimator:
    """The one of this process, made of the lab.json beside this file when it is first asked for."""
    global _estimator
    if _estimator is None:
        _estimator = Estimator(load_lab(Path(__file__).resolve().parent / "lab.json"))
    return _estimator


@contextmanager
def handed(
    infos: Sequence[Mapping[str, Any]], like: Sequence[int | None] | None = None
) -> Iterator[None]:
    """Within it, the estimator finds what the reward function returned for the batch, row by row."""
    global _handed
    _handed = (infos, like)
    try:
        yield
    finally:
        _handed = None


def focal_lab(
    token_level_rewards: Any,
    response_mask: Any,
    index: Sequence[Hashable] | None = None,
    config: Any = None,
    **kwargs: Any,
) -> tuple[Any, Any]:
    """What verl calls.

    Args:
        token_level_rewards: [N, T]; only its type and device are used, as the sum of the criteria says too little.
        response_mask: [N, T], 1 for the answer's tokens.
        index: [N], uid.
        config: verl's `algorithm`.

    Returns:
        advantages, [N, T], the same at each token of an answer and 0 elsewhere; returns, the same.
    """
    if config is not None and config.get("use_kl_in_reward", False):
        raise ValueError(
            "algorithm.use_kl_in_reward is True, but focal_lab makes advantages of the criteria's scores and would "
            "leave that penalty out. Set it to False, and actor_rollout_ref.actor.use_kl_loss=True for a KL penalty"
        )
    if _handed is None:
        raise RuntimeError(
            "The scores of the criteria did not reach the estimator: verl hands them to none but its own gdpo. "
            "Start by `python3 main.py …` of this folder in place of `python3 -m verl.trainer.main_ppo …`"
        )
    if index is None:
        raise ValueError("The batch has no uid, so nobody knows which answers form a group")
    infos, like = _handed
    values = estimator()(infos, list(index), like)
    advantages = token_level_rewards.new_tensor(values).unsqueeze(-1) * response_mask
    return advantages, advantages


def register() -> None:
    """Makes `algorithm.adv_estimator=focal_lab` known to verl, in this process."""
    from verl.trainer.ppo.core_algos import register_adv_est

    register_adv_est(NAME)(focal_lab)
