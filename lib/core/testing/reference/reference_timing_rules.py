"""Writes golden/timing-rules.json: what GTAA top N, the volatility target, CAPE with momentum and growth-trend timing hold in
the simulated world of reference_rules.py, and what a mix within bands is worth there. From the models' descriptions, plainly:
everything is looked up again at every decision among what was known that day; no code is shared with the engine.

    python3 lib/core/testing/reference/reference_rules.py
    python3 lib/core/testing/reference/reference_timing_rules.py
"""
import json
import math

from reference_rules import GOLDEN, month_ends, momentum_mean, nav_of, top

CASH, COST, ROWS_A_YEAR = "BIL", 0.001, 36
MIX = {"SPY": 0.6, "IEF": 0.4}


def month(text):
    return int(text[:4]) * 12 + int(text[5:7])


def known(observations, series, day):
    """{month: value} of a series in the vintage that was current on a day."""
    out = {}
    for name, period, value, release in sorted(observations, key=lambda o: o[3]):
        if name == series and release <= day:
            out[month(period)] = value
    return out


def closes_of(world, ends, k, name):
    return [world["levels"][name][row] for row in ends[: k + 1]]


def above_mean(p, months):
    return p[-1] > sum(p[-months:]) / months


def gtaa_top_n(world, ends, k, case):
    if k + 1 < 13:
        return None
    count, months = case["params"].get("top", 3), case["params"].get("months", 10)
    closes = {name: closes_of(world, ends, k, name) for name in world["levels"] if name != CASH}
    best = top(list(closes), {name: momentum_mean(p) for name, p in closes.items()}, count)
    return {name: 1 / count for name in best if above_mean(closes[name], months)}


def root_mean_square(returns):
    return math.sqrt(ROWS_A_YEAR * sum(r * r for r in returns) / len(returns))


def vol_target(world, ends, k, case):
    params, row = case["params"], ends[k]
    rows = max(6, round(ROWS_A_YEAR * params.get("years", 0.25)))
    if row < rows:
        return None
    risky = {name: share for name, share in case["weights"].items() if name != CASH}
    whole = sum(risky.values())
    mix = [sum(s / whole * (world["levels"][n][t] / world["levels"][n][t - 1] - 1) for n, s in risky.items()) for t in range(1, row + 1)]
    goal = params.get("target", 0.1)
    goal = root_mean_square(mix) if goal is None else goal
    share = min(params.get("cap", 1), goal / root_mean_square(mix[-rows:]))
    return {name: share * weight / whole for name, weight in risky.items()}


def cape_momentum(world, ends, k, case):
    if k + 1 < 13:
        return None
    params, day = case["params"], world["dates"][ends[k]]
    stocks, cash = (closes_of(world, ends, k, name) for name in ("SPY", CASH))
    score = 1 if stocks[-1] / stocks[-13] > cash[-1] / cash[-13] else -1
    cape = known(case["observed"], "CAPE", day)
    newest = max(cape, default=None)
    if newest is not None and month(day) - newest <= 6:
        past = [value for m, value in cape.items() if newest - m < 12 * params.get("years", 60)]
        if len(past) >= 120:
            now, share = cape[newest], params.get("valueShare", 0.5)
            rank = (sum(v < now for v in past) + sum(v == now for v in past) / 2) / len(past)
            score = share * (1 - 2 * rank) + (1 - share) * score
    low, high = case["range"]
    equity = min(high, max(low, (1 + score / 2) * case["weights"]["SPY"]))
    others = {name: weight for name, weight in case["weights"].items() if name != "SPY"}
    return {"SPY": equity, **{name: (1 - equity) * weight / sum(others.values()) for name, weight in others.items()}}


def newest_growth(day, level):
    """Growth over twelve months of the newest month whose level and that of a year before are known; None when none is, or an old one."""
    newest = max((m for m in level if m - 12 in level), default=None)
    return None if newest is None or month(day) - newest > 6 else level[newest] / level[newest - 12] - 1


