"""Writes golden/rules-market.json and golden/rules.json: a small simulated world of 24 funds, and what the published
rules GEM, VAA-G4, DAA-G12, HAA, PAA and BAA hold in it, computed plainly from lists; no code is shared with the engine.

    python3 lib/core/testing/reference/reference_rules.py
"""
import datetime as dt
import json
import pathlib

import numpy as np

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "golden"
SEED, FIRST_YEAR, MONTHS = 20260102, 2003, 168
# name: yearly drift, yearly volatility, loading on the common factor
FUNDS = {
    "SPY": (0.08, 0.16, 0.9), "IWM": (0.09, 0.20, 0.85), "QQQ": (0.10, 0.21, 0.85), "VGK": (0.06, 0.19, 0.8), "EWJ": (0.04, 0.18, 0.6),
    "VWO": (0.08, 0.23, 0.75), "VEA": (0.06, 0.18, 0.85), "VNQ": (0.08, 0.21, 0.65), "GSG": (0.03, 0.22, 0.3), "DBC": (0.03, 0.19, 0.35),
    "GLD": (0.05, 0.16, 0.05), "TLT": (0.05, 0.13, -0.3), "HYG": (0.05, 0.10, 0.65), "LQD": (0.045, 0.07, 0.2), "EFA": (0.06, 0.18, 0.85),
    "EEM": (0.08, 0.23, 0.75), "AGG": (0.04, 0.04, -0.05), "BND": (0.04, 0.042, -0.05), "TIP": (0.04, 0.06, 0.1), "SHY": (0.025, 0.012, -0.1),
    "IEF": (0.04, 0.065, -0.25), "BIL": (0.02, 0.0005, 0.0), "ACWX": (0.06, 0.18, 0.8), "IYR": (0.08, 0.21, 0.65),
}


