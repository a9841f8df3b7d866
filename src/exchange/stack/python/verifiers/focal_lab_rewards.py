"""What the environment's rubric computes: rewards of a whole group as the method of lab.json says, and metrics.

Checked against the sources of verifiers of 2026-08-21 (commit a60a606; verifiers/legacy/rubrics/rubric.py and
rubric_group.py): functions are told apart by the names of their arguments (plural: they get a whole group), run in the
order they are listed, and one that raises counts as 0.0 with a line in the log. So nothing here raises for a judge that
fails. `advantage` of a state is 0 whatever the rewards are, as the environment's own monitoring rubric writes it last;
trainers make theirs of `reward`.
"""
from __future__ import annotations

import asyncio
import hashlib
import json
import logging
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from focal_lab.judge import JudgeError
from focal_lab.scoring import Scorer
from focal_lab.weighting import ESTIMATORS, FINISH, Weighting, rubric_of

log = logging.getLogger("focal_lab")

# Where a state keeps what the group's reward function found, for the metrics that are listed after it.
FOUND = "focal_lab"
REWARD = "focal_lab/reward"  # ids of criteria hold no slash

# Saturation or spread of the whole step decides their weights.
NEEDS_STEP = ("max-min", "sa-mrpo", "saw", "saw-gdpo")
# What a method calls its step count; without it, steps do not matter.
COUNTS_STEPS = ("focal.warmup",)


def why_not(lab: Mapping[str, Any]) -> str | None:
    """Why this lab cannot be weighed one group at a time, as verifiers has it; None if it can."""
    method, parameters = lab["method"], lab["parameters"]
    if method in NEEDS_STEP or FINISH[method] == "whiten":
        return f'the method "{method}" needs all groups of a step at once'
    if method.startswith("focal-") and ESTIMATORS[round(parameters.get("focal.estimator", 0))] == "batch mean":
        return 'focal.estimator is "batch mean", which needs all groups of a step at once'
    return None


def check(lab: Mapping[str, Any]) -> None:
    """Raises ValueError for a lab that verifiers would train otherwise than it says."""
    reason = why_not(lab)
    if reason:
        raise ValueError(
            f"lab.json: {reason}, and a reward function of verifiers sees one. Choose a method that looks at one group "
            "(focal-prior, focal-uniform, pow3r, diva, dvao, custom, static-prior, static-uniform), "
            "or export for TRL or verl"
        )


def steps_matter(lab: Mapping[str, Any]) -> bool:
    """Whether weights depend on how many training steps there were."""
    if lab["method"] == "custom":
        return "step" in json.dumps(lab["formula"]["tree"])
    return any(lab["parameters"].get(name, 0) > 0 for name in COUNTS_STEPS)


