"""The chain of benches/studies/chain.toml as an analyst would write it in NumPy, with the same outputs.

    python3 benches/peers/chain.py [draws]

prints, as JSON, the best of three times in seconds, the peak of memory in MB, and the figures of the last year.
"""
import json
import resource
import sys
import time

import numpy as np

DRAWS = int(float(sys.argv[1])) if len(sys.argv) > 1 else 100_000
YEARS, LEGS = np.arange(30), 10


def run(seed):
    random = np.random.default_rng(seed)
    start, growth = random.triangular(1.2, 1.5, 1.9, DRAWS), random.normal(0.08, 0.03, DRAWS)
    shipped = start[:, None] * np.exp(growth[:, None] * YEARS)
    binding = np.full(shipped.shape, -1, np.int8)
    for leg in range(LEGS):
        start = random.triangular(3, 4 + leg / 2, 9 + leg / 2, DRAWS)
        growth, opens = random.normal(0.02, 0.01, DRAWS), random.integers(2, 16, DRAWS)
        capacity = start[:, None] * np.exp(growth[:, None] * YEARS)
        capacity *= np.where(YEARS >= opens[:, None], 1.3, 1.0)
        tighter = capacity < shipped
        shipped = np.where(tighter, capacity, shipped)
        binding[tighter] = leg
    return (
        np.quantile(shipped, [0.05, 0.5, 0.95], axis=0),
        (shipped[:, 8] >= 2.5).mean(),
        np.array([(binding == leg).mean(axis=0) for leg in range(LEGS)]),
    )


def timed():
    began = time.perf_counter()
    found = run(1)
    return time.perf_counter() - began, found


runs = [timed() for _ in range(3)]
quantiles, reached, binds = runs[0][1]
print(json.dumps({
    "draws": DRAWS,
    "seconds": min(seconds for seconds, _ in runs),
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "last_year_p05_p50_p95_mt": quantiles[:, -1].tolist(),
    "year_8_reaches_2_5_mt": float(reached),
    "last_year_binds": binds[:, -1].tolist(),
}))
