"""Runs random labs through `focal_lab.weighting` and prints what came out, for comparison with TypeScript."""

from __future__ import annotations

import json
import math
import sys
from typing import Any

from focal_lab import weighting


def recorded(run: dict) -> list[dict]:
    """Each step of a run: its Step, and every group's Weighed."""
    groups: list[weighting.Weighed] = []
    weigh = weighting.weigh

    def noting(*args: Any, **more: Any) -> weighting.Weighed:
        groups.append(weigh(*args, **more))
        return groups[-1]

    weighting.weigh = noting
    try:
        own = weighting.Weighting(run["lab"], vectorised=False)
        result = []
        for given in run["steps"]:
            groups.clear()
            step = own(given["scores"], given["keys"], given["prompts"])
            result.append(
                {
                    "step": camel(step._asdict()),
                    "groups": [camel(group._asdict()) for group in groups],
                }
            )
        return result
    finally:
        weighting.weigh = weigh


def on_arrays(run: dict) -> list[dict | None]:
    """Each step of a run computed on arrays; None where it was not, for gaps or groups of several sizes."""
    taken: list[bool] = []

    class Noting(weighting.Weighting):
        def _weigh_arrays(self, *args: Any) -> Any:
            taken.append(True)
            return super()._weigh_arrays(*args)

    sizes = [{len(group) for group in given["scores"]} for given in run["steps"]]
    if any(len(own) > 1 for own in sizes):
        return [None] * len(sizes)  # none of its steps would be
    own = Noting(run["lab"], vectorised=True)
    result: list[dict | None] = []
    for given in run["steps"]:
        taken.clear()
        step = own(given["scores"], given["keys"], given["prompts"])
        result.append(camel(step._asdict()) if taken else None)
    return result


def camel(fields: dict) -> dict:
    return {"fellBack" if name == "fell_back" else name: value for name, value in fields.items()}


def formula_values(asked: dict) -> list[float | None]:
    """What formulas are worth; None where they are invalid. Numbers come as text, for NaN and infinities."""
    values = []
    for tree, environment in zip(asked["trees"], asked["environments"]):
        numbers = {name: float(value) for name, value in environment.items()}
        value = weighting.evaluate_formula(tree, numbers)
        values.append(None if math.isnan(value) else value)
    return values


given = json.load(sys.stdin)
answer = {
    "runs": [recorded(run) for run in given["runs"]],
    "arrays": [on_arrays(run) for run in given["runs"]] if given["arrays"] else [],
    "formulas": formula_values(given["formulas"]),
    "advantages": [
        weighting.advantages(
            batch["groups"],
            batch["direct"],
            batch["finish"],
            scale_rewards=batch["settings"]["scaleRewards"],
            match_reward_scale=batch["settings"]["matchRewardScale"],
            prompt_gamma=batch["settings"]["promptGamma"],
        )
        for batch in given["advantages"]
    ],
    "parameters": {
        name: {key: list(one) for key, one in method.parameters.items()}
        for name, method in weighting.METHODS.items()
    },
    "keeps": [weighting.keeps(run["lab"]["method"], run["lab"]["parameters"]) for run in given["runs"]],
    "finish": weighting.FINISH,
}
sys.stdout.write(json.dumps(answer))
