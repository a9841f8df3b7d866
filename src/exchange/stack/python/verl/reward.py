"""The reward function that verl calls for every answer: the score of each criterion, and their direct score.

Checked against the sources of verl 0.9.0 and 0.10.0.dev (docs/preparation/reward_function.rst,
verl/trainer/ppo/reward.py, verl/experimental/reward_loop/reward_manager/naive.py): called by keyword, once per
answer, from the threads of 8 reward workers (`reward.num_workers`), each a process of its own. So nothing here
may depend on other answers: weights that move are the advantage estimator's work (focal_estimator.py).

    reward.custom_reward_function.path=<this file> reward.custom_reward_function.name=compute_score
"""
from __future__ import annotations

import hashlib
import json
import math
import sys
import threading
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:  # verl loads this file by its path, and focal_lab lies beside it
    sys.path.insert(0, str(HERE))

from focal_lab.scoring import Scorer, load_lab  # noqa: E402
from focal_lab.weighting import rubric_of  # noqa: E402

# A criterion's key is this and its id: so no id can take the place of "score", or of a column of the data.
CRITERION = "criterion/"

_settings: tuple[dict[str, Any], Scorer] | None = None
_lock = threading.Lock()


def settings() -> tuple[dict[str, Any], Scorer]:
    """The lab and its scorer, one for all threads of a process: it counts how often the judge failed."""
    global _settings
    with _lock:
        if _settings is None:
            lab = load_lab(HERE / "lab.json")
            scorer = Scorer(lab)
            scorer.check()
            _settings = (lab, scorer)
    return _settings


def plain(value: Any) -> Any:
    """Arrays become lists: depending on how the data is read, lists within a row arrive as arrays."""
    return value.tolist() if hasattr(value, "tolist") else value


def key_of(prompt: Any) -> str:
    """A short name of a prompt, the same in every process and run; what a method keeps of a prompt is kept by it.

    Text rather than a number: verl's validation averages every number that a reward function returns.
    """
    text = json.dumps(prompt, sort_keys=True, ensure_ascii=True)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def compute_score(
    data_source: str,
    solution_str: str,
    ground_truth: Any,
    extra_info: dict[str, Any] | None = None,
    **kwargs: Any,
) -> dict[str, float | str]:
    """Scores of one answer. The keys are the same for every answer, as verl asks.

    Args:
        data_source, ground_truth: not read; a rubric needs no reference answer.
        solution_str: the answer's text.
        extra_info: of the row that make_data.py wrote: `prompt` (text or messages), `topic` (index, below 0 if none).

    Returns:
        score: sum over criteria of prior weight * score, in [0,1]; 0 where `judged` is 0.
        judged: 1, or 0 where the judge gave no score for a criterion with weight.
        criterion/<id>: in [0,1], or NaN where there is no score.
        prompt_key, topic: for the estimator, as text ("" where there is no topic).
    """
    if not extra_info or "prompt" not in extra_info:
        raise ValueError(
            f"extra_info is {extra_info!r}; it needs \"prompt\", the prompt's messages. "
            "make_data.py writes such rows from prompts.jsonl"
        )
    lab, scorer = settings()
    prompt = plain(extra_info["prompt"])
    number = extra_info.get("topic")
    topic = None if number is None or number < 0 else int(number)
    (scores,) = scorer.score([prompt], [solution_str], [topic])
    prior = rubric_of(lab["criteria"], topic).prior
    judged = all(score is not None for weight, score in zip(prior, scores, strict=True) if weight > 0)
    result: dict[str, float | str] = {
        "score": sum(weight * score for weight, score in zip(prior, scores) if weight > 0) if judged else 0.0,
        "judged": 1.0 if judged else 0.0,
        "prompt_key": key_of(prompt),
        "topic": "" if topic is None else str(topic),
    }
    for criterion, score in zip(lab["criteria"], scores, strict=True):
        result[CRITERION + criterion["id"]] = math.nan if score is None else float(score)
    return result