class GroupReward:
    """Scores groups and weighs them; one for an environment, as the weighting keeps a state.

    Args:
        lab: parsed lab.json.
        judge: as in Scorer; from the environment if left out.
        hand_over: "rewards" (weighted scores; the trainer makes advantages of them, prime-rl by subtracting the group's
            mean) or "advantages" (finished as lab.json says; their mean over a group is 0, so subtracting it
            changes nothing).
        groups_per_step: groups in a training step; only asked for where the weights depend on the step.
    """

    def __init__(
        self,
        lab: Mapping[str, Any],
        judge: Any = None,
        *,
        hand_over: str = "rewards",
        groups_per_step: int | None = None,
    ) -> None:
        check(lab)
        if hand_over not in ("rewards", "advantages"):
            raise ValueError(f'hand_over is {hand_over!r}; allowed is "rewards" or "advantages"')
        training = lab["training"]
        if hand_over == "advantages" and FINISH[lab["method"]] == "rewards":
            scale, matched = training["scaleRewards"], training["matchRewardScale"]
            if scale == "batch" or (scale == "none" and matched):
                raise ValueError(
                    f'hand_over is "advantages", but lab.json has scaleRewards {scale!r} and matchRewardScale '
                    f"{matched}, which take all groups of a step; a reward function of verifiers sees one. "
                    'Use hand_over="rewards"'
                )
        if steps_matter(lab) and groups_per_step is None:
            raise ValueError(
                f"The weights of {lab['method']} depend on the training step here. Groups come one by one: say how "
                "many make a step, e.g. load_environment(groups_per_step=32)"
            )
        if groups_per_step is not None and groups_per_step < 1:
            raise ValueError(f"groups_per_step is {groups_per_step}; allowed is 1 or more")
        self.lab = lab
        self.ids: list[str] = [criterion["id"] for criterion in lab["criteria"]]
        self.scorer = Scorer(lab, judge)
        self.weighting = Weighting(lab)
        self.hand_over = hand_over
        self.groups_per_step = groups_per_step
        self.groups = 0

    async def __call__(
        self,
        prompts: Sequence[Any],
        completions: Sequence[Any],
        infos: Sequence[Any],
        states: Sequence[dict[str, Any]],
    ) -> list[float]:
        """Rewards of one group, [G]; leaves scores, weights and saturation in the states."""
        topics = [topic_of(info) for info in infos]
        asked = [plain(prompt) for prompt in prompts]
        answers = [plain(completion) for completion in completions]
        # A judge's calls block, and groups are scored side by side.
        scores = await asyncio.to_thread(self.score, asked, answers, topics)
        return self.weigh(scores, key_of(asked[0]), topics[0], states)

    def score(self, prompts: list[Any], answers: list[Any], topics: list[int | None]) -> list[list[float | None]]:
        """[G][K]; None throughout where the judge fails, as raising would count as a score of 0."""
        try:
            return self.scorer.score(prompts, answers, topics)
        except JudgeError as error:
            log.error("The judge failed on a whole group, which gives no signal: %s", error)
            return [[None] * len(self.ids) for _ in prompts]

    def weigh(
        self,
        scores: list[list[float | None]],
        key: str,
        topic: int | None,
        states: Sequence[dict[str, Any]],
    ) -> list[float]:
        """In one go, with nothing awaited: groups that are scored side by side take their turns."""
        if self.groups_per_step is not None:
            self.weighting.step = self.groups // self.groups_per_step
        step = self.weighting([scores], [key], [topic])
        self.groups += 1
        prior = rubric_of(self.lab["criteria"], topic).prior
        for state, row in zip(states, scores, strict=True):
            judged = all(score is not None for b, score in zip(prior, row, strict=True) if b > 0)
            found: dict[str, float] = {}
            for own, score, weight, value in zip(self.ids, row, step.weights[0], step.saturation[0], strict=True):
                found[own] = math.nan if score is None else score
                found[f"reward_weights/{own}"] = weight
                found[f"saturation/{own}"] = value
            found["score/judged"] = float(judged)
            found["score/direct"] = sum(b * score for b, score in zip(prior, row) if b > 0) if judged else math.nan
            state[FOUND] = found
        # Where signals are not rewards (dvao), they are the advantages, and all that carries the method.
        as_advantages = self.hand_over == "advantages" or FINISH[self.lab["method"]] == "signals"
        return (step.advantages if as_advantages else step.rewards)[0]

    def functions(self) -> tuple[list[Callable[..., Any]], list[float]]:
        """Functions and weights for vf.Rubric: the group's reward counts, all others are metrics of weight 0."""

        async def reward(
            prompts: Sequence[Any], completions: Sequence[Any], infos: Sequence[Any], states: Sequence[Any]
        ) -> list[float]:
            return await self(prompts, completions, infos, states)

        names = [*self.ids, "score/direct", "score/judged"]
        names += [f"{what}/{own}" for what in ("reward_weights", "saturation") for own in self.ids]
        reward.__name__ = REWARD
        return [reward, *(metric(name) for name in names)], [1.0, *(0.0 for _ in names)]


def metric(name: str) -> Callable[..., Any]:
    """A function that reports what the group's reward found; NaN where the judge gave no score."""

    async def found(state: dict[str, Any]) -> float:
        return state[FOUND][name]

    found.__name__ = name
    return found


def topic_of(info: Any) -> int | None:
    """The topic's index of a row, or None."""
    if isinstance(info, str):
        info = json.loads(info or "{}")
    return (info or {}).get("topic")


def key_of(prompt: Any) -> str:
    """A short name of a prompt, the same in every process and run: what a method keeps is kept by it."""
    return hashlib.blake2b(json.dumps(prompt, sort_keys=True).encode(), digest_size=8).hexdigest()


def plain(conversation: Any) -> str | list[dict[str, Any]]:
    """Messages as dicts of role and content: verifiers has objects. What was never answered is an empty text."""
    if conversation is None or isinstance(conversation, str):
        return conversation or ""
    return [
        {"role": said["role"], "content": said["content"]}
        for said in (
            message.model_dump() if hasattr(message, "model_dump") else message for message in conversation
        )
    ]
