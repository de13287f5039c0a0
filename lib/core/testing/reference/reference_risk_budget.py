"""Writes golden/risk-budget.json: the targets of the layers with risk budgets in the simulated world of reference_rules.py. From
the description of the recipe, with numpy: covariance by matrix products, the nearest legal weights by two nested
bisections, readings looked up again at every decision. No code is shared with the engine.

    python3 lib/core/testing/reference/reference_rules.py
    python3 lib/core/testing/reference/reference_risk_budget.py
"""
import json

import numpy as np

from reference_rules import GOLDEN, month_ends

ASSETS = ["SPY", "EFA", "IEF", "GLD", "BIL"]
GROUP = ["equity", "equity", "bond", "alternative", "cash"]
CASH = 4
MIX = np.array([0.35, 0.2, 0.3, 0.1, 0.05])
LOW = np.array([0.1, 0.05, 0.15, 0, 0])
HIGH = np.array([0.5, 0.3, 0.6, 0.2, 0.5])


def month(text):
    return int(text[:4]) * 12 + int(text[5:7])


def known(observations, series, day):
    """{month: value} of a series in the vintage that was current on a day."""
    out = {}
    for name, period, value, release in sorted(observations, key=lambda o: o[3]):
        if name == series and release <= day:
            out[month(period)] = value
    return out


# Readings of one asset at month-end k: a number, or None.

def trend(m, _cash, k):
    return None if k < 9 else m[k] / m[k - 9 : k + 1].mean() - 1


def momentum(m, cash, k):
    if k < 12:
        return None
    returns = m[k - 11 : k + 1] / m[k - 12 : k] - 1
    return (m[k] / m[k - 6] - cash[k] / cash[k - 6]) / (returns.std(ddof=1) * np.sqrt(12) * np.sqrt(0.5))


def volatility(m, _cash, k):
    if k < 12:
        return None
    squares = (m[1 : k + 1] / m[:k] - 1) ** 2
    return np.log(np.sqrt(squares[-60:].mean()) / np.sqrt(squares[-6:].mean()))


PRICES = {"trend": (trend, 1), "momentum": (momentum, 1), "volatility": (volatility, 1)}


def cape(observations, day):
    values = known(observations, "CAPE", day)
    return dict(sorted(values.items()))


def inflation(observations, day):
    values = known(observations, "CPIAUCSL", day)
    return {m: values[m] / values[m - 12] - 1 for m in sorted(values) if m - 12 in values}


MACRO = {"cape": (cape, -1, "equity"), "inflationLevel": (inflation, -1, "bond")}


def standard(past, how):
    """The newest of the readings as a score, or None."""
    past, kind = np.array(past, dtype=float), how["kind"]
    if kind == "sign":
        return 1.0 if past[-1] >= 0 else -1.0
    needed = how["months"] if kind == "rolling" else how["minimum"]
    if len(past) < needed:
        return None
    window = past if kind == "expanding" else past[-how["months"] :]
    if kind == "percentile":
        return 2 * ((window < past[-1]).mean() + (window == past[-1]).mean() / 2) - 1
    return None if window.std() < 1e-9 else float(np.clip((past[-1] - window.mean()) / window.std(), -2, 2) / 2)


def scores_at(ingredient, world, months, cash, k, day):
    """One score per asset, None where there is none."""
    name, how = ingredient["indicator"], ingredient["standard"]
    if name in PRICES:
        formula, sign = PRICES[name]
        out = []
        for a in range(len(ASSETS)):
            past = [r for r in (formula(months[a], cash, j) for j in range(k + 1)) if r is not None]
            now = None if a == CASH or formula(months[a], cash, k) is None else standard(past, how)
            out.append(None if now is None else sign * now)
        return out
    formula, sign, group = MACRO[name]
    readings = formula(world["observations"], day)
    newest = max(readings, default=None)
    fresh = newest is not None and month(day) - newest <= 6
    now = standard(list(readings.values()), how) if fresh else None
    return [sign * now if now is not None and GROUP[a] == group else None for a in range(len(ASSETS))]


