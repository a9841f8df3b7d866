"""Trains a language model under lab.json with TRL's GRPOTrainer, on one process or, by accelerate launch, on many.

Checked against TRL 1.13.0 on 2026-11-22. `python train.py --help` lists the options.
"""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import Any

from datasets import Dataset
from transformers.trainer_utils import get_last_checkpoint
from trl import GRPOConfig, GRPOTrainer

from batches import batches
from focal_lab.judge import Judge
from focal_lab.scoring import load_lab, topic_of
from focal_lab.words import Language, score
from rewards import LabRewards
from weights_callback import WeightingCallback

HERE = Path(__file__).resolve().parent

# What is NOT taken from lab.json, because it belongs to the sandbox's policy of a few thousand parameters.
MODEL = "Qwen/Qwen3-0.6B"  # small, and follows instructions
LEARNING_RATE = 1e-6  # TRL's default for GRPO; Adam's betas and epsilon are transformers' defaults
MAX_STEPS = 200  # optimiser steps; the lab counts generation batches, each good for num_iterations of them
MOST_PROMPTS = 16  # per generation batch
SAVE_STEPS = 50


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter)
    parser.add_argument("--model", default=MODEL, help="name on the Hugging Face Hub, or a folder")
    parser.add_argument("--prompts", type=Path, default=HERE / "prompts.jsonl", help="rows with prompt, maybe topic")
    parser.add_argument("--output-dir", default="output", help="checkpoints, completions, the trained model")
    parser.add_argument("--max-steps", type=int, default=MAX_STEPS, help="optimiser steps")
    parser.add_argument("--learning-rate", type=float, default=LEARNING_RATE)
    parser.add_argument("--max-completion-length", type=int, help="tokens; by default made from lab.json")
    parser.add_argument("--per-device", type=int, default=8, help="most completions at once on one process")
    parser.add_argument("--save-steps", type=int, default=SAVE_STEPS, help="optimiser steps between checkpoints")
    parser.add_argument("--cpu", action="store_true", help="train on the CPU, in 32 bits: for trying out")
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--report-to", default="none", help="e.g. wandb, tensorboard, trackio")
    parser.add_argument(
        "--resume", nargs="?", const="last", help="go on from the last checkpoint in --output-dir, or from this one"
    )
    return parser.parse_args()


def read_prompts(path: Path) -> list[dict[str, Any]]:
    """
    Rows for the trainer: `prompt` is a string, or a list of messages; other columns go to the reward functions.

    Raises:
        ValueError: naming the line and what is allowed there.
    """
    rows: list[dict[str, Any]] = []
    # Not splitlines: JSON leaves characters such as U+2028 as they are, which are ends of lines to it.
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ValueError(f"{path}, line {number} is not JSON ({error}): {line[:80]}") from None
        prompt = row.get("prompt") if isinstance(row, dict) else None
        if not isinstance(prompt, str | list) or len(prompt) == 0:
            raise ValueError(f'{path}, line {number}: "prompt" has to be a string or a list of messages: {line[:80]}')
        if rows and type(prompt) is not type(rows[0]["prompt"]):
            raise ValueError(f"{path}, line {number}: strings and lists of messages cannot be mixed in one file.")
        rows.append(row)
    if not rows:
        raise ValueError(f"{path} has no rows.")
    # Dataset.from_list takes the columns of the first row alone: a topic that it lacks would be lost in all.
    columns = dict.fromkeys(name for row in rows for name in row)
    return [{name: row.get(name) for name in columns} for row in rows]


def check_topics(lab: dict, rows: list[dict[str, Any]]) -> None:
    """Says before a model is loaded if a detector or a weight per prompt needs topics that the prompts do not have."""
    language = Language(lab["language"])
    weighs_prompts = any(criterion["promptWeights"] for criterion in lab["criteria"])
    for topic in {topic_of(row.get("topic")) for row in rows}:
        if weighs_prompts and topic is None:
            print("Some prompts have no topic: there the usual weights count, not those per prompt.")
        elif weighs_prompts:
            language.topic(topic, "a weight per prompt")
        for criterion in lab["criteria"]:
            if criterion["scoredBy"] == "detector":
                score(criterion, "any answer", topic, language)


def config_of(lab: dict, rewards: LabRewards, prompts: int, chosen: argparse.Namespace) -> GRPOConfig:
    training = lab["training"]
    # torchrun and accelerate launch say how many processes there are before any of them has met the others.
    processes = int(os.environ.get("WORLD_SIZE", "1"))
    batch = batches(prompts, training["numGenerations"], processes, MOST_PROMPTS, chosen.per_device)
    iterations = training["numIterations"]
    return GRPOConfig(
        # from lab.json
        num_generations=training["numGenerations"],
        num_iterations=iterations,
        beta=training["beta"],
        epsilon=training["epsilon"],
        epsilon_high=training.get("epsilonHigh"),
        temperature=training["temperature"],
        loss_type=training["lossType"],
        max_grad_norm=training["maxGradNorm"],
        scale_rewards=rewards.scale_rewards,
        reward_weights=rewards.reward_weights,
        # of the sandbox's own, see above
        learning_rate=chosen.learning_rate,
        max_steps=chosen.max_steps,
        max_completion_length=chosen.max_completion_length or lab["answerTokens"],
        # an answer would end before its thoughts do; templates that know no thinking ignore it
        chat_template_kwargs={"enable_thinking": False},
        # one optimiser step per pass over a whole generation batch, as in the lab
        per_device_train_batch_size=batch.per_device,
        steps_per_generation=batch.steps,
        gradient_accumulation_steps=batch.steps,
        # checkpoints between generation batches: rollouts are not saved, so within one it would be sampled anew
        save_steps=-(-chosen.save_steps // iterations) * iterations,
        output_dir=chosen.output_dir,
        resume_from_checkpoint=checkpoint_of(chosen),
        use_cpu=chosen.cpu,
        bf16=False if chosen.cpu else None,  # None: TRL's choice
        seed=chosen.seed,
        report_to=chosen.report_to,
        logging_steps=iterations,
        log_completions=True,
        num_completions_to_print=2,
    )


def checkpoint_of(chosen: argparse.Namespace) -> str | None:
    if chosen.resume != "last":
        return chosen.resume
    last = get_last_checkpoint(chosen.output_dir) if os.path.isdir(chosen.output_dir) else None
    if last is None:
        raise ValueError(f"--resume: there is no checkpoint in {chosen.output_dir}. Start without it.")
    return last


def main() -> None:
    chosen = options()
    lab = load_lab(HERE / "lab.json")
    judged = any(criterion["scoredBy"] == "judge" for criterion in lab["criteria"])
    rewards = LabRewards(lab, Judge.from_environment() if judged else None)
    rows = read_prompts(chosen.prompts)
    check_topics(lab, rows)
    args = config_of(lab, rewards, len(rows), chosen)
    if args.process_index == 0:
        print(f"{lab['name']}: {lab['method']}, {len(lab['criteria'])} criteria, {len(rows)} prompts.")
        if lab["training"]["dropSilentGroups"]:
            print(
                "dropSilentGroups: TRL keeps groups whose rewards are all equal. Their advantage is 0 there too, but "
                "their tokens stay in the mean of the loss, and in the KL term."
            )
    trainer = GRPOTrainer(
        model=chosen.model,
        reward_funcs=rewards.functions,
        args=args,
        train_dataset=Dataset.from_list(rows),
        callbacks=[WeightingCallback(rewards)],
    )
    trainer.train(resume_from_checkpoint=args.resume_from_checkpoint)
    trainer.save_model()


if __name__ == "__main__":
    main()
