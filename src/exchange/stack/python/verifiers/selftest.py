"""Checks this folder without verifiers or a judge: `python3 selftest.py`. Exit code 0 means that it works here."""
from __future__ import annotations

import asyncio
import math
import sys
from pathlib import Path
from typing import Any

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

from focal_lab.judge import JudgeError  # noqa: E402
from focal_lab.scoring import load_lab  # noqa: E402
from focal_lab.weighting import FINISH, Weighting  # noqa: E402
from focal_lab_environment import HERE, rows  # noqa: E402
from focal_lab_rewards import REWARD, GroupReward, key_of, plain, steps_matter, topic_of, why_not  # noqa: E402

LAB = load_lab(HERE / "lab.json")
ANSWERS = ["good", "", "bad words", "good"]


def judge(prompt_text: str, answer: str, criteria: list[dict[str, Any]]) -> list[float]:
    """In place of a language model: all met by "good", none by others."""
    return [1.0 if answer == "good" else 0.0 for _ in criteria]


def fails(*_: Any) -> list[float]:
    raise JudgeError("no verdict, for the test")


def check(what: str, holds: bool, shown: Any = "") -> None:
    if not holds:
        sys.exit(f"FAILED: {what} {shown}")
    print(f"ok: {what}")


def close(found: list[float], expected: list[float]) -> bool:
    return all(math.isclose(a, b, abs_tol=1e-9) for a, b in zip(found, expected, strict=True))


def group_of(row: dict[str, Any], answers: list[str]) -> dict[str, Any]:
    """Arguments of a group function as verifiers names them."""
    return {
        "prompts": [row["prompt"]] * len(answers),
        "completions": [[{"role": "assistant", "content": answer}] for answer in answers],
        "infos": [row["info"]] * len(answers),
        "states": [{} for _ in answers],
    }


def made(judge: Any, **how: Any) -> tuple[GroupReward, Any, list[Any], list[float]]:
    group = GroupReward(LAB, judge, groups_per_step=4 if steps_matter(LAB) else None, **how)
    functions, weights = group.functions()
    return group, functions[0], functions[1:], weights


def main() -> None:
    reason = why_not(LAB)
    if reason:
        try:
            GroupReward(LAB, judge)
        except ValueError as error:
            check("a method that verifiers cannot hold is refused", reason in str(error))
            return
        sys.exit(f"FAILED: not refused, though {reason}")
    row = rows()[0]
    group, reward, metrics, weights = made(judge)
    check("the group's reward counts", weights[0] == 1 and reward.__name__ == REWARD)
    check("metrics do not", not any(weights[1:]))
    given = group_of(row, ANSWERS)
    rewards = asyncio.run(reward(**given))
    check("one number for each answer", len(rewards) == len(ANSWERS) and all(map(math.isfinite, rewards)), rewards)
    check("the same answer gets the same reward", math.isclose(rewards[0], rewards[3], abs_tol=1e-12), rewards)
    scores = group.scorer.score(
        [plain(prompt) for prompt in given["prompts"]], ANSWERS, [topic_of(info) for info in given["infos"]]
    )
    step = Weighting(LAB)([scores], [key_of(row["prompt"])], [topic_of(row["info"])])
    expected = step.advantages[0] if FINISH[LAB["method"]] == "signals" else step.rewards[0]
    check("they are the method's", close(rewards, expected), (rewards, expected))
    names = [metric.__name__ for metric in metrics]
    check("each metric has a name of its own", len({REWARD, *names}) == len(names) + 1)
    state = given["states"][0]
    shown = {metric.__name__: asyncio.run(metric(state)) for metric in metrics}
    check("criteria are reported by their ids", [shown[own["id"]] for own in LAB["criteria"]] == scores[0], shown)
    try:
        handed = made(judge, hand_over="advantages")[1]
        advantages = asyncio.run(handed(**group_of(row, ANSWERS)))
        check("advantages are the method's", close(advantages, step.advantages[0]), advantages)
    except ValueError as error:
        check("advantages that need the whole step are refused", "scaleRewards" in str(error), error)
    same = asyncio.run(made(judge)[1](**group_of(row, ["good"] * 3)))
    check("answers that are all the same are rewarded the same", max(same) - min(same) < 1e-9, same)
    if any(own["scoredBy"] == "judge" for own in LAB["criteria"]):
        given = group_of(row, ANSWERS)
        rewards = asyncio.run(made(fails)[1](**given))
        check("a judge that fails gives no signal", max(rewards) - min(rewards) < 1e-9, rewards)
        check("and is reported", asyncio.run(metrics[names.index("score/judged")](given["states"][0])) == 0)
    print("All is well.")


if __name__ == "__main__":
    main()
