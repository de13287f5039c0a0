"""Writes golden/portfolios.json: HRP weights, risk budgets and Black–Litterman means of a few covariances.

HRP keeps its tree as nested pairs and its clusters as sets; risk budgets come from Newton's method;
Black–Litterman inverts the precision matrices as the formula is printed. No code is shared with the engine.
    python3 lib/core/testing/reference/reference_portfolios.py
"""
import json
import pathlib

import numpy as np

GOLDEN = pathlib.Path(__file__).resolve().parent.parent / "golden"


def covariances(rng):
    out = []
    for n in (3, 5, 8, 12):
        factors = rng.standard_normal((n, 3)) * np.array([0.12, 0.06, 0.04])
        out.append(np.round(factors @ factors.T + np.diag(rng.uniform(0.001, 0.02, n)), 6))
    return out


def leaves(node):
    return [node] if isinstance(node, int) else leaves(node[0]) + leaves(node[1])


def hrp_order(cov):
    sd = np.sqrt(np.diag(cov))
    direct = np.sqrt(np.clip(1 - cov / np.outer(sd, sd), 0, None) / 2)
    np.fill_diagonal(direct, 0)
    apart = np.sqrt(((direct[:, None, :] - direct[None, :, :]) ** 2).sum(axis=2))
    nodes = dict(enumerate(range(len(cov))))
    born = len(cov)
    while len(nodes) > 1:
        pairs = [(min(apart[i, j] for i in leaves(a) for j in leaves(b)), p, q) for p, a in nodes.items() for q, b in nodes.items() if p < q]
        _, p, q = min(pairs)
        nodes[born] = (nodes.pop(p), nodes.pop(q))
        born += 1
    return leaves(next(iter(nodes.values())))


def hrp(cov):
    order = hrp_order(cov)
    weights = np.ones(len(cov))
    queue = [order]
    while queue:
        items = queue.pop()
        if len(items) < 2:
            continue
        halves = items[: len(items) // 2], items[len(items) // 2 :]
        spread = []
        for half in halves:
            part = cov[np.ix_(half, half)]
            inverse = 1 / np.diag(part)
            inverse /= inverse.sum()
            spread.append(inverse @ part @ inverse)
        alpha = 1 - spread[0] / (spread[0] + spread[1])
        weights[halves[0]] *= alpha
        weights[halves[1]] *= 1 - alpha
        queue += halves
    return order, weights


def risk_budgets(cov, budgets):
    """Newton's method on `Σy = b/y`."""
    y = np.sqrt(budgets / np.diag(cov))
    for _ in range(200):
        gradient = cov @ y - budgets / y
        step = np.linalg.solve(cov + np.diag(budgets / y**2), gradient)
        scale = 1.0
        while np.any(y - scale * step <= 0):
            scale /= 2
        y = y - scale * step
    return y / y.sum()


def black_litterman(cov, tau, pi, picks, omega, views):
    prior = np.linalg.inv(tau * cov)
    doubt = np.linalg.inv(omega)
    return np.linalg.inv(prior + picks.T @ doubt @ picks) @ (prior @ pi + picks.T @ doubt @ views)


def main():
    rng = np.random.default_rng(20260103)
    covs = covariances(rng)
    out = {"source": "reference_portfolios.py, seed 20260103", "hrp": [], "erc": [], "blackLitterman": []}
    for cov in covs:
        n = len(cov)
        order, weights = hrp(cov)
        out["hrp"].append({"covariance": cov.tolist(), "order": order, "weights": weights.tolist()})
        budgets = rng.uniform(0.5, 1.5, n)
        budgets /= budgets.sum()
        out["erc"].append({"covariance": cov.tolist(), "budgets": budgets.tolist(), "weights": risk_budgets(cov, budgets).tolist()})
        picks = np.zeros((2, n))
        picks[0, 0], picks[1, 0], picks[1, 1] = 1, 1, -1
        tau, pi, views = 0.05, rng.uniform(0.01, 0.08, n), rng.uniform(-0.02, 0.1, 2)
        omega = np.diag(np.diag(picks @ (tau * cov) @ picks.T))
        mean = black_litterman(cov, tau, pi, picks, omega, views)
        out["blackLitterman"].append({"covariance": cov.tolist(), "tau": tau, "prior": pi.tolist(), "picks": picks.tolist(), "views": views.tolist(), "mean": mean.tolist()})
    (GOLDEN / "portfolios.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
