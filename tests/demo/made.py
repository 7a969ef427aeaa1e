"""A small demo, made once a run."""

from functools import partial

from engagement.demo import seed

COUNT = 28
SEED = 5
make = partial(seed.seed_all, COUNT, seed=SEED)
