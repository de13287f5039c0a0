"""Writes golden/market.json: a small simulated market that the reference computations and the tests both read.

Seeded, so that anyone can make the same file again:  python3 lib/core/testing/reference/simulate_market.py
Prices are rounded to 4 places, so that the text is the number.
"""
import datetime as dt
import json
import pathlib

import numpy as np

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "golden"
ASSETS = ["EQ1", "EQ2", "BOND", "GOLD", "BILL"]
DRIFT = np.array([0.08, 0.07, 0.03, 0.04, 0.015]) / 252
VOL = np.array([0.17, 0.20, 0.06, 0.16, 0.0005]) / np.sqrt(252)


def weekdays(first, count):
    day, days = first, []
    while len(days) < count:
        if day.weekday() < 5:
            days.append(day)
        day += dt.timedelta(days=1)
    return days


def prices(rng, rows):
    """A common market factor, changing volatility, and one long fall in the middle."""
    market = rng.standard_normal(rows)
    own = rng.standard_normal((rows, 5))
    loading = np.array([0.8, 0.7, -0.2, 0.1, 0.0])
    shocks = market[:, None] * loading + own * np.sqrt(1 - loading**2)
    calm = 1 + 0.6 * np.sin(np.arange(rows) / 150.0)
    fall = np.zeros((rows, 5))
    fall[900:1100, 0] = -0.0018
    fall[900:1100, 1] = -0.0020
    fall[900:1100, 2] = 0.0003
    returns = DRIFT + VOL * shocks * calm[:, None] + fall
    return np.round(100 * np.cumprod(1 + returns, axis=0), 4)


def month_text(index):
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def observations(rng):
    """Monthly series from 1990 on; one with revisions, one that stops, one whose first year has no release date."""
    first, months = 1990 * 12, 12 * 30
    t = np.arange(months)
    walk = lambda scale: np.cumsum(rng.standard_normal(months)) * scale
    series = {
        "CAPE": 22 + 6 * np.sin(t / 50) + walk(0.3),
        "GS10": 5 - t / 120 + walk(0.08),
        "CPI_NSA": 120 * np.cumprod(1 + 0.002 + 0.001 * np.sin(t / 30) + 0.002 * rng.standard_normal(months)),
        "UNRATE": 6 + 1.5 * np.sin(t / 40) + walk(0.03),
        "INDPRO_YOY": 2 + 3 * np.sin(t / 25) + rng.standard_normal(months),
        "BAA": 7 - t / 150 + walk(0.06),
        "AAA": 6 - t / 150 + walk(0.04),
        "T10Y3M_M": 1.5 + np.sin(t / 35) + walk(0.05),
    }
    series["CAPE"] = np.maximum(series["CAPE"], 8)
    rows = []
    for name, values in series.items():
        for j in range(months):
            if name == "AAA" and j >= 12 * 26 + 3:
                continue
            after = dt.date((first + j + 1) // 12, (first + j + 1) % 12 + 1, 13)
            known = "" if name == "UNRATE" and j < 12 else after.isoformat()
            rows.append([name, month_text(first + j), round(float(values[j]), 4), known])
            if name == "INDPRO_YOY" and j % 5 == 0:
                later = (after + dt.timedelta(days=62)).isoformat()
                rows.append([name, month_text(first + j), round(float(values[j] + 0.8 * rng.standard_normal()), 4), later])
    return rows


def main():
    rng = np.random.default_rng(20260101)
    rows = 1900
    days = weekdays(dt.date(2012, 1, 2), rows)
    levels = prices(rng, rows)
    market = {
        "source": "simulate_market.py, seed 20260101",
        "assets": ASSETS,
        "dates": [day.isoformat() for day in days],
        "levels": {name: levels[:, i].tolist() for i, name in enumerate(ASSETS)},
        "observations": observations(rng),
    }
    GOLDEN.mkdir(exist_ok=True)
    (GOLDEN / "market.json").write_text(json.dumps(market, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
