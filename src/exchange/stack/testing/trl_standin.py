"""A stand-in for TRL's GRPOTrainer: calls reward functions, fires callbacks and makes advantages as TRL 1.13.0 does.

Standard library only; processes are threads that meet at a barrier. What is followed (trl/trainer/grpo_trainer.py):
reward functions are called by keyword with the slice of their process, with every column but `prompt`, and with
trainer_state, log_extra, log_metric; None becomes NaN; rewards of all processes are gathered in the order of
processes, weighted and summed without NaN, and cut into groups; a rollout without any reward gets no advantage;
metrics are averaged over processes in the order of their sorted names.

Reads {folder, processes, config, fails, events} from standard input, prints what every event led to.
"""

from __future__ import annotations

import json
import math
import os
import pickle
import sys
import threading
import types
import warnings
from types import SimpleNamespace

GIVEN = json.load(sys.stdin)
PROCESSES = GIVEN["processes"]
sys.path.insert(0, GIVEN["folder"])

MEETING = threading.Barrier(PROCESSES)
BOARD: list = [None] * PROCESSES
RANK = threading.local()


def gather_object(own: list) -> list:
    """The lists of all processes, end to end, as accelerate.utils.gather_object."""
    BOARD[RANK.index] = pickle.loads(pickle.dumps(own))  # nothing is shared between processes
    MEETING.wait()
    everyone = [thing for share in BOARD for thing in share]
    MEETING.wait()
    return everyone


class TrainerCallback:
    """Every event there is does nothing."""

    def __getattr__(self, name: str):
        if name.startswith("on_"):
            return lambda args, state, control, **kwargs: None
        raise AttributeError(name)


def provide(name: str, **members: object) -> None:
    module = types.ModuleType(name)
    vars(module).update(members)
    sys.modules[name] = module


provide("accelerate")
provide("accelerate.utils", gather_object=gather_object)
provide("transformers", TrainerCallback=TrainerCallback)

from focal_lab.judge import JudgeError  # noqa: E402
from focal_lab.scoring import load_lab  # noqa: E402
from rewards import LabRewards  # noqa: E402
from weights_callback import WeightingCallback  # noqa: E402


def judge(prompt_text: str, answer: str, criteria: list) -> list[float]:
    """Depends on prompt, answer and criterion; fails on some answers."""
    if "broken" in answer:
        raise JudgeError("stand-in: malformed")
    return [
        sum(map(ord, prompt_text + answer + one["id"])) % (2 if one["kind"] == "hard-rule" else 11)
        / (1 if one["kind"] == "hard-rule" else 10)
        for one in criteria
    ]


def deviation(values: list[float]) -> float:
    if len(values) < 2:
        return math.nan if not values else 0.0
    centre = sum(values) / len(values)
    return math.sqrt(sum((value - centre) ** 2 for value in values) / (len(values) - 1))


def trl_advantages(rewards: list[float], size: int, scale_rewards: str) -> list[float]:
    """NaN-aware, and 0 for NaN."""
    known = [value for value in rewards if not math.isnan(value)]
    advantages = []
    for at in range(0, len(rewards), size):
        group = rewards[at : at + size]
        own = [value for value in group if not math.isnan(value)]
        spread = deviation(known if scale_rewards == "batch" else own)
        for value in group:
            if math.isnan(value):
                advantages.append(0.0)
                continue
            centred = value - sum(own) / len(own)
            advantages.append(centred if scale_rewards == "none" else centred / (spread + 1e-4))
    return advantages


