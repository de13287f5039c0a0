"""Writes golden/skill.json: random numbers, normal distribution, block lengths, bootstrap and overfitting, computed plainly.

No code is shared with the engine: the generator works on Python's big integers, the normal distribution is scipy's, the
block length follows Politis and White (2004) with the correction of Patton, Politis and White (2009), and the
overfitting probability goes through every split one at a time.
    python3 lib/core/testing/reference/reference_skill.py
"""
import itertools
import json
import math
import pathlib

import numpy as np
from scipy.stats import norm

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "golden"
MASK = 0xFFFFFFFF


def rotate(x, k):
    return ((x << k) | (x >> (32 - k))) & MASK


def xoshiro(seed):
    """xoshiro128** whose four words come from splitmix32."""
    words = []
    for _ in range(4):
        seed = (seed + 0x9E3779B9) & MASK
        t = ((seed ^ (seed >> 16)) * 0x21F0AAAD) & MASK
        t = ((t ^ (t >> 15)) * 0x735A2D97) & MASK
        words.append(t ^ (t >> 15))
    while True:
        yield (rotate((words[1] * 5) & MASK, 7) * 9) & MASK
        t = (words[1] << 9) & MASK
        words[2] ^= words[0]
        words[3] ^= words[1]
        words[1] ^= words[2]
        words[0] ^= words[3]
        words[2] ^= t
        words[3] = rotate(words[3], 11)


def series(seed, count, persistence):
    """An autoregressive series made from the generator above, rounded so that the text is the number."""
    draws = xoshiro(seed)
    values, last = [], 0.0
    for _ in range(count):
        noise = sum(next(draws) / 2**32 for _ in range(12)) - 6
        last = persistence * last + noise
        values.append(round(last / 100, 6))
    return values


def block_length(values):
    x = np.array(values) - np.mean(values)
    n = len(x)
    longest, run = math.ceil(min(3 * math.sqrt(n), n / 3)), max(5, math.ceil(math.sqrt(math.log10(n))))
    lags = math.ceil(math.sqrt(n)) + run
    covariance = [x[k:] @ x[: n - k] / n for k in range(lags + 1)]
    small = [abs(c / covariance[0]) < 2 * math.sqrt(math.log10(n) / n) for c in covariance]
    first = next((k for k in range(1, lags - run + 2) if all(small[k : k + run])), None)
    window = lags if first is None else min(2 * first, lags)
    taper = [1 if k / window <= 0.5 else 2 * (1 - k / window) for k in range(window + 1)]
    spread = sum(2 * taper[k] * k * covariance[k] for k in range(1, window + 1))
    density = covariance[0] + sum(2 * taper[k] * covariance[k] for k in range(1, window + 1))
    return min(longest, max(1.0, (spread**2 / density**2 * n) ** (1 / 3)))


def bootstrap_depths(returns, seed, block, rows, paths):
    draws, depths = xoshiro(seed), []
    for _ in range(paths):
        wealth = peak = 1.0
        deepest, at = 0.0, 0
        for t in range(rows):
            u = next(draws)
            at = next(draws) * len(returns) >> 32 if t == 0 or u < int(2**32 / block) else (at + 1) % len(returns)
            wealth *= 1 + returns[at]
            peak = max(peak, wealth)
            deepest = min(deepest, wealth / peak - 1)
        depths.append(deepest)
    return depths


def ratio(x):
    return np.mean(x) / np.std(x, ddof=1)


def overfitting(trials, blocks):
    """Every way to take half of the blocks: where does the best of that half rank in the other half?"""
    data = np.array(trials)
    size = data.shape[1] // blocks
    data = data[:, data.shape[1] - size * blocks :]
    logits = []
    for chosen in itertools.combinations(range(blocks), blocks // 2):
        inside = np.concatenate([np.arange(b * size, (b + 1) * size) for b in chosen])
        outside = np.setdiff1d(np.arange(size * blocks), inside)
        best = int(np.argmax([ratio(row[inside]) for row in data]))
        scores = [ratio(row[outside]) for row in data]
        share = sum(s <= scores[best] for s in scores) / (len(data) + 1)
        logits.append(math.log(share / (1 - share)))
    return {"splits": len(logits), "probability": sum(x <= 0 for x in logits) / len(logits), "meanLogit": float(np.mean(logits))}


def main():
    draws = xoshiro(12345)
    numbers = [next(draws) for _ in range(1000)]
    shares = [1e-300, 1e-20, 1e-8, 0.001, 0.02425, 0.1, 0.25, 0.5, 0.6, 0.75, 0.9, 0.975, 0.99, 0.999, 1 - 1e-10]
    points = [-37.0, -20.0, -8.0, -5.0, -3.0, -2.999, -1.0, -0.3, 0.0, 0.3, 1.0, 1.96, 2.999, 3.0, 5.0, 8.0]
    calm, sticky, swinging = series(1, 360, 0.0), series(2, 500, 0.5), series(3, 240, -0.4)
    trials = [series(100 + i, 163, 0.0) for i in range(7)]
    depths = bootstrap_depths(sticky, 7, 9.5, 120, 200)
    out = {
        "random": {"seed": 12345, "first": numbers[:8], "thousandth": numbers[999]},
        "quantiles": [[p, float(norm.ppf(p))] for p in shares],
        "distribution": [[x, float(norm.cdf(x))] for x in points],
        "series": {"calm": calm, "sticky": sticky, "swinging": swinging},
        "blockLength": {"calm": block_length(calm), "sticky": block_length(sticky), "swinging": block_length(swinging)},
        "bootstrap": {"seed": 7, "block": 9.5, "rows": 120, "paths": 200, "quantiles": [float(np.quantile(depths, q)) for q in (0.05, 0.5, 0.95)]},
        "trials": trials,
        "overfitting": {"8": overfitting(trials, 8), "4": overfitting(trials, 4)},
    }
    (GOLDEN / "skill.json").write_text(json.dumps(out) + "\n")
    print({k: out[k] for k in ("random", "blockLength", "bootstrap", "overfitting")})


main()