def growth_trend(world, ends, k, case):
    months = case["params"].get("months", 10)
    if k + 1 < months:
        return None
    day = world["dates"][ends[k]]
    sales, prices, production = (known(case["observed"], series, day) for series in ("RETAIL", "CPIAUCSL", "INDPRO"))
    real = {m: value / prices[m] for m, value in sales.items() if m in prices}
    figures = [g for g in (newest_growth(day, real), newest_growth(day, production)) if g is not None]
    falling = any(g < 0 for g in figures) or not figures
    return {"SPY": 1.0} if above_mean(closes_of(world, ends, k, "SPY"), months) or not falling else {}


RULES = {"gtaa-top-n": gtaa_top_n, "vol-target": vol_target, "cape-momentum": cape_momentum, "growth-trend": growth_trend}


def revisions(world):
    """Every seventh value of growth and valuation is revised, up and down in turn: a week after its release, or three months."""
    out = []
    for j, (series, period, value, release) in enumerate(world["observations"]):
        if series in ("RETAIL", "INDPRO", "CAPE") and j % 7 == 0:
            later = month(release) - 1 + (3 if j // 7 % 2 else 0)
            out.append([series, period, round(value * (1.03 if j % 2 else 0.97), 4), f"{later // 12}-{later % 12 + 1:02d}-20"])
    return out


def rule_case(slug, name, params=None, weights=None, limits=(0, 1), series=None, first="0000", until="9999", revised=False):
    return {"name": name, "slug": slug, "params": params or {}, "weights": weights or MIX, "range": list(limits),
            "series": series, "first": first, "until": until, "revised": revised}


def rule_cases():
    wide = {"SPY": 0.5, "IEF": 0.2, "GLD": 0.2, "BIL": 0.1}
    return [
        rule_case("gtaa-top-n", "as published"),
        rule_case("gtaa-top-n", "five slots, eight months", {"top": 5, "months": 8}),
        rule_case("vol-target", "ten percent"),
        rule_case("vol-target", "eight percent, half a year, four fifths at most, part of it cash", {"target": 0.08, "years": 0.5, "cap": 0.8}, wide),
        rule_case("vol-target", "its own past", {"target": None}),
        rule_case("cape-momentum", "as published", revised=True),
        rule_case("cape-momentum", "twelve years, value alone, within limits", {"years": 12, "valueShare": 1}, wide, (0.3, 0.6)),
        rule_case("cape-momentum", "CAPE begins late", first="1996-06"),
        rule_case("cape-momentum", "CAPE ends early", until="2009-05"),
        rule_case("growth-trend", "as published", revised=True),
        rule_case("growth-trend", "without retail sales, six months", {"months": 6}, series=["INDPRO"]),
        rule_case("growth-trend", "figures end early", until="2007-02"),
        rule_case("growth-trend", "nothing known", series=[]),
    ]


def observed(world, case, revised):
    rows = world["observations"] + (revised if case["revised"] else [])
    return [o for o in rows if (case["series"] is None or o[0] in case["series"]) and case["first"] <= o[1] <= case["until"]]


def solve_rule(world, ends, case, revised):
    case = {**case, "observed": observed(world, case, revised)}
    held = [(ends[k], RULES[case["slug"]](world, ends, k, case)) for k in range(len(ends))]
    decided = [(row, weights) for row, weights in held if weights is not None]
    nav = nav_of(world["levels"], decided, len(world["dates"]))
    written = {key: value for key, value in case.items() if key != "observed"}
    return {**written, "decisions": [[world["dates"][row], weights] for row, weights in decided], "nav": nav[::25] + [nav[-1]]}


def band_case(name, weights, lag, check, destination=None, absolute=None, relative=None):
    return {"name": name, "weights": weights, "lag": lag, "check": check, "destination": destination, "absolute": absolute, "relative": relative}


def band_cases():
    three = {"SPY": 0.5, "IEF": 0.3, "GLD": 0.15, "BIL": 0.05}
    return [
        band_case("five points, to the target", MIX, 1, "row", "target", absolute=0.05),
        band_case("four points, half-way, by months", three, 0, "month", "half", absolute=0.04),
        band_case("a fifth of each weight, to the edge", three, 1, "row", "edge", relative=0.2),
        band_case("the smaller of three points and a quarter, to the target, by quarters", three, 1, "quarter", "target", 0.03, 0.25),
        band_case("the smaller of four points and a fifth, to the edge, lag 2", three, 2, "row", "edge", 0.04, 0.2),
        band_case("a tenth of each weight, no cash in the mix", {"SPY": 0.35, "IEF": 0.2, "GLD": 0.45, "BIL": 0.0}, 1, "row", "target", relative=0.1),
        band_case("no band: every quarter", three, 1, "quarter"),
    ]


def is_checked(days, t, check):
    if t + 1 == len(days):
        return False
    if check == "row":
        return True
    here, there = ((month(days[i]) - 1) // (3 if check == "quarter" else 1) for i in (t, t + 1))
    return here != there


def restored(now, mix, case):
    """Where to trade to: the mix, half-way, or as far back as brings the last weight into its band; None while all are inside."""
    if case["destination"] is None:
        return dict(mix)
    limits = [(case["absolute"] if case["absolute"] is not None else math.inf), (case["relative"] if case["relative"] is not None else math.inf)]
    band = {name: min(limits[0], limits[1] * weight if limits[1] < math.inf else math.inf) for name, weight in mix.items()}
    outside = [name for name in mix if abs(now[name] - mix[name]) > band[name] + 1e-12]
    if not outside:
        return None
    if case["destination"] == "target":
        return dict(mix)
    keep = 0.5 if case["destination"] == "half" else min(band[name] / abs(now[name] - mix[name]) for name in outside)
    return {name: weight + keep * (now[name] - weight) for name, weight in mix.items()}


def solve_band(world, case):
    """Money per fund, grown row by row; an order waits for its lag, and while it waits nothing else is ordered."""
    days, levels, mix = world["dates"], world["levels"], case["weights"]
    money, due, nav, traded_on, turned = {name: 0.0 for name in mix} | {CASH: 1.0}, None, [], [], 0.0

    def trade(t, weights):
        nonlocal money, turned
        value = sum(money.values())
        traded = sum(abs(weights[name] * value - money[name]) for name in mix if name != CASH)
        after = value - COST * traded
        money = {name: weights[name] * after for name in mix}
        money[CASH] = after - sum(money[name] for name in mix if name != CASH)
        turned += traded / value
        traded_on.append(days[t])

    for t in range(len(days)):
        if t == 0:
            trade(t, mix)
        else:
            money = {name: value * levels[name][t] / levels[name][t - 1] for name, value in money.items()}
        if due and due[0] == t:
            trade(t, due[1])
            due = None
        if due is None and is_checked(days, t, case["check"]):
            value = sum(money.values())
            wanted = restored({name: money[name] / value for name in mix}, mix, case)
            if wanted:
                due = (t + case["lag"], wanted)
                if case["lag"] == 0:
                    trade(t, wanted)
                    due = None
        nav.append(sum(money.values()))
    years = (len(days) - 1) / ROWS_A_YEAR
    return {**case, "trades": traded_on, "turnoverAnnual": turned / 2 / years, "nav": nav[::25] + [nav[-1]]}


def main():
    world = json.loads((GOLDEN / "rules-market.json").read_text())
    ends, revised = month_ends(world["dates"]), revisions(world)
    out = {
        "source": "reference_timing_rules.py",
        "revisions": revised,
        "rules": [solve_rule(world, ends, case, revised) for case in rule_cases()],
        "bands": [solve_band(world, case) for case in band_cases()],
    }
    (GOLDEN / "timing-rules.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