class Trainer:
    """One process."""

    def __init__(self, index: int) -> None:
        self.index = index
        self.rewards = LabRewards(load_lab(os.path.join(GIVEN["folder"], "lab.json")), judge)
        config = GIVEN["config"]
        self.args = SimpleNamespace(
            **{"num_generations_eval": None, "resume_from_checkpoint": None, **config},
            process_index=index,
            should_save=index == 0,
        )
        self.state = SimpleNamespace(global_step=0)
        self.model = SimpleNamespace(training=True)
        self.callbacks = [WeightingCallback(self.rewards)] if GIVEN.get("attach", True) else []
        self.fire("on_init_end")

    def fire(self, event: str) -> None:
        for callback in self.callbacks:
            getattr(callback, event)(self.args, self.state, None, model=self.model, optimizer=None)

    def rewards_of(self, rows: list[dict], metrics: dict[str, float]) -> list[list[float]]:
        """[N][K + 1], of all processes."""
        own = len(rows) // PROCESSES
        rows = rows[self.index * own : (self.index + 1) * own]
        columns = {name: [row[name] for row in rows] for name in rows[0] if name not in ("prompt", "completion")}
        pending: dict[str, list[float]] = {}
        by_function = [
            [
                math.nan if value is None else value
                for value in function(
                    prompts=[row["prompt"] for row in rows],
                    completions=[row["completion"] for row in rows],
                    completion_ids=[[7, 8]] * own,
                    **columns,
                    trainer_state=self.state,
                    log_extra=lambda column, values: None,
                    log_metric=lambda name, value: pending.setdefault(name, []).append(value),
                )
            ]
            for function in self.rewards.functions
        ]
        assert all(len(values) == own for values in by_function)
        for name in sorted(pending):
            together = gather_object([[name, sum(pending[name]) / len(pending[name])]])
            assert {other for other, _ in together} == {name}, "processes log different names"
            metrics[name] = math.fsum(value for _, value in together) / PROCESSES
        return gather_object([list(row) for row in zip(*by_function)])

    def batch(self, rows: list[dict], size: int) -> dict:
        metrics: dict[str, float] = {}
        by_row = self.rewards_of(rows, metrics)
        rewards = [
            math.nan
            if all(map(math.isnan, row))
            else sum(w * value for w, value in zip(self.rewards.reward_weights, row) if not math.isnan(value))
            for row in by_row
        ]
        return {
            "rewards": [[None if math.isnan(value) else value for value in row] for row in by_row],
            "advantages": trl_advantages(rewards, size, self.rewards.scale_rewards),
            "metrics": metrics,
            "step": self.rewards.weighting.step,
        }

    def run(self, event: dict) -> dict | None:
        kind, rows = event["kind"], event.get("rows", [])
        generations = self.args.num_generations
        if kind == "begin":
            self.state.global_step = event.get("globalStep", 0)
            self.fire("on_train_begin")
        elif kind == "train":
            self.fire("on_step_begin")
            result = self.batch(rows, generations)
            if event.get("again"):
                result = self.batch(rows, generations)
            if event.get("interrupted"):
                return result
            for _ in range(2):  # num_iterations: the rollouts of one batch, used twice
                self.fire("on_step_begin")
                self.state.global_step += 1
                self.fire("on_step_end")
            return result
        elif kind == "evaluate":
            self.model.training = False
            result = self.batch(rows, self.args.num_generations_eval or generations)
            self.model.training = True
            return result
        elif kind == "save":
            folder = os.path.join(self.args.output_dir, f"checkpoint-{self.state.global_step}")
            os.makedirs(folder, exist_ok=True)
            self.fire("on_save")
            MEETING.wait()
        return None


def main() -> None:
    results: list[list] = [[] for _ in range(PROCESSES)]
    errors: list[str] = []

    def process(index: int) -> None:
        RANK.index = index
        try:
            trainer = Trainer(index)
            results[index] = [trainer.run(event) for event in GIVEN["events"]]
        except threading.BrokenBarrierError:
            pass  # another process failed, and says why
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
            MEETING.abort()

    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        threads = [threading.Thread(target=process, args=(index,)) for index in range(PROCESSES)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    functions = LabRewards(load_lab(os.path.join(GIVEN["folder"], "lab.json")), judge).functions
    print(
        json.dumps(
            {
                "results": results[0],
                "same": all(own == results[0] for own in results),
                "errors": sorted(set(errors)),
                "warnings": sorted({str(warning.message) for warning in warned}),
                "names": [function.__name__ for function in functions],
            }
        )
    )


main()
