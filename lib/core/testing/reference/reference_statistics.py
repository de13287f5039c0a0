"""Writes golden/statistics.json: every statistic of a return series, and Ledoit–Wolf covariances, computed a second time.

Matrix formulas of numpy and the moments of scipy; the shrinkage follows the authors' own program (covCor), with its
theta matrix, instead of pairs. No code is shared with the engine.
    python3 lib/core/testing/reference/reference_statistics.py
"""
import json
import pathlib

import numpy as np
from scipy import stats

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "golden"
F = 12


def growth(r):
    return np.prod(1 + r) ** (F / len(r)) - 1


def falls(r):
    wealth = np.concatenate([[1.0], np.cumprod(1 + r)])
    return (wealth / np.maximum.accumulate(wealth) - 1)[1:]


def statistics(r, b, c):
    x, y = r - c, b - c
    depth = falls(r)
    slope = np.cov(x, y)[0, 1] / np.var(y, ddof=1)
    active = r - b
    error = active.std(ddof=1) * np.sqrt(F)
    downside = np.sqrt(np.mean(np.minimum(r, 0) ** 2))
    ulcer = np.sqrt(np.mean(depth**2))
    limit = np.quantile(r, 0.05)
    worst = np.sort(depth)[: max(1, int(np.ceil(0.05 * len(r))))]
    rises, drops = b > 0, b < 0
    return {
        "cumulative": np.prod(1 + r) - 1,
        "cagr": growth(r),
        "volAnnual": r.std(ddof=1) * np.sqrt(F),
        "sharpe": x.mean() / x.std(ddof=1) * np.sqrt(F),
        "downsideDeviation": downside,
        "sortino": r.mean() / downside * np.sqrt(F),
        "maxDrawdown": depth.min(),
        "calmar": growth(r) / -depth.min(),
        "ulcer": ulcer,
        "pain": -depth.mean(),
        "martin": (growth(r) - growth(c)) / ulcer,
        "cdar95": worst.mean(),
        "var95": limit,
        "cvar95": r[r <= limit].mean(),
        "skewness": stats.skew(r),
        "excessKurtosis": stats.kurtosis(r),
        "omega": r[r > 0].sum() / -r[r < 0].sum(),
        "trackingError": error,
        "informationRatio": ((1 + growth(r)) / (1 + growth(b)) - 1) / error,
        "beta": slope,
        "alpha": (x.mean() - slope * y.mean()) * F,
        "upCapture": (np.prod(1 + r[rises]) - 1) / (np.prod(1 + b[rises]) - 1),
        "downCapture": (np.prod(1 + r[drops]) - 1) / (np.prod(1 + b[drops]) - 1),
        "hitRate": np.mean(r > b),
        "bestPeriod": r.max(),
        "worstPeriod": r.min(),
        "timeUnderWater": np.mean(depth < 0),
    }


def shrink(x):
    """covCor of Ledoit and Wolf, divisor n."""
    t, n = x.shape
    x = x - x.mean(axis=0)
    sample = x.T @ x / t
    sd = np.sqrt(np.diag(sample))
    average = (np.sum(sample / np.outer(sd, sd)) - n) / (n * (n - 1))
    prior = average * np.outer(sd, sd)
    np.fill_diagonal(prior, np.diag(sample))
    y = x**2
    phi = y.T @ y / t - sample**2
    theta = (x**3).T @ x / t - np.diag(sample)[:, None] * sample
    np.fill_diagonal(theta, 0)
    rho = np.sum(np.diag(phi)) + average * np.sum(np.outer(1 / sd, sd) * theta)
    gamma = np.sum((sample - prior) ** 2)
    intensity = max(0.0, min(1.0, (phi.sum() - rho) / gamma / t))
    return intensity, intensity * prior + (1 - intensity) * sample


def main():
    rng = np.random.default_rng(20261123)
    market = rng.standard_t(5, 60) * 0.03 + 0.006
    columns = [np.round(beta * market + rng.standard_normal(60) * noise + 0.002, 5) for beta, noise in ((1.0, 0.01), (0.6, 0.02), (-0.2, 0.012), (0.3, 0.03))]
    cash = np.round(0.002 + 0.0005 * np.sin(np.arange(60) / 7), 6)
    out = {
        "source": "reference_statistics.py, seed 20261123",
        "columns": [column.tolist() for column in columns],
        "cash": cash.tolist(),
        "statistics": {k: float(v) for k, v in statistics(columns[1], columns[0], cash).items()},
        "shrunk": [],
    }
    for rows in (8, 24, 60):
        intensity, matrix = shrink(np.array([column[:rows] for column in columns]).T)
        weights, benchmark = np.array([0.4, 0.3, 0.2, 0.1]), np.array([0.25, 0.25, 0.25, 0.25])
        active = weights - benchmark
        out["shrunk"].append({
            "rows": rows,
            "shrinkage": intensity,
            "matrix": matrix.tolist(),
            "volatilityAnnual": float(np.sqrt(weights @ matrix @ weights * F)),
            "trackingErrorAnnual": float(np.sqrt(active @ matrix @ active * F)),
        })
    (GOLDEN / "statistics.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
