"""Stands in for verl 0.9 (and its legacy trainer) where an exported folder meets it: same calls, same order, no GPU.

What it imitates, from verl's sources: reward.custom_reward_function loaded by its path in each of 8 reward workers and
called by keyword from threads (reward_loop, naive.py); results in the TransferQueue under "extra_fields", rows
shuffled and padded (v1/trainer_base.py, padding_utils.py); an estimator that is handed the sum of scores alone
(ray_trainer.py: compute_advantage); main_ppo, which takes a runner class. Its own lines are written anew.

Reads JSON: {folder, legacy, steps: [[{prompt, topic, uid, answers}]], seed, checkpoint, resume, settings, start}.
Prints JSON: {rows: [[{uid, answer, info, advantage, tail}]], padding: [...], metrics: [...], mode}, or {error}.
"""

import importlib.util
import json
import os
import random
import runpy
import subprocess
import sys
import types
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import verdict_server
from readable import readable

WORKERS = 8
WIDTH = 3


class Config(dict):
    """Settings by attribute, as OmegaConf has them."""

    def __getattr__(self, name):
        try:
            value = self[name]
        except KeyError:
            raise AttributeError(name) from None
        return Config(value) if isinstance(value, dict) else value


class Tensor:
    """As much of a tensor as an estimator of outcomes needs: [N] or [N, T] as lists."""

    def __init__(self, values):
        self.values = values

    def new_tensor(self, values):
        return Tensor([float(value) for value in values])

    def unsqueeze(self, dim):
        assert dim == -1
        return Tensor([[value] for value in self.values])

    def __mul__(self, other):
        return Tensor([[own[0] * value for value in row] for own, row in zip(self.values, other.values, strict=True)])


