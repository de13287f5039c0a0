"""Writes golden/house.json: the house model from its description, date by date, with nothing carried but the tilts.

Everything is recomputed at every decision from what was known that day; the nearest legal weights come from nested
bisection. Slow on purpose: no code and no method is shared with the engine.
    python3 lib/core/testing/reference/reference_house.py
"""
import json
import math
import pathlib

import numpy as np

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "golden"
ASSETS = ["EQ1", "EQ2", "BOND", "GOLD", "BILL"]
GROUP = {"EQ1": "equity", "EQ2": "equity", "BOND": "bond", "GOLD": "alternative", "BILL": "cash"}
W = np.array([0.35, 0.2, 0.3, 0.1, 0.05])
LOW = np.array([0.1, 0.05, 0.15, 0.0, 0.0])
HIGH = np.array([0.45, 0.3, 0.55, 0.2, 0.5])
LIMITS = {"equity": (0.25, 0.6), "alternative": (0.05, 0.15)}
CASH, PPY, COST = 4, 252, 0.001
MACRO = {"excessCapeYield": 1, "unemployment": -1, "production": 1, "credit": -1, "slope": 1, "inflation": -1}
THEMES = {
    "equity": [["value", "excessCapeYield"], ["unemployment", "production", "credit"]],
    "bond": [["value", "slope"], ["inflation"]],
    "alternative": [["value"]],
}


def clip(x, limit):
    return max(-limit, min(limit, x))


def month(text):
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def known(observations, date):
    """The vintage of each value that was current at a date: {series: {month: (value, knownAt)}}."""
    out = {}
    for series, period, value, release in observations:
        if release == "" or release > date:
            continue
        slot = out.setdefault(series, {})
        m = month(period)
        if m not in slot or release >= slot[m][1]:
            slot[m] = (value, release)
    return out


def macro_reading(name, data, m):
    def v(series, lag=0):
        return data[series][m - lag][0]

    if name == "excessCapeYield":
        inflation = (v("CPI_NSA") / v("CPI_NSA", 120)) ** 0.1 - 1
        return 1 / v("CAPE") - (v("GS10") / 100 - inflation)
    if name == "unemployment":
        return v("UNRATE") - sum(v("UNRATE", j) for j in range(12)) / 12
    if name == "production":
        return v("INDPRO_YOY")
    if name == "credit":
        return (v("BAA") - v("AAA")) - (v("BAA", 3) - v("AAA", 3))
    if name == "slope":
        return v("T10Y3M_M")
    return v("CPI_NSA") / v("CPI_NSA", 12) - v("CPI_NSA", 6) / v("CPI_NSA", 18)


def macro_scores(observations, date):
    data, scores = known(observations, date), {}
    months = sorted({m for values in data.values() for m in values})
    for name, sign in MACRO.items():
        readings = {}
        for m in months:
            try:
                readings[m] = macro_reading(name, data, m)
            except KeyError:
                continue
        if len(readings) < 120 or month(date) > max(readings) + 6:
            continue
        values = np.array(list(readings.values()))
        scores[name] = sign * clip((readings[max(readings)] - values.mean()) / values.std(), 2) / 2
    return scores


def tactical_scores(P, ends, k, states):
    """P: levels per asset, up to the decision row. `states` is the trend's memory."""
    out = {}
    row = ends[k]
    brief, lasting = max(6, round(PPY / 4)), round(5 * PPY)
    for a in range(len(ASSETS)):
        if a == CASH:
            continue
        M = [P[a][e] for e in ends[: k + 1]]
        C = [P[CASH][e] for e in ends[: k + 1]]
        score = {}
        seen = []
        for h in (8, 10, 12):
            if k + 1 < h:
                continue
            x = M[-1] / (sum(M[-h:]) / h) - 1
            if k + 1 == h:
                states[a, h] = 1 if x >= 0 else -1
            elif x > 0.01:
                states[a, h] = 1
            elif x < -0.01:
                states[a, h] = -1
            seen.append(states[a, h])
        if seen:
            score["trend"] = sum(seen) / len(seen)
        if k >= 12:
            r = np.array([M[j] / M[j - 1] - 1 for j in range(k - 11, k + 1)])
            sigma = r.std(ddof=1) * math.sqrt(12)
            score["momentum"] = np.mean(
                [clip((M[k] / M[k - h] - C[k] / C[k - h]) / (sigma * math.sqrt(h / 12)), 2) / 2 for h in (3, 6, 12)]
            )
        if row >= max(brief, round(PPY)):
            r = np.array(P[a][: row + 1])
            r = r[1:] / r[:-1] - 1
            short, long = r[-brief:], r[-min(len(r), lasting) :]
            score["volatility"] = clip(math.log(math.sqrt((long**2).mean()) / math.sqrt((short**2).mean())), 1)
        out[a] = score
    return out


def value_score(P, ends, k, a):
    if k < 60:
        return None
    logs = np.log([P[a][e] for e in ends[k - 60 : k + 1]])
    sigma = np.diff(logs).std() * math.sqrt(12)
    cash = math.log(P[CASH][ends[k]] / P[CASH][ends[k - 60]])
    S = (logs[-1] - logs[0] - cash) / (5 * sigma)
    return clip((0.25 - S) * math.sqrt(5) / 2, 1)


def funded(d):
    d = np.array(d, float)
    d[CASH] -= d.sum()
    return d


def layer(rows, budget):
    total = sum(rows.values()) if rows else np.zeros(len(ASSETS))
    size = np.abs(total).sum() / 2
    scale = 1.0 if size <= budget else budget / size
    return total * scale, scale