def shrunk(returns):
    """Ledoit and Wolf, Honey, I Shrunk the Sample Covariance Matrix: towards constant correlation, divisor T."""
    t, n = returns.shape
    x = returns - returns.mean(axis=0)
    sample = x.T @ x / t
    deviation = np.sqrt(np.diag(sample))
    correlation = sample / np.outer(deviation, deviation)
    average = (correlation.sum() - n) / (n * (n - 1))
    prior = average * np.outer(deviation, deviation)
    np.fill_diagonal(prior, np.diag(sample))
    y = x**2
    pi = (y.T @ y / t - sample**2).sum()
    theta = (x**3).T @ x / t - np.diag(sample)[:, None] * sample
    rho = np.diag(y.T @ y / t - sample**2).sum()
    for i in range(n):
        for j in range(n):
            if i != j:
                rho += average / 2 * (deviation[j] / deviation[i] * theta[i, j] + deviation[i] / deviation[j] * theta[j, i])
    gamma = ((prior - sample) ** 2).sum()
    weight = min(1, max(0, (pi - rho) / gamma / t))
    return weight * prior + (1 - weight) * sample


def bisect(function, low, high):
    """Where a decreasing function is nil."""
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) > 0 else (low, middle)
    return (low + high) / 2


def nearest(wish, groups):
    """Least squares: sum 1, each within its range, each group within its own."""
    def member(shift, name):
        inside = np.array([g == name for g in GROUP])
        raw = lambda own: np.where(inside, np.clip(wish - own, LOW, HIGH), 0).sum()
        low, high = groups.get(name, (-9.0, 9.0))
        own = shift
        if raw(own) > high:
            own = bisect(lambda s: raw(s) - high, shift, 9.0)
        elif raw(own) < low:
            own = bisect(lambda s: raw(s) - low, -9.0, shift)
        return np.where(inside, np.clip(wish - own, LOW, HIGH), 0)

    whole = lambda shift: sum(member(shift, name) for name in set(GROUP))
    return whole(bisect(lambda s: whole(s).sum() - 1, -9.0, 9.0))


def engage(state, score, rules):
    """(side, score that counts, side asked for, times asked, decisions still to rest)."""
    side, counted, asked_before, asking, resting = state
    if resting > 0:
        return (0, 0.0, 0, 0, resting - 1)
    if abs(score) > rules["enter"]:
        asked = int(np.sign(score))
    else:
        asked = side if abs(score) >= rules["leave"] and np.sign(score) == side else 0
    if asked == side:
        return (side, score if side else 0.0, asked, 0, 0)
    times = asking + 1 if asked == asked_before else 1
    if times < rules["confirm"]:
        return (side, counted, asked, times, 0)
    if asked != 0 and side != 0 and rules["coolOff"] > 0:
        return (0, 0.0, 0, 0, rules["coolOff"] - 1)
    return (asked, score if asked else 0.0, asked, 0, 0)


def layer_tilt(layer, states, given, covariance, case):
    """The funded tilt within its budget, and the memory of each asset."""
    weights = [one["weight"] for one in layer["indicators"]]
    tilt, new, heard = np.zeros(5), [], []
    for a in range(5):
        said = [(w, s[a]) for w, s in zip(weights, given) if s[a] is not None]
        total = sum(w for w, _ in said)
        score = sum(w / total * s for w, s in said) if said else 0.0
        new.append(engage(states[a], score, layer["engagement"]))
        if said:
            heard.append(a)
    if covariance is None:
        return tilt, new
    deviation = np.sqrt(np.diag(covariance))
    for a in range(5):
        scale = min(deviation[heard].mean() / deviation[a], case["riskScaleCap"]) if a in heard else 1
        tilt[a] = layer["gain"] * scale * new[a][1]
    tilt = tilt - tilt.sum() * (np.eye(5)[CASH] if case["funding"] == "cash" else MIX)
    risk = np.sqrt(tilt @ covariance @ tilt * 12)
    return tilt * min(1, layer["trackingError"] / risk) if risk > 0 else tilt, new


def without_small(last, aim, least):
    moves = aim - last
    for _ in range(6):
        moves = np.where(np.abs(moves) < least, 0, moves)
        bought, sold = moves[moves > 0].sum(), -moves[moves < 0].sum()
        if min(bought, sold) == 0:
            return last.copy()
        moves = np.where(moves > 0, moves * min(bought, sold) / bought, moves * min(bought, sold) / sold)
    return last + moves


def within_risk(weights, covariance, limit):
    if covariance is None or limit is None:
        return weights
    risk = np.sqrt((weights - MIX) @ covariance @ (weights - MIX) * 12)
    return MIX + min(1, limit / risk) * (weights - MIX) if risk > limit else weights


