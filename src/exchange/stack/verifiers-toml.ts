/** The project file that makes the environment installable; nothing of it is a user's text. */

/** @param rollouts per prompt */
export const projectToml = (rollouts: number): string =>
  `[project]
name = "focal-lab-environment"
description = "A rubric with moving weights, written by Focal Lab"
version = "0.1.0"
requires-python = ">=3.11"
dependencies = ["verifiers>=0.1.8", "datasets"]

[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[tool.hatch.build]
include = ["*.py", "focal_lab/*.py", "lab.json", "prompts.jsonl", "pyproject.toml"]

[tool.verifiers.eval]
num_examples = 6
rollouts_per_example = ${rollouts}
`;
