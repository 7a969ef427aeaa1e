"""Fictitious names in five scripts, and a register in memory searched as the database is."""

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from engagement.matching import duplicates

SCRIPTS = ("latin", "arabic", "cyrillic", "greek", "chinese")

HOSTILE = {
    "one letter": "a" * 5000,
    "words": "ab " * 1700,
    "different words": " ".join(f"w{number}" for number in range(1000)),
    "marks": "e" + "\u0301\u0316" * 2500,
    "brackets": "(" * 5000,
    "acronyms": "(AB) " * 1000,
    "apostrophes": "l'" * 2500,
    "Chinese": "环保协" * 1600,
    "Arabic ligature": "\ufdfa" * 5000,
    "initials": "a. " * 1600,
    "overrides": "\u202e" * 5000,
    "dashes": " - " * 1600,
    "towns": "中中市" * 1600,
}


class Register:
    """Names by id and ids by key: an equality query on keys, then the score."""

    def __init__(self, names):
        self.names = dict(enumerate(names))
        self.by_key = defaultdict(set)
        for id, name in self.names.items():
            for key in duplicates.keys([name]):
                self.by_key[key].add(id)

    def candidates(self, names, *, without=()):
        shared = Counter(id for key in duplicates.keys(names) for id in self.by_key.get(key, ()))
        ids = [id for id, _ in shared.most_common(100) if id not in without]
        return {id: [self.names[id]] for id in ids}

    def offers(self, name, *, without=()):
        return duplicates.best([name], self.candidates([name], without=without))

    def search(self, text):
        return duplicates.best([text], self.candidates([text]), floor=0.0)


@pytest.fixture(scope="session")
def corpus():
    """Script -> list of (name, its name in Latin or "")."""
    folder = Path(__file__).parent / "corpus"
    return {
        script: [
            tuple((line + "\t").split("\t")[:2])
            for line in (folder / f"{script}.txt").read_text(encoding="utf-8").splitlines()
        ]
        for script in SCRIPTS
    }


@pytest.fixture(scope="session")
def register(corpus):
    return Register([name for pairs in corpus.values() for name, _ in pairs])


@pytest.fixture(params=HOSTILE.values(), ids=HOSTILE.keys())
def hostile_text(request):
    """About 5,000 characters chosen to be slow or to grow."""
    return request.param
