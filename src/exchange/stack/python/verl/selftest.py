"""Checks this folder without verl, torch or a judge: `python3 selftest.py`. Exit code 0 means that it works here."""
from __future__ import annotations

import math
import random
import sys
from pathlib import Path
from typing import Any

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent))

import focal_trainer  # noqa: E402
import make_data  # noqa: E402
import reward  # noqa: E402
from focal_estimator import CRITERION, Estimator  # noqa: E402
from focal_lab.scoring import Scorer, load_lab  # noqa: E402
from focal_lab.weighting import rubric_of  # noqa: E402

LAB = load_lab(reward.HERE / "lab.json")
PROMPT = [{"role": "user", "content": "Tell me about it."}]
TOPIC = 0


def judge(prompt_text: str, answer: str, criteria: list[dict[str, Any]]) -> list[float]:
    """In place of a language model: all met by "good", none by others."""
    return [1.0 if answer == "good" else 0.0 for _ in criteria]


def check(what: str, holds: bool, shown: Any = "") -> None:
    if not holds:
        sys.exit(f"FAILED: {what} {shown}")
    print(f"ok: {what}")


def info(scores: list[float], prompt: str = "a") -> dict[str, Any]:
    """What compute_score returns, as far as the estimator reads it."""
    own = {CRITERION + criterion["id"]: score for criterion, score in zip(LAB["criteria"], scores, strict=True)}
    return {**own, "prompt_key": prompt, "topic": str(TOPIC)}


def main() -> None:
    reward._settings = (LAB, Scorer(LAB, judge=judge))
    (first, *_) = [make_data.row_of({"prompt": PROMPT, "topic": TOPIC}, 0)]
    call = dict(data_source=first["data_source"], ground_truth="", extra_info=first["extra_info"])
    results = {text: reward.compute_score(solution_str=text, **call) for text in ("good", "", "bad words")}
    check("the same keys for every answer", len({tuple(result) for result in results.values()}) == 1)
    prior = rubric_of(LAB["criteria"], TOPIC).prior
    for text, result in results.items():
        by_hand = sum(b * result[CRITERION + own["id"]] for b, own in zip(prior, LAB["criteria"]))
        same = math.isclose(result["score"], by_hand, abs_tol=1e-12)
        check(f"the score of {text!r} is the weighted sum of its criteria", same, (result["score"], by_hand))
    judged = [own["id"] for own in LAB["criteria"] if own["scoredBy"] == "judge"]
    for own in judged:
        verdicts = [results[text][CRITERION + own] for text in ("good", "")]
        check(f"the verdicts on {own} arrive", verdicts == [1.0, 0.0], verdicts)

    def fails(*_: Any) -> list[float]:
        from focal_lab.judge import JudgeError

        raise JudgeError("no verdict, for the test")

    if judged:
        reward._settings = (LAB, Scorer(LAB, judge=fails))
        failed = reward.compute_score(solution_str="good", **call)
        check("a judgment that failed is NaN", math.isnan(failed[CRITERION + judged[0]]), failed)
        check("under the same keys", tuple(failed) == tuple(results["good"]), tuple(failed))

    count = len(LAB["criteria"])
    chance = random.Random(5)
    groups = {uid: [info([chance.random() for _ in range(count)], uid) for _ in range(4)] for uid in ("a", "b", "c")}
    rows = [(uid, place) for uid in groups for place in range(4)]
    plain = Estimator(LAB)([groups[uid][place] for uid, place in rows], [uid for uid, _ in rows])
    order = chance.sample(range(len(rows)), len(rows))
    mixed = Estimator(LAB)([groups[rows[i][0]][rows[i][1]] for i in order], [rows[i][0] for i in order])
    same = all(math.isclose(mixed[at], plain[i], abs_tol=1e-9) for at, i in enumerate(order))
    check("the order of rows does not matter", same)
    check("some advantage is not 0", any(abs(value) > 1e-9 for value in plain))
    equal = Estimator(LAB)([info([0.5] * count)] * 4, ["a"] * 4)
    check("answers that are all the same have no advantage", max(map(abs, equal)) < 1e-9, equal)
    like = focal_trainer.representatives(["u_0_0", "u_0_1", "u_1_0", "pad_0_0"], [{}, {}, {}, {"is_padding": True}])
    check("a session counts by its last output, padding not at all", like == [1, 1, 2, None], like)
    print("All is well.")


if __name__ == "__main__":
    main()