def work(path, name):
    """One reward worker: loads the file by its path, and calls the function from threads, by keyword."""
    spec = importlib.util.spec_from_file_location("custom_module", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    function = getattr(module, name)

    def call(row):
        extra = {**row["row"]["extra_info"], "num_turns": 2, "rollout_reward_scores": {}}
        return function(
            data_source=row["row"]["data_source"],
            solution_str=row["answer"],
            ground_truth=row["row"]["reward_model"]["ground_truth"],
            extra_info=extra,
        )

    with ThreadPoolExecutor(4) as threads:
        for line in sys.stdin:
            print(json.dumps(list(threads.map(call, json.loads(line)))), flush=True)


class Workers:
    """Processes that stay for the run, and take turns with the rows of a batch."""

    def __init__(self, function):
        command = [sys.executable, __file__, function.path, function.name]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.processes = [subprocess.Popen(command, **pipes) for _ in range(WORKERS)]

    def reward(self, rows):
        """Gives each row the info of its answer; all infos have the keys of the first."""
        for i, process in enumerate(self.processes):
            process.stdin.write(json.dumps(rows[i::WORKERS]) + "\n")
            process.stdin.flush()
        keys = None
        for i, process in enumerate(self.processes):
            for row, info in zip(rows[i::WORKERS], json.loads(process.stdout.readline()), strict=True):
                keys = keys or list(info)
                assert list(info) == keys and "score" in info, (keys, info)
                row["info"] = info
                row["score"] = info["score"]
        return rows

    def end(self):
        for process in self.processes:
            process.communicate()


def install(given, config):
    """Puts modules named as verl's into place; returns what the run leaves behind."""
    shuffle = random.Random(given["seed"])
    left = {"rows": [], "padding": [], "metrics": [], "mode": None}
    store = {}

    def module(name, **names):
        made = types.ModuleType(name)
        made.__dict__.update(names)
        made.__path__ = []
        sys.modules[name] = made
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, made)
        return made

    class Decorated:
        def __init__(self, cls):
            self.__ray_actor_class__ = cls

        def options(self, **_):
            return self

        def remote(self, *args):
            actor = self.__ray_actor_class__(*args)
            return types.SimpleNamespace(run=types.SimpleNamespace(remote=lambda config: actor.run(config)))

    def remote(*args, **_):
        return Decorated(args[0]) if args else Decorated

    registry = {}

    def register_adv_est(name):
        def decorate(function):
            if registry.get(name, function) is not function:
                raise ValueError(f"{name} is registered already")
            registry[name] = function
            return function

        return decorate

    def rows_of(step):
        prompts = importlib.import_module("make_data")
        rows = []
        for place, group in enumerate(step):
            row = prompts.row_of({"prompt": group["prompt"], "topic": group["topic"]}, place)
            for session, answer in enumerate(group["answers"]):
                rows.append({"row": row, "uid": group["uid"], "session": session, "answer": answer})
        return rows

    def compute_advantage(data, adv_estimator, config, **_):
        rows = data.rows
        handed = {
            "token_level_rewards": Tensor([[0.0] * (WIDTH - 1) + [row["score"]] for row in rows]),
            "response_mask": Tensor([row["mask"] for row in rows]),
            "config": config,
            "index": [row["uid"] for row in rows],
        }
        advantages, returns = registry[adv_estimator](**handed)
        assert advantages.values == returns.values
        for row, values in zip(rows, advantages.values, strict=True):
            row["advantage"], row["masked"] = values[0], values[-1]

    class Base:
        def __init__(self, config):
            self.config = config
            self.global_steps = 0

        def _save_checkpoint(self):
            folder = Path(self.config.trainer.default_local_dir, f"global_step_{self.global_steps}")
            folder.mkdir(parents=True, exist_ok=True)

        def _load_checkpoint(self):
            found = list(Path(self.config.trainer.default_local_dir).glob("global_step_*"))
            self.global_steps = max((int(path.name.rpartition("_")[2]) for path in found), default=0)

        def fit(self):
            if given["resume"]:
                self._load_checkpoint()
            workers = Workers(self.config.reward.custom_reward_function)
            try:
                self.train(workers)
            finally:
                workers.end()
            if given["checkpoint"]:
                self._save_checkpoint()

        def train(self, workers):
            for step in given["steps"]:
                self.global_steps += 1
                rows = workers.reward(rows_of(step))
                shuffle.shuffle(rows)
                for row in rows:
                    row["mask"] = [1] * (WIDTH - 1) + [shuffle.randint(0, 1)]
                metrics = {}
                self.advance(rows, metrics)
                left["metrics"].append(metrics)
                shown = ("uid", "answer", "info", "advantage", "tail")
                for row in rows:
                    row["tail"] = [row["mask"][-1], row["masked"]]
                left["rows"].append([{name: row[name] for name in shown} for row in rows])

    class PPOTrainerSync(Base):
        def advance(self, rows, metrics):
            keys = [f"{row['uid']}_{row['session']}_0" for row in rows]
            tags = [{} for _ in rows]
            # Padding copies a row, its scores too, under a uid of its own.
            padding = [{**rows[0], "uid": "pad0", "mask": [0] * WIDTH, "score": 0.0} for _ in range(2)]
            store.update(zip(keys, rows))
            store.update({f"pad0_{i}_0": row for i, row in enumerate(padding)})
            keys += [f"pad0_{i}_0" for i in range(2)]
            tags += [{"is_padding": True}] * 2
            self._compute_advantage(types.SimpleNamespace(keys=keys, tags=tags, partition_id="train"), metrics)
            left["padding"] += [row["advantage"] for row in padding]

        def _compute_advantage(self, batch, metrics):
            data = types.SimpleNamespace(rows=[store[key] for key in batch.keys])
            compute_advantage(data, self.config.algorithm.adv_estimator, self.config.algorithm)
            return batch

    class Data:
        """As a DataProto: columns of arrays by name."""

        def __init__(self, rows):
            self.rows = rows
            names = list(rows[0]["info"])
            self.non_tensor_batch = {name: [row["info"][name] for row in rows] for name in names}
            self.non_tensor_batch["uid"] = [row["uid"] for row in rows]

        def __len__(self):
            return len(self.rows)

    class RayPPOTrainer(Base):
        def advance(self, rows, metrics):
            sys.modules["verl.trainer.ppo.ray_trainer"].compute_advantage(
                Data(rows), adv_estimator=self.config.algorithm.adv_estimator, config=self.config.algorithm
            )

    trainers = {"sync": PPOTrainerSync}

    class TaskRunnerV1:
        def run(self, config):
            left["mode"] = config.trainer.v1.trainer_mode
            trainers[config.trainer.v1.trainer_mode](config).fit()

    class TaskRunner:
        def run(self, config):
            left["mode"] = "legacy"
            sys.modules["verl.trainer.main_ppo_v0"].RayPPOTrainer(config).fit()

    def run_ppo(config, task_runner_class):
        task_runner_class.remote().run.remote(config)

    def main():
        runner = Decorated(TaskRunnerV1 if config.trainer.use_v1 else TaskRunner)
        sys.modules["verl.trainer.main_ppo"].run_ppo(config, task_runner_class=runner)

    def kv_batch_get(keys, partition_id, select_fields):
        assert select_fields == ["extra_fields"] and partition_id == "train"
        return {"extra_fields": [types.SimpleNamespace(data={"reward_extra_info": store[key]["info"]}) for key in keys]}

    module("ray", remote=remote)
    module("transfer_queue", kv_batch_get=kv_batch_get)
    module("verl")
    module("verl.trainer")
    module("verl.trainer.main_ppo", run_ppo=run_ppo, main=main, TaskRunnerV1=Decorated(TaskRunnerV1))
    module("verl.trainer.main_ppo_v0", RayPPOTrainer=RayPPOTrainer, TaskRunner=Decorated(TaskRunner))
    module("verl.trainer.ppo")
    module("verl.trainer.ppo.core_algos", register_adv_est=register_adv_est)
    module("verl.trainer.ppo.ray_trainer", compute_advantage=compute_advantage)
    module("verl.trainer.ppo.v1", get_trainer_cls=trainers.__getitem__)
    module("verl.trainer.ppo.v1.trainer_base", TRAINER_REGISTRY=trainers)
    return left


def main():
    given = json.load(sys.stdin)
    folder = given["folder"]
    config = Config(
        algorithm={"adv_estimator": "focal_lab", "use_kl_in_reward": False},
        trainer={
            "use_v1": not given["legacy"],
            "v1": {"trainer_mode": "sync"},
            "default_local_dir": os.path.join(folder, "checkpoints"),
            "resume_mode": "auto",
            "resume_from_path": None,
        },
        reward={"custom_reward_function": {"path": os.path.join(folder, "reward.py"), "name": "compute_score"}},
    )
    for path, value in given["settings"].items():
        *parents, last = path.split(".")
        at = config
        for parent in parents:
            at = at[parent]
        at[last] = value
    verdict_server.serve("1")
    sys.path.insert(0, folder)
    left = install(given, config)
    try:
        if given["start"] == "main.py":
            runpy.run_path(os.path.join(folder, "main.py"), run_name="__main__")
        else:  # verl's own start, with the estimator registered in this process alone
            importlib.import_module("focal_estimator").register()
            sys.modules["verl.trainer.main_ppo"].main()
    except Exception as error:
        left = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(readable(left)))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        work(*sys.argv[1:])
    else:
        main()
