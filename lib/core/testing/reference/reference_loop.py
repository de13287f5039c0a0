"""Writes golden/loop.json: a fixed mix and the ten-month trend rule, computed plainly, row by row.

Holdings are kept in money and grown by returns each row; no code is shared with the engine.
    python3 lib/core/testing/reference/reference_loop.py
"""
import json
import pathlib

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "golden"
START, END, MONTHS, PPY = "2013-06-14", "2018-12-31", 10, 252
RISKY = ["EQ1", "EQ2", "BOND", "GOLD"]
MIX = {"EQ1": 0.4, "EQ2": 0.2, "BOND": 0.25, "GOLD": 0.1}


def month_end_rows(dates):
    return [t for t in range(len(dates) - 1) if dates[t][:7] != dates[t + 1][:7]]


def trend_weights(levels, ends, t):
    seen = [e for e in ends if e <= t]
    if len(seen) < MONTHS:
        return None
    out = {}
    for a in RISKY:
        window = [levels[a][e] for e in seen[-MONTHS:]]
        out[a] = 1 / len(RISKY) if levels[a][t] > sum(window) / MONTHS else 0.0
    return out


def run(dates, levels, kind, lag, cost, history, fee):
    first = next(t for t, d in enumerate(dates) if d >= START)
    last = max(t for t, d in enumerate(dates) if d <= END)
    cut = 0 if history == "all" else first
    ends = [e for e in month_end_rows(dates[: last + 1]) if e >= cut]
    held, cash, nav, turned, paid, due, executed = {a: 0.0 for a in RISKY}, 1.0, [], 0.0, 0.0, {}, 0

    def trade(weights):
        nonlocal cash, turned, paid, executed
        value = cash + sum(held.values())
        traded = sum(abs(weights.get(a, 0) * value - held[a]) for a in RISKY)
        after = value - cost * traded
        for a in RISKY:
            held[a] = weights.get(a, 0) * after
        cash = after - sum(held.values())
        turned, paid, executed = turned + traded / value, paid + cost * traded / value, executed + 1

    for t in range(first, last + 1):
        if t > first:
            for a in RISKY:
                held[a] *= levels[a][t] / levels[a][t - 1] * (1 - fee / PPY)
            cash *= levels["BILL"][t] / levels["BILL"][t - 1] * (1 - fee / PPY)
        if t == first and kind == "fixed":
            trade(MIX)
        if t in ends:
            weights = MIX if kind == "fixed" else trend_weights(levels, ends, t)
            if weights is not None:
                due[t + lag] = weights
        if t in due:
            trade(due.pop(t))
        nav.append(cash + sum(held.values()))
    return nav, turned, paid, executed


def statistics(nav, turned, paid, executed):
    returns = [nav[t] / nav[t - 1] - 1 for t in range(1, len(nav))]
    n = len(returns)
    mean = sum(returns) / n
    peak, deepest = nav[0], 0.0
    for value in nav:
        peak = max(peak, value)
        deepest = min(deepest, value / peak - 1)
    return {
        "cagr": (nav[-1] / nav[0]) ** (PPY / n) - 1,
        "volAnnual": (sum((r - mean) ** 2 for r in returns) / (n - 1)) ** 0.5 * PPY**0.5,
        "maxDrawdown": deepest,
        "turnoverAnnual": turned / 2 / (n / PPY),
        "costAnnual": paid / (n / PPY),
        "executions": executed,
        "nav": nav[::97],
    }


def main():
    market = json.loads((GOLDEN / "market.json").read_text())
    cases = []
    for kind in ["fixed", "trend"]:
        for lag in [0, 1]:
            for bps in [0, 10]:
                for history in ["all", "from-start"]:
                    fee = 0.002 if (lag, bps) == (1, 10) else 0.0
                    run_of = run(market["dates"], market["levels"], kind, lag, bps / 10_000, history, fee)
                    cases.append({"kind": kind, "lag": lag, "costBps": bps, "history": history, "fee": fee, **statistics(*run_of)})
    out = {"source": "reference_loop.py", "start": START, "end": END, "months": MONTHS, "mix": MIX, "cases": cases}
    (GOLDEN / "loop.json").write_text(json.dumps(out, indent=1) + "\n")


if __name__ == "__main__":
    main()
