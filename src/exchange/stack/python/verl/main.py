"""Starts verl with the estimator of this folder: `python3 main.py <overrides>`, as `python3 -m verl.trainer.main_ppo`.

verl makes advantages in a Ray actor, and takes the class of it for recipes to change (`task_runner_class` of
run_ppo in verl/trainer/main_ppo.py; 0.8.0, 0.9.0 and 0.10.0.dev). All else is verl's own start.
"""
from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

HERE = str(Path(__file__).resolve().parent)


class FocalLabRunner:
    """Runs verl's own task runner, once the trainer is fitted in the actor's process."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def run(self, config: Any) -> None:
        sys.path.insert(0, self.folder)  # at the same path on every machine, as verl's data and models are
        from focal_trainer import install

        install(config)().run(config)


class Bound:
    """An actor class with its argument given: verl makes the actor by `task_runner_class.remote()`."""

    def __init__(self, actor: Any, folder: str) -> None:
        self.actor, self.folder = actor, folder

    def options(self, **options: Any) -> "Bound":
        return Bound(self.actor.options(**options), self.folder)

    def remote(self) -> Any:
        return self.actor.remote(self.folder)


def main() -> None:
    import ray
    from verl.trainer import main_ppo

    actor = ray.remote(num_cpus=1)(FocalLabRunner)
    run_ppo = main_ppo.run_ppo
    main_ppo.run_ppo = lambda config, task_runner_class=None: run_ppo(config, task_runner_class=Bound(actor, HERE))
    main_ppo.main()


if __name__ == "__main__":
    main()
