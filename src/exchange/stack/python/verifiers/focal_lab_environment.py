"""The environment for verifiers and prime-rl: the prompts, and a rubric that weighs each group as the method says.

Checked against the sources of verifiers of 2026-08-21 (commit a60a606; docs/legacy/environments.md). This is its older,
"legacy" interface; its newer one has a rubric judge of its own, which reads judge_rubric.json (see README.md).
"""
from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from focal_lab.scoring import load_lab  # noqa: E402
from focal_lab_rewards import GroupReward  # noqa: E402

log = logging.getLogger("focal_lab")


def rows() -> list[dict[str, Any]]:
    """prompts.jsonl as verifiers has it: the topic goes into `info`, as JSON text, since its columns have one type."""
    # Not splitlines: it also splits at U+2028 and others, which may stand within a text of JSON.
    lines = (HERE / "prompts.jsonl").read_text(encoding="utf-8").split("\n")
    found = [json.loads(line) for line in lines if line.strip()]
    return [
        {
            "prompt": [{"role": "user", "content": row["prompt"]}] if isinstance(row["prompt"], str) else row["prompt"],
            "answer": "",
            "info": json.dumps({"topic": row.get("topic")}),
        }
        for row in found
    ]


def load_environment(hand_over: str = "rewards", groups_per_step: int | None = None, **kwargs: Any) -> Any:
    """What `prime eval run focal-lab-environment` and prime-rl call.

    Args:
        hand_over: "rewards", or "advantages" finished as lab.json says (see GroupReward).
        groups_per_step: groups in a training step; asked for only where weights depend on the step.
        kwargs: of vf.SingleTurnEnv, e.g. system_prompt, max_concurrent.
    """
    import verifiers as vf
    from datasets import Dataset

    lab = load_lab(HERE / "lab.json")
    group = GroupReward(lab, hand_over=hand_over, groups_per_step=groups_per_step)
    group.scorer.check()
    training = lab["training"]
    if hand_over == "rewards":
        log.warning(
            "A trainer that is handed rewards makes its own advantages (prime-rl: reward minus the group's mean): "
            "scaleRewards %r, matchRewardScale %s and promptGamma %g of lab.json have no effect. "
            'load_environment(hand_over="advantages") hands on finished advantages',
            training["scaleRewards"],
            training["matchRewardScale"],
            training["promptGamma"],
        )
    functions, weights = group.functions()
    rubric = vf.Rubric(funcs=functions, weights=weights)
    return vf.SingleTurnEnv(dataset=Dataset.from_list(rows()), rubric=rubric, **kwargs)
