"""Recall, nDCG and MRR of ranked lists."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bench.report import SEED

HEADS = ("recall@20", "recall@100", "nDCG@10", "nDCG@20", "MRR")


def measures(ranked: Sequence[int], gains: Mapping[int, int]) -> tuple[float, ...]:
    """The figures of HEADS for one question."""
    return (
        recall(ranked, gains, 20),
        recall(ranked, gains, 100),
        ndcg(ranked, gains, 10),
        ndcg(ranked, gains, 20),
        reciprocal_rank(ranked[:100], gains),
    )


def interval(values: NDArray[np.float64], draws: int = 10_000) -> tuple[float, float]:
    """Where the mean lies in 95 of 100 cases when as many questions are drawn again from these (bootstrap)."""
    drawn = np.random.default_rng(SEED).integers(0, len(values), (draws, len(values)))
    low, high = np.quantile(values[drawn].mean(axis=1), (0.025, 0.975))
    return float(low), float(high)


def recall(ranked: Sequence[int], gains: Mapping[int, int], depth: int) -> float:
    """The share found of what a list of this length could hold."""
    return sum(one in gains for one in ranked[:depth]) / min(len(gains), depth)


def ndcg(ranked: Sequence[int], gains: Mapping[int, int], depth: int) -> float:
    best = sorted(gains.values(), reverse=True)[:depth]
    return _discounted([gains.get(one, 0) for one in ranked[:depth]]) / _discounted(best)


def reciprocal_rank(ranked: Sequence[int], gains: Mapping[int, int]) -> float:
    return next((1 / place for place, one in enumerate(ranked, 1) if one in gains), 0.0)


def _discounted(gained: Sequence[int]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gained, 1))
