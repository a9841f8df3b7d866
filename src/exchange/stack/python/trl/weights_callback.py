"""Keeps the weighing in step with a trainer: training or evaluation, groups, processes, checkpoints.

Checked against transformers 5.18.0 and TRL 1.13.0 on 2026-11-22. Public interface only: the events of TrainerCallback
with args (a GRPOConfig), state and model; accelerate.utils.gather_object.
"""

from __future__ import annotations

import json
import os
import warnings
from typing import Any

from accelerate.utils import gather_object
from transformers import TrainerCallback

from rewards import LabRewards, Mode

STATE_FILE = "focal_lab_weighting.json"


class WeightingCallback(TrainerCallback):
    """
    Attach it to the trainer that calls the reward functions: GRPOTrainer(…, callbacks=[WeightingCallback(rewards)]).

    A generation batch counts as a step of the method (for warm-up and moving averages) only when it is made inside a
    training step. That is not trainer_state.global_step: each generation batch is used for num_iterations optimiser
    steps or more.
    """

    def __init__(self, rewards: LabRewards) -> None:
        self.rewards = rewards
        self.args: Any = None
        self.model: Any = None
        self.in_step = False

    def on_init_end(self, args: Any, state: Any, control: Any, model: Any = None, **kwargs: Any) -> None:
        self.args, self.model = args, model
        self.in_step = False
        self.rewards.process_index = args.process_index
        self.rewards.gather = gather_object
        self.rewards.mode = self.mode
        self.rewards.attached = True

    def on_train_begin(self, args: Any, state: Any, control: Any, model: Any = None, **kwargs: Any) -> None:
        self.on_init_end(args, state, control, model)
        if state.global_step > 0:
            self._restore(args, state)

    def on_step_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        self.in_step = True

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        self.in_step = False

    def mode(self) -> Mode:
        """
        Between on_step_begin and on_step_end a trainer trains and does nothing else.

        The model is asked as well (TRL goes by that): a step that was interrupted by hand never ended.
        """
        training = self.in_step and bool(self.model.training)
        evaluated = self.args.num_generations_eval or self.args.num_generations
        return Mode(training, self.args.num_generations if training else evaluated)

    def on_save(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        """Every process keeps the same; one of them writes it into the checkpoint's folder."""
        if not args.should_save:
            return
        path = os.path.join(args.output_dir, f"checkpoint-{state.global_step}", STATE_FILE)
        with open(path, "w", encoding="utf-8") as file:
            json.dump(self.rewards.weighting.state_dict(), file)

    def _restore(self, args: Any, state: Any) -> None:
        """
        Takes back what was kept at the checkpoint that training resumes from.

        Trainer.train does not tell callbacks which one that is. It is args.resume_from_checkpoint where a script puts
        it there, as train.py does, else the one of that step in the output folder.
        """
        folder = args.resume_from_checkpoint
        if not isinstance(folder, str):
            folder = os.path.join(args.output_dir, f"checkpoint-{state.global_step}")
        path = os.path.join(folder, STATE_FILE)
        if not os.path.isfile(path):
            warnings.warn(f"Training resumes, but there is no {path}: what the method keeps starts anew.")
            return
        with open(path, encoding="utf-8") as file:
            self.rewards.weighting.load_state_dict(json.load(file))