def bisect(f, goal):
    """The m at which a falling function is the goal."""
    low, high = -1e4, 1e4
    for _ in range(200):
        mid = (low + high) / 2
        low, high = (mid, high) if f(mid) > goal else (low, mid)
    return (low + high) / 2


def nearest(wish, limits):
    u = np.maximum(W, 0.01)
    groups = {g: [i for i, a in enumerate(ASSETS) if GROUP[a] == g] for g in set(GROUP.values())}

    def weights(m):
        v = np.zeros(len(ASSETS))
        for g, ids in groups.items():
            box = lambda s: np.clip(wish[ids] - s * u[ids], LOW[ids], HIGH[ids])
            s = m
            if g in limits:
                low, high = limits[g]
                if box(m).sum() > high:
                    s = bisect(lambda x: box(x).sum(), high)
                elif box(m).sum() < low:
                    s = bisect(lambda x: box(x).sum(), low)
            v[ids] = box(s)
        return v

    return weights(bisect(lambda m: weights(m).sum(), 1.0))


def decisions(market, limits):
    dates, P = market["dates"], [market["levels"][a] for a in ASSETS]
    ends = [t for t in range(len(dates) - 1) if dates[t][:7] != dates[t + 1][:7]]
    last, dynamic, states, out = W.copy(), np.zeros(len(ASSETS)), {}, []
    dynamic_scale, dynamic_scores = 1.0, {}
    for k, row in enumerate(ends):
        date = dates[row]
        quarter = int(date[5:7]) % 3 == 0
        scores = tactical_scores(P, ends, k, states)
        rows = {}
        for a, score in scores.items():
            weights = {"trend": 0.5, "momentum": 0.25, "volatility": 0.25}
            present = sum(weights[s] for s in score)
            for s in score:
                rows.setdefault(s, np.zeros(len(ASSETS)))[a] = weights[s] / present * score[s] * W[a]
        tactical, tactical_scale = layer({s: funded(d) for s, d in rows.items()}, 0.5)
        if quarter:
            macro, rows, dynamic_scores = macro_scores(market["observations"], date), {}, {}
            for a in range(len(ASSETS)):
                if a == CASH:
                    continue
                have = dict(macro)
                value = value_score(P, ends, k, a)
                if value is not None:
                    have["value"] = value
                themes = [[i for i in theme if i in have] for theme in THEMES[GROUP[ASSETS[a]]]]
                themes = [theme for theme in themes if theme]
                for theme in themes:
                    for i in theme:
                        rows.setdefault(i, np.zeros(len(ASSETS)))[a] = 0.5 * have[i] / len(themes) / len(theme) * W[a]
                        dynamic_scores[f"{ASSETS[a]}.{i}"] = have[i]
            dynamic, dynamic_scale = layer({i: funded(d) for i, d in rows.items()}, 0.15)
        wish = W + dynamic + tactical
        legal = nearest(wish, limits)
        step = 0.5 * (legal - last)
        size = np.abs(step).sum() / 2
        aim = last + (step if size <= 0.2 else step * 0.2 / size)
        moves = np.abs(aim - last).sum() / 2 >= 0.02
        target = aim if moves else last
        tactical_scores_out = {f"{ASSETS[a]}.{s}": v for a, score in scores.items() for s, v in score.items()}
        out.append(
            {
                "row": row,
                "date": date,
                "order": "move" if moves else "quarter-end" if quarter else None,
                "tacticalScale": tactical_scale,
                "dynamicScale": dynamic_scale,
                "wish": wish.tolist(),
                "legal": legal.tolist(),
                "target": target.tolist(),
                "scores": {**tactical_scores_out, **dynamic_scores},
            }
        )
        last = target
    return out


def backtest(market, made, lag):
    levels = np.array([market["levels"][a] for a in ASSETS])
    orders = {d["row"] + lag: np.array(d["target"]) for d in made if d["order"]}
    held, turned, nav = np.zeros(len(ASSETS)), 0.0, []
    for t in range(levels.shape[1]):
        held = np.eye(len(ASSETS))[CASH] if t == 0 else held * levels[:, t] / levels[:, t - 1]
        for weights in ([W] if t == 0 else []) + ([orders[t]] if t in orders else []):
            value = held.sum()
            traded = np.abs(weights * value - held)[:CASH].sum()
            held, turned = weights * (value - COST * traded), turned + traded / value
        nav.append(held.sum())
    nav = np.array(nav)
    r = nav[1:] / nav[:-1] - 1
    return {
        "lag": lag,
        "cagr": (nav[-1] / nav[0]) ** (PPY / len(r)) - 1,
        "volAnnual": r.std(ddof=1) * math.sqrt(PPY),
        "maxDrawdown": (nav / np.maximum.accumulate(nav) - 1).min(),
        "turnoverAnnual": turned / 2 / (len(r) / PPY),
    }


def main():
    market = json.loads((GOLDEN / "market.json").read_text())
    plain = decisions(market, {})
    grouped = decisions(market, LIMITS)
    keep = lambda made: [d for j, d in enumerate(made) if j % 4 == 3 or j > len(made) - 4]
    out = {
        "source": "reference_house.py",
        "policy": {"weights": W.tolist(), "min": LOW.tolist(), "max": HIGH.tolist(), "groups": GROUP, "groupLimits": LIMITS},
        "decisions": keep(plain),
        "groupLimitTargets": [{"date": d["date"], "legal": d["legal"], "target": d["target"]} for d in keep(grouped)],
        "backtests": [backtest(market, plain, lag) for lag in (0, 1)],
    }
    (GOLDEN / "house.json").write_text(json.dumps(out, indent=1) + "\n")


if __name__ == "__main__":
    main()
