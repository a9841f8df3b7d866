"""Focal Lab for training stacks: how a rubric scores answers, and how its criteria are weighed into rewards."""
