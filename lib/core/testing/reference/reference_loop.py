"""Writes golden/loop.json: a fixed mix and the ten-month trend rule, computed plainly, row by row.

Holdings are kept in money and grown by returns each row; no code is shared with the engine.
    python3 lib/core/testing/reference/reference_loop.py
Given a wide file of adjusted closes it writes golden/loop-funds.json instead: figures of real funds, no prices.
    python3 lib/core/testing/reference/reference_loop.py PRICES.csv
"""
import csv
import json
import pathlib
import sys

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "golden"
MONTHS, PPY = 10, 252
SIMULATED = {"start": "2013-06-14", "end": "2018-12-31", "cash": "BILL", "mix": {"EQ1": 0.4, "EQ2": 0.2, "BOND": 0.25, "GOLD": 0.1}}
FUNDS = {"start": "2007-06-29", "end": "2025-08-29", "cash": "SHY", "mix": {"SPY": 0.35, "EFA": 0.2, "IEF": 0.25, "VNQ": 0.07, "GLD": 0.05, "DBC": 0.05}}


def month_end_rows(dates):
    return [t for t in range(len(dates) - 1) if dates[t][:7] != dates[t + 1][:7]]


def trend_weights(levels, risky, ends, t):
    seen = [e for e in ends if e <= t]
    if len(seen) < MONTHS:
        return None
    out = {}
    for a in risky:
        window = [levels[a][e] for e in seen[-MONTHS:]]
        out[a] = 1 / len(risky) if levels[a][t] > sum(window) / MONTHS else 0.0
    return out


def run(dates, levels, universe, kind, lag, cost, history, fee):
    mix, risky = universe["mix"], list(universe["mix"])
    first = next(t for t, d in enumerate(dates) if d >= universe["start"])
    last = max(t for t, d in enumerate(dates) if d <= universe["end"])
    cut = 0 if history == "all" else first
    ends = [e for e in month_end_rows(dates[: last + 1]) if e >= cut]
    held, cash, nav, turned, paid, due, executed = {a: 0.0 for a in risky}, 1.0, [], 0.0, 0.0, {}, 0

    def trade(weights):
        nonlocal cash, turned, paid, executed
        value = cash + sum(held.values())
        traded = sum(abs(weights.get(a, 0) * value - held[a]) for a in risky)
        after = value - cost * traded
        for a in risky:
            held[a] = weights.get(a, 0) * after
        cash = after - sum(held.values())
        turned, paid, executed = turned + traded / value, paid + cost * traded / value, executed + 1

    for t in range(first, last + 1):
        if t > first:
            for a in risky:
                held[a] *= levels[a][t] / levels[a][t - 1] * (1 - fee / PPY)
            cash *= levels[universe["cash"]][t] / levels[universe["cash"]][t - 1] * (1 - fee / PPY)
        if t == first and kind == "fixed":
            trade(mix)
        if t in ends:
            weights = mix if kind == "fixed" else trend_weights(levels, risky, ends, t)
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


def cases_of(dates, levels, universe):
    for kind in ["fixed", "trend"]:
        for lag in [0, 1]:
            for bps in [0, 10]:
                for history in ["all", "from-start"]:
                    fee = 0.002 if (lag, bps) == (1, 10) else 0.0
                    figures = statistics(*run(dates, levels, universe, kind, lag, bps / 10_000, history, fee))
                    yield {"kind": kind, "lag": lag, "costBps": bps, "history": history, "fee": fee, **figures}


def write(name, universe, cases):
    out = {"source": "reference_loop.py", **{key: universe[key] for key in ["start", "end"]}, "months": MONTHS, "mix": universe["mix"], "cases": cases}
    (GOLDEN / name).write_text(json.dumps(out, indent=1) + "\n")


def read_prices(path, names):
    with open(path, newline="") as file:
        rows = [row for row in csv.DictReader(file) if all(row[name] for name in names)]
    return [row["date"] for row in rows], {name: [float(row[name]) for row in rows] for name in names}


def main():
    if len(sys.argv) > 1:
        dates, levels = read_prices(sys.argv[1], [*FUNDS["mix"], FUNDS["cash"]])
        # Figures only: the prices behind them are not ours to pass on, and neither are rows derived from them.
        cases = [{**case, "nav": case["nav"][:1]} for case in cases_of(dates, levels, FUNDS)]
        write("loop-funds.json", FUNDS, cases)
        return
    market = json.loads((GOLDEN / "market.json").read_text())
    write("loop.json", SIMULATED, list(cases_of(market["dates"], market["levels"], SIMULATED)))


if __name__ == "__main__":
    main()
