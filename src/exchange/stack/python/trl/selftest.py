"""Checks the reward functions of this folder without a trainer, a model or the network: `python selftest.py`.

Needs the standard library alone. Where a language model is the judge, a stand-in gives fixed verdicts.
"""

from __future__ import annotations

import json
import logging
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from focal_lab.judge import JudgeError  # noqa: E402
from focal_lab.scoring import load_lab  # noqa: E402
from rewards import LabRewards, Mode  # noqa: E402

UNREADABLE = "the stand-in judge fails on this"


class Failed(Exception):
    """A check did not hold."""


def check(holds: bool, otherwise: str) -> None:
    if not holds:
        raise Failed(otherwise)


def stand_in_verdict(criterion: dict, answer: str) -> float:
    """Better for an even number of words."""
    good, bad = (1.0, 0.0) if criterion["kind"] == "hard-rule" else (0.7, 0.2)
    return bad if len(answer.split()) % 2 else good


def stand_in_judge(prompt_text: str, answer: str, criteria: Sequence[Any]) -> list[float]:
    if UNREADABLE in answer:
        raise JudgeError("stand-in: malformed on purpose")
    return [stand_in_verdict(criterion, answer) for criterion in criteria]


def in_formats(answer: str) -> dict[str, Any]:
    """The shapes in which TRL hands on a completion."""
    return {
        "string": answer,
        "messages": [{"role": "assistant", "content": answer}],
        "content parts": [{"role": "assistant", "content": [{"type": "text", "text": answer}]}],
    }


class Call:
    """Calls a function as GRPOTrainer does: by keyword, with every column of the data set and its own extras."""

    def __init__(self, prompts: list[Any], completions: list[Any], topics: list[int | None]) -> None:
        self.metrics: dict[str, float] = {}
        self.arguments = {
            "prompts": prompts,
            "completions": completions,
            "completion_ids": [[1, 2, 3]] * len(prompts),
            "topic": topics,
            "some_other_column": ["?"] * len(prompts),
            "trainer_state": None,
            "log_extra": lambda column, values: None,
            "log_metric": lambda name, value: self.metrics.update({name: value}),
        }

    def __call__(self, function: Any) -> list[float | None]:
        return function(**self.arguments)


def rows_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def check_names(rewards: LabRewards) -> str:
    names = [function.__name__ for function in rewards.functions]
    check(len(set(names)) == len(names), f"two reward functions share a name: {names}")
    due = [0.0] * len(rewards.criteria) + [1.0]
    check(rewards.reward_weights == due, f"reward_weights are {rewards.reward_weights}; due were {due}")
    return f"{len(names)} reward functions: {', '.join(names)}"


def check_verdicts(rewards: LabRewards, rows: list[dict[str, Any]]) -> str:
    """lab.json brings answers whose scores by detectors are known from where it was made."""
    samples = rewards.lab["samples"]
    answers = [sample["answer"] for sample in samples]
    prompts = [rows[at % len(rows)]["prompt"] for at in range(len(samples))]
    forms = in_formats("")
    for form in forms:
        call = Call(prompts, [in_formats(answer)[form] for answer in answers], [sample["topic"] for sample in samples])
        for k, (function, criterion) in enumerate(zip(rewards.functions, rewards.criteria)):
            scores = call(function)
            check(
                isinstance(scores, list) and len(scores) == len(samples),
                f"{function.__name__} returned {scores!r:.200} for {form}; due were {len(samples)} scores",
            )
            for sample, answer, score in zip(samples, answers, scores):
                due = stand_in_verdict(criterion, answer) if criterion["scoredBy"] == "judge" else sample["scores"][k]
                check(
                    score is not None and abs(score - due) < 1e-9,
                    f"{function.__name__} gave {score} to {answer!r:.120} as {form}; it is {due}",
                )
    return f"{len(samples)} answers with known scores, in {len(forms)} formats of completions"