def dates():
    """Three rows a month, so that month-ends must be picked; the last month is left open."""
    rows = [dt.date(FIRST_YEAR + m // 12, m % 12 + 1, day).isoformat() for m in range(MONTHS) for day in (9, 19, 28)]
    return rows[:-1]


def market():
    rng = np.random.default_rng(SEED)
    days = dates()
    steps = len(days)
    common = rng.standard_normal(steps)
    season = np.where(np.sin(np.arange(steps) / 23.0) < -0.55, -0.9, 0.18)
    levels = {}
    for name, (drift, vol, load) in FUNDS.items():
        own = rng.standard_normal(steps)
        shock = load * (common + season) + np.sqrt(1 - load**2) * own
        returns = drift / 36 + vol / 6 * shock
        levels[name] = [round(float(x), 4) for x in 50 * np.cumprod(1 + returns)]
    return {"source": f"reference_rules.py, seed {SEED}", "dates": days, "levels": levels, "observations": observations(rng)}


def observations(rng):
    """Monthly series from 1990: price level, retail sales, production, and stock valuation, known the 14th of the next month."""
    rows = []
    t = np.arange(12 * 27)
    series = {
        "CPIAUCSL": 130 * np.cumprod(1 + 0.002 + 0.001 * rng.standard_normal(t.size)),
        "RETAIL": 150000 * np.cumprod(1 + 0.003 + 0.005 * np.sin(t / 14) + 0.004 * rng.standard_normal(t.size)),
        "INDPRO": 60 * np.cumprod(1 + 0.002 + 0.004 * np.sin(t / 17 + 1) + 0.004 * rng.standard_normal(t.size)),
        "CAPE": 24 + 7 * np.sin(t / 40) + np.cumsum(rng.standard_normal(t.size)) * 0.3,
    }
    for name, values in series.items():
        for j, value in enumerate(values):
            known = dt.date(1990 + (j + 1) // 12, (j + 1) % 12 + 1, 14).isoformat()
            rows.append([name, f"{1990 + j // 12}-{j % 12 + 1:02d}", round(float(value), 4), known])
    return rows


def month_ends(days):
    return [t for t in range(len(days) - 1) if days[t][:7] != days[t + 1][:7]]


def momentum_13612w(p):
    return 12 * (p[-1] / p[-2] - 1) + 4 * (p[-1] / p[-4] - 1) + 2 * (p[-1] / p[-7] - 1) + (p[-1] / p[-13] - 1)


def momentum_mean(p):
    return sum(p[-1] / p[-1 - h] - 1 for h in (1, 3, 6, 12)) / 4


def first_best(names, score):
    best = names[0]
    for name in names[1:]:
        if score[name] > score[best]:
            best = name
    return best


def top(names, score, count):
    left, out = list(names), []
    for _ in range(count):
        out.append(first_best(left, score))
        left.remove(out[-1])
    return out


def add(weights, name, share):
    if share > 0:
        weights[name] = weights.get(name, 0) + share


def gem(year, _w, _u, _s):
    if year["SPY"] > year["BIL"]:
        return {"SPY": 1} if year["SPY"] >= year["ACWX"] else {"ACWX": 1}
    return {"AGG": 1}


def vaa(_y, w, _u, _s):
    offensive = ["SPY", "EFA", "EEM", "AGG"]
    if any(w[name] < 0 for name in offensive):
        return {first_best(["SHY", "IEF", "LQD"], w): 1}
    return {first_best(offensive, w): 1}


def daa(_y, w, _u, _s):
    risky = ["SPY", "IWM", "QQQ", "VGK", "EWJ", "VWO", "VNQ", "GSG", "GLD", "TLT", "HYG", "LQD"]
    safe = sum(w[name] < 0 for name in ["VWO", "BND"]) / 2
    weights = {}
    add(weights, first_best(["SHY", "IEF", "LQD"], w), safe)
    for name in top(risky, w, 6):
        add(weights, name, (1 - safe) / 6)
    return weights


def haa(_y, _w, u, _s):
    shelter = first_best(["IEF", "BIL"], u)
    if u["TIP"] < 0:
        return {shelter: 1}
    weights = {}
    for name in top(["SPY", "IWM", "VEA", "VWO", "VNQ", "DBC", "IEF", "TLT"], u, 4):
        add(weights, name if u[name] >= 0 else shelter, 0.25)
    return weights


def paa(_y, _w, _u, s):
    risky = ["SPY", "QQQ", "IWM", "VGK", "EWJ", "EEM", "IYR", "GSG", "GLD", "HYG", "LQD", "TLT"]
    good = [name for name in risky if s[name] > 0]
    safe = min(1.0, (12 - len(good)) / (12 - 2 * 12 / 4))
    weights = {}
    add(weights, "IEF", safe)
    held = top(good, s, min(6, len(good)))
    for name in held:
        add(weights, name, (1 - safe) / len(held))
    return weights


def baa(_y, w, _u, s):
    weights = {}
    if all(w[name] >= 0 for name in ["SPY", "VWO", "VEA", "BND"]):
        for name in top(["SPY", "QQQ", "IWM", "VGK", "EWJ", "VWO", "VNQ", "DBC", "GLD", "TLT", "HYG", "LQD"], s, 6):
            add(weights, name, 1 / 6)
        return weights
    for name in top(["TIP", "DBC", "BIL", "IEF", "TLT", "LQD", "BND"], s, 3):
        add(weights, name if s[name] >= s["BIL"] else "BIL", 1 / 3)
    return weights


def nav_of(levels, decided, rows, lag=1, cost=0.001):
    """Net asset value with the rule's weights traded one row later; BIL is cash and is not charged."""
    held, cash, nav, due = {}, 1.0, [], {row + lag: weights for row, weights in decided}
    for t in range(rows):
        if t > 0:
            held = {name: value * levels[name][t] / levels[name][t - 1] for name, value in held.items()}
            cash *= levels["BIL"][t] / levels["BIL"][t - 1]
        if t in due:
            value = cash + sum(held.values())
            wanted = {name: share for name, share in due[t].items() if name != "BIL"}
            traded = sum(abs(wanted.get(name, 0) * value - held.get(name, 0)) for name in set(wanted) | set(held))
            after = value - cost * traded
            held = {name: share * after for name, share in wanted.items()}
            cash = after - sum(held.values())
        nav.append(cash + sum(held.values()))
    return nav


def main():
    world = market()
    days, levels = world["dates"], world["levels"]
    ends = month_ends(days)
    rules, out = {"gem": gem, "vaa-g4": vaa, "daa-g12": daa, "haa": haa, "paa": paa, "baa": baa}, {}
    for slug, rule in rules.items():
        decided = []
        for k in range(12, len(ends)):
            closes = {name: [series[row] for row in ends[: k + 1]] for name, series in levels.items()}
            year = {name: p[-1] / p[-13] - 1 for name, p in closes.items()}
            w = {name: momentum_13612w(p) for name, p in closes.items()}
            u = {name: momentum_mean(p) for name, p in closes.items()}
            s = {name: p[-1] / (sum(p[-13:]) / 13) - 1 for name, p in closes.items()}
            decided.append((ends[k], rule(year, w, u, s)))
        nav = nav_of(levels, decided, len(days))
        out[slug] = {"decisions": [[days[row], weights] for row, weights in decided], "nav": nav[::25] + [nav[-1]]}
    GOLDEN.mkdir(exist_ok=True)
    (GOLDEN / "rules-market.json").write_text(json.dumps(world, separators=(",", ":")) + "\n")
    (GOLDEN / "rules.json").write_text(json.dumps({"source": "reference_rules.py", "rules": out}, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
