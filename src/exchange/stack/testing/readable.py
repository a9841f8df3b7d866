"""What a stand-in prints, as JSON can hold it."""

import math


def readable(value):
    """NaN as null, which is what JSON has."""
    if isinstance(value, dict):
        return {key: readable(one) for key, one in value.items()}
    if isinstance(value, list):
        return [readable(one) for one in value]
    return None if isinstance(value, float) and math.isnan(value) else value