def check_method(rewards: LabRewards, rows: list[dict[str, Any]]) -> str:
    """Two prompts, groups of three; every process has to log the same names, so they are counted."""
    asked = [row for row in (rows[0], rows[-1]) for _ in range(3)]
    answers = [sample["answer"] for sample in rewards.lab["samples"][:6]]
    call = Call([row["prompt"] for row in asked], answers, [row.get("topic") for row in asked])
    method = rewards.functions[-1]

    rewards.mode = lambda: Mode(False, 3)
    evaluated = call(method)
    check(rewards.weighting.step == 0, f"an evaluation counted as step {rewards.weighting.step}")
    check(
        len(evaluated) == 6 and all(value is not None and math.isfinite(value) for value in evaluated),
        f"{method.__name__} returned {evaluated}; six finite numbers were due",
    )
    if not rewards.as_rewards:
        for at in (0, 3):
            left = sum(evaluated[at : at + 3])
            check(abs(left) < 1e-9, f"advantages of a group add up to {left}; TRL would take their mean away")
    ids = [criterion["id"] for criterion in rewards.criteria]
    due = {f"{kind}/{name}" for kind in ("reward_weights", "saturation") for name in ids}
    due |= {"score/direct", "score/reward", "score/worst", "groups_fell_back"}
    check(set(call.metrics) == due, f"logged {sorted(call.metrics)}; due were {sorted(due)}")
    check(all(math.isfinite(value) for value in call.metrics.values()), f"logged {call.metrics}")

    before = json.loads(json.dumps(rewards.weighting.state_dict()))
    rewards.mode = lambda: Mode(True, 3)
    trained = call(method)
    again = call(method)
    check(rewards.weighting.step == 1 and again == trained, "one batch, asked about twice, counted twice")
    rewards.weighting.load_state_dict(before)
    check(rewards.weighting.step == 0, "a saved state did not come back")
    kind = "rewards, which TRL scales" if rewards.as_rewards else "finished advantages"
    return f"{method.__name__} hands on {kind}; evaluation, repeated calls and saved state are told apart"


def check_failures(rewards: LabRewards, row: dict[str, Any]) -> str:
    if not any(criterion["scoredBy"] == "judge" and criterion["active"] for criterion in rewards.criteria):
        return "no criterion is judged by a language model"
    logging.getLogger("focal_lab").setLevel(logging.ERROR)  # its warning of failed judgments is what is provoked here
    rewards.mode = lambda: Mode(False, 3)
    call = Call([row["prompt"]] * 3, [UNREADABLE, "one", "one two"], [row.get("topic")] * 3)
    for function in rewards.functions:
        values = call(function)
        check(
            values[0] is None and None not in values[1:],
            f"{function.__name__} returned {values}; None was due for the first alone, on which the judge fails",
        )
    return "an answer that the judge fails on is None in every function, so TRL leaves it out"


def check_prompts(rewards: LabRewards, rows: list[dict[str, Any]]) -> str:
    check(len(rows) > 0, "prompts.jsonl has no rows")
    for row in rows:
        prompt = row.get("prompt")
        check(isinstance(prompt, (str, list)) and len(prompt) > 0, f'a row of prompts.jsonl has no "prompt": {row}')
        Call([prompt], ["one"], [row.get("topic")])(rewards.functions[0])
    return f"{len(rows)} prompts"


def main() -> int:
    try:
        lab = load_lab(HERE / "lab.json")
        rows = rows_of(HERE / "prompts.jsonl")
        rewards = LabRewards(lab, stand_in_judge)
        print(f"{lab['name']}: {lab['method']}")
        for said in (
            check_names(rewards),
            check_prompts(rewards, rows),
            check_verdicts(rewards, rows),
            check_method(rewards, rows),
            check_failures(LabRewards(lab, stand_in_judge), rows[0]),
        ):
            print(f"  ok  {said}")
    except (Failed, JudgeError, OSError, ValueError) as problem:
        print(f"  FAILED  {problem}")
        return 1
    print("All checks passed. The trainer itself was not started.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
