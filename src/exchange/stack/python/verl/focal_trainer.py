"""What brings the scores of all criteria from verl's reward workers to the estimator, and saves what it keeps.

Checked against the sources of verl 0.9.0 and 0.10.0.dev (verl/trainer/ppo/v1/trainer_base.py), and for the legacy
trainer of 0.8.0 (verl/trainer/ppo/ray_trainer.py).
"""
from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from focal_estimator import CRITERION, NAME, estimator, handed, register

STATE = "focal_lab.json"
METRICS = "focal_lab_metrics.jsonl"


def install(config: Any) -> type:
    """Fits the trainer that the configuration asks for; returns the class whose `run(config)` trains."""
    if config.algorithm.adv_estimator != NAME:
        raise ValueError(
            f"algorithm.adv_estimator is {config.algorithm.adv_estimator!r}; main.py trains with {NAME}: "
            f"set algorithm.adv_estimator={NAME}, or start verl.trainer.main_ppo for another"
        )
    register()
    if config.trainer.get("use_v1", False):
        return _install_v1(config)
    return _install_legacy(config)


def _install_v1(config: Any) -> type:
    """In place of the class of this mode (sync, colocate_async, separate_async): a new mode would need settings."""
    from verl.trainer import main_ppo
    from verl.trainer.ppo.v1 import get_trainer_cls
    from verl.trainer.ppo.v1.trainer_base import TRAINER_REGISTRY

    mode = config.trainer.v1.trainer_mode
    TRAINER_REGISTRY[mode] = trainer_v1(get_trainer_cls(mode))
    return undecorated(main_ppo.TaskRunnerV1)


def _install_legacy(config: Any) -> type:
    """Since 0.9 in main_ppo_v0, before that in main_ppo."""
    from verl.trainer.ppo import ray_trainer

    try:
        from verl.trainer import main_ppo_v0 as main
    except ImportError:
        from verl.trainer import main_ppo as main
    ray_trainer.compute_advantage = handing(ray_trainer.compute_advantage, config)
    main.RayPPOTrainer = keeping(main.RayPPOTrainer)
    return undecorated(main.TaskRunner)


def undecorated(actor: Any) -> type:
    """The class that `@ray.remote` was put on."""
    return getattr(actor, "__ray_actor_class__", actor)


def keeping(base: type) -> type:
    """The trainer, which besides saves and restores what the weighting keeps, beside each checkpoint of verl."""

    class Keeping(base):  # type: ignore[misc, valid-type]
        def _save_checkpoint(self) -> Any:
            # Before verl's own: once that is through, the checkpoint counts as whole.
            folder = Path(self.config.trainer.default_local_dir) / f"global_step_{self.global_steps}"
            folder.mkdir(parents=True, exist_ok=True)
            draft = folder / f"{STATE}.part"
            draft.write_text(json.dumps(estimator().weighting.state_dict()), encoding="utf-8")
            os.replace(draft, folder / STATE)
            return super()._save_checkpoint()

        def _load_checkpoint(self) -> Any:
            result = super()._load_checkpoint()
            if self.global_steps > 0:
                restore(self.config.trainer, self.global_steps)
            return result

    Keeping.__name__ = Keeping.__qualname__ = f"FocalLab{base.__name__}"
    return Keeping


def restore(trainer: Any, steps: int) -> None:
    """Takes up what was saved with the checkpoint that verl resumed from."""
    at = trainer.resume_from_path if trainer.resume_mode == "resume_path" else None
    path = Path(at or Path(trainer.default_local_dir) / f"global_step_{steps}") / STATE
    if path.exists():
        estimator().weighting.load_state_dict(json.loads(path.read_text(encoding="utf-8")))
    else:
        print(f"{path} is missing: the weighting begins anew at step {steps}.", file=sys.stderr)


def trainer_v1(base: type) -> type:
    """A trainer of verl's V1 that hands the scores of all criteria to the estimator, and logs its weights."""

    class WithScores(keeping(base)):  # type: ignore[misc]
        def _compute_advantage(self, batch: Any, metrics: dict[str, Any]) -> Any:
            with handed(infos_of(batch), representatives(batch.keys, batch.tags)):
                result = super()._compute_advantage(batch, metrics)
            metrics.update(estimator().metrics)
            return result

    WithScores.__name__ = WithScores.__qualname__ = f"FocalLab{base.__name__}"
    return WithScores


def infos_of(batch: Any) -> list[Mapping[str, Any]]:
    """[N], in the order of the batch's keys: what the reward function returned, as V1 keeps it in the TransferQueue."""
    import transfer_queue as tq

    data = tq.kv_batch_get(keys=batch.keys, partition_id=batch.partition_id, select_fields=["extra_fields"])
    fields = [getattr(field, "data", field) for field in list(data["extra_fields"])]
    return [field.get("reward_extra_info", {}) if isinstance(field, Mapping) else {} for field in fields]


def representatives(keys: Sequence[str], tags: Sequence[Mapping[str, Any]]) -> list[int | None]:
    """[N], the row whose advantage each row gets: the last output of its session; None where it only pads.

    Keys are "{uid}_{session}_{index}", as verl/trainer/ppo/v1/agent_loop_tq.py writes them.
    """
    last: dict[str, tuple[int, int]] = {}
    for row, key in enumerate(keys):
        session, _, number = key.rpartition("_")
        if session not in last or last[session][0] < int(number):
            last[session] = (int(number), row)
    return [
        None if tag.get("is_padding", False) else last[key.rpartition("_")[0]][1]
        for key, tag in zip(keys, tags, strict=True)
    ]


def handing(compute: Any, config: Any) -> Any:
    """verl's own compute_advantage of the legacy trainer, with the scores laid ready, and metrics to a file."""

    def compute_advantage(data: Any, *args: Any, **kwargs: Any) -> Any:
        columns = {
            name: list(column)
            for name, column in data.non_tensor_batch.items()
            if name.startswith(CRITERION) or name in ("prompt_key", "topic")
        }
        infos = [{name: column[row] for name, column in columns.items()} for row in range(len(data))]
        with handed(infos):
            result = compute(data, *args, **kwargs)
        folder = Path(config.trainer.default_local_dir)
        folder.mkdir(parents=True, exist_ok=True)
        with open(folder / METRICS, "a", encoding="utf-8") as lines:
            lines.write(json.dumps({"step": estimator().weighting.step, **estimator().metrics}) + "\n")
        return result

    return compute_advantage
