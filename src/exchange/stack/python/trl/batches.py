"""How many prompts go into a generation batch, and how its completions are shared out over processes."""

from __future__ import annotations

from typing import NamedTuple


class Batches(NamedTuple):
    """Numbers for GRPOConfig; prompts * num_generations = processes * per_device * steps."""

    prompts: int  # per generation batch, over all processes
    per_device: int  # per_device_train_batch_size: completions per process and pass through the model
    steps: int  # steps_per_generation, and gradient_accumulation_steps


def batches(prompts: int, num_generations: int, processes: int, most_prompts: int, most_per_device: int) -> Batches:
    """
    The largest generation batch of whole groups that the processes can share evenly.

    As in the lab, one optimiser step takes the whole batch: gradients are accumulated over all of it. Methods that
    look at the batch (GDPO, SA-MRPO, SAW, max-min) see all of its prompts.

    Args:
        prompts: how many there are.
        num_generations: rollouts per prompt.
        processes: of all machines together.
        most_prompts: not more than these in a batch.
        most_per_device: not more completions than these at once, for memory.

    Raises:
        ValueError: if no number of whole groups can be shared evenly.
    """
    for count in range(min(prompts, most_prompts), 0, -1):
        own, left = divmod(count * num_generations, processes)
        if left == 0:
            per_device = max(size for size in range(1, min(own, most_per_device) + 1) if own % size == 0)
            return Batches(count, per_device, own // per_device)
    raise ValueError(
        f"{processes} processes cannot share groups of {num_generations} rollouts evenly with at most "
        f"{min(prompts, most_prompts)} prompts in a batch. Start as many processes as divide prompts times "
        f"rollouts, e.g. {num_generations}, or change numGenerations in lab.json."
    )