def targets(world, case):
    ends = month_ends(world["dates"])
    months = [np.array([world["levels"][name][row] for row in ends]) for name in ASSETS]
    cash, last = months[CASH], MIX
    memory = {name: [(0, 0.0, 0, 0, 0)] * 5 for name in ("dynamic", "tactical")}
    dynamic, out = np.zeros(5), []
    for k, row in enumerate(ends):
        day = world["dates"][row]
        first = max(0, k - case["covarianceMonths"])
        returns = np.array([m[first + 1 : k + 1] / m[first:k] - 1 for m in months]).T
        covariance = None if k - first < 24 else shrunk(returns)
        given = lambda layer: [scores_at(one, world, months, cash, k, day) for one in layer["indicators"]]
        if int(day[5:7]) % 3 == 0:
            dynamic, memory["dynamic"] = layer_tilt(case["dynamic"], memory["dynamic"], given(case["dynamic"]), covariance, case)
        tactical, memory["tactical"] = layer_tilt(case["tactical"], memory["tactical"], given(case["tactical"]), covariance, case)
        legal = nearest(MIX + dynamic + tactical, case["groups"])
        step = case["pace"] * (legal - last)
        size = np.abs(step).sum() / 2
        capped = last + step * (min(1, case["turnoverCap"] / size) if size > 0 else 1)
        safe = within_risk(capped, covariance, case["trackingErrorLimit"])
        sparse = without_small(last, safe, case["minimumTrade"]) if case["minimumTrade"] > 0 else safe
        kept = np.abs(nearest(sparse, case["groups"]) - sparse).max() <= 1e-9 and np.abs(within_risk(sparse, covariance, case["trackingErrorLimit"]) - sparse).max() <= 1e-9
        last = sparse if kept else safe
        out.append([day, [float(w) for w in last]])
    return out


QUICK = {"enter": 0.2, "leave": 0.1, "confirm": 1, "coolOff": 1}
# Off every rank of sixty: a score that lies on a threshold to the last bit is a matter of rounding.
SLOW = {"enter": 0.307, "leave": 0.153, "confirm": 2, "coolOff": 2}
ROLLING, RANK, PAST = {"kind": "rolling", "months": 36}, {"kind": "percentile", "months": 60, "minimum": 24}, {"kind": "expanding", "minimum": 24}
ONE = lambda indicator, weight, how: {"indicator": indicator, "weight": weight, "standard": how}
MARKET = [ONE("trend", 0.5, {"kind": "sign"}), ONE("momentum", 0.25, ROLLING), ONE("volatility", 0.25, ROLLING)]
ECONOMY = [ONE("cape", 1, RANK), ONE("inflationLevel", 0.5, PAST)]


def case(name, dynamic, tactical, **over):
    base = dict(funding="cash", riskScaleCap=2, covarianceMonths=60, pace=0.5, turnoverCap=0.2, trackingErrorLimit=0.06, minimumTrade=0.01, groups={})
    return dict(base, name=name, dynamic=dynamic, tactical=tactical, **over)


def layer(indicators, gain, budget, rules):
    return dict(indicators=indicators, gain=gain, trackingError=budget, engagement=rules)


CASES = [
    case("as it comes", layer(ECONOMY, 0.1, 0.015, QUICK), layer(MARKET, 0.2, 0.04, QUICK)),
    case("tight limits", layer(ECONOMY, 0.2, 0.03, QUICK), layer(MARKET, 0.3, 0.05, QUICK), trackingErrorLimit=0.02, turnoverCap=0.05, groups={"equity": (0.3, 0.6)}),
    case("slow to believe", layer(ECONOMY, 0.1, 0.02, SLOW), layer(MARKET, 0.2, 0.04, SLOW), funding="pro-rata", riskScaleCap=1, minimumTrade=0, pace=1, trackingErrorLimit=None),
    case("few moves", layer([], 0, 0.01, QUICK), layer([ONE("momentum", 1, RANK)], 0.3, 0.06, QUICK), minimumTrade=0.03, covarianceMonths=36),
]


def main():
    world = json.loads((GOLDEN / "rules-market.json").read_text())
    cases = [dict(one, groups=[[name, *bounds] for name, bounds in one["groups"].items()], decisions=targets(world, one)) for one in CASES]
    (GOLDEN / "risk-budget.json").write_text(json.dumps({"source": "reference_risk_budget.py", "assets": ASSETS, "cases": cases}) + "\n")


if __name__ == "__main__":
    main()
