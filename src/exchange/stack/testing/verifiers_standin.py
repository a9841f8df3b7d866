"""Stands in for verifiers' legacy Rubric and environment where an exported folder meets them: same calls, no models.

What it imitates, from verifiers/legacy/rubrics/rubric.py and envs/environment.py: functions are told apart by the names
of their arguments and handed only those, a group's function gets the lists of its group, functions run in the order
listed, the others side by side; one that raises counts as 0.0 with an error in the log; groups are scored side by side
in one event loop; prompts and completions are lists of message objects, `info` a dict. Its own lines are written anew.

Reads JSON: {folder, batches: [[{row, answers: [text | null]}]], arguments, most_failed}. Prints JSON: {batches:
[[{rewards, advantages, metrics: [{name: value}]}]], weights, errors, rows, kwargs, logged}, or {error, logged}.
"""

import asyncio
import inspect
import json
import logging
import sys
import types

import verdict_server
from readable import readable

PLURAL = {"states", "prompts", "completions", "answers", "tasks", "infos"}


class Message:
    """A message as pydantic has it: fields by attribute and by key, but no Mapping."""

    def __init__(self, **fields):
        self.__dict__.update(fields)

    def __getitem__(self, key):
        return self.__dict__[key]

    def model_dump(self):
        return dict(self.__dict__)


class Rubric:
    def __init__(self, funcs, weights):
        assert len(funcs) == len(weights)
        self.funcs, self.weights, self.errors = funcs, weights, []

    async def call(self, function, offered, default):
        wanted = inspect.signature(function).parameters
        try:
            return await function(**{name: value for name, value in offered.items() if name in wanted})
        except Exception as error:
            self.errors.append(f"{function.__name__}: {type(error).__name__}: {error}")
            return default

    async def score_group(self, states):
        totals = [0.0] * len(states)
        metrics = [{} for _ in states]
        for function, weight in zip(self.funcs, self.weights):
            if PLURAL & set(inspect.signature(function).parameters):
                columns = {"prompts": "prompt", "completions": "completion", "infos": "info"}
                offered = {plural: [state[name] for state in states] for plural, name in columns.items()}
                offered |= {"states": states, "answers": [""] * len(states), "tasks": [None] * len(states)}
                scores = await self.call(function, offered, [0.0] * len(states))
            else:
                scores = await asyncio.gather(
                    *(self.call(function, {**state, "state": state, "answer": ""}, 0.0) for state in states)
                )
            for i, score in enumerate(scores):
                totals[i] += float(score) * weight if weight else 0.0
                metrics[i][function.__name__] = float(score)
        centre = sum(totals) / len(totals)
        for state, total, own in zip(states, totals, metrics):
            state |= {"reward": total, "advantage": total - centre, "metrics": own}


class SingleTurnEnv:
    def __init__(self, dataset, rubric, **kwargs):
        self.dataset, self.rubric, self.kwargs = dataset, rubric, kwargs


def state_of(row, answer):
    completion = None if answer is None else [Message(role="assistant", content=answer)]
    return {
        "prompt": [Message(**message) for message in row["prompt"]],
        "completion": completion,
        "info": json.loads(row["info"]),
    }


async def scored(env, groups):
    rows = env.dataset
    states = [[state_of(rows[group["row"]], answer) for answer in group["answers"]] for group in groups]
    await asyncio.gather(*(env.rubric.score_group(own) for own in states))
    return [
        {
            "rewards": [state["reward"] for state in own],
            "advantages": [state["advantage"] for state in own],
            "metrics": [state["metrics"] for state in own],
        }
        for own in states
    ]


def main():
    given = json.load(sys.stdin)
    verdict_server.serve(given["most_failed"])
    logged = []
    handler = logging.Handler()
    handler.emit = lambda record: logged.append(record.getMessage())
    logging.getLogger("focal_lab").addHandler(handler)
    sys.modules["verifiers"] = types.SimpleNamespace(Rubric=Rubric, SingleTurnEnv=SingleTurnEnv)
    sys.modules["datasets"] = types.SimpleNamespace(Dataset=types.SimpleNamespace(from_list=list))
    sys.path.insert(0, given["folder"])
    import focal_lab_environment

    try:
        env = focal_lab_environment.load_environment(**given["arguments"])
        left = {
            # One call after the other: batches of groups that are scored side by side.
            "batches": [asyncio.run(scored(env, groups)) for groups in given["batches"]],
            "weights": {function.__name__: weight for function, weight in zip(env.rubric.funcs, env.rubric.weights)},
            "errors": env.rubric.errors,
            "rows": env.dataset,
            "kwargs": env.kwargs,
        }
    except Exception as error:
        left = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(readable({**left, "logged": logged})))


if __name__ == "__main__":
    main()
