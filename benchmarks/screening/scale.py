"""Long lists: the real entries, and above their number names recombined of their words."""

from pathlib import Path
from random import Random

from benchmarks.screening import other_lists
from benchmarks.screening.entries import ofac
from benchmarks.screening.variants import typo1

SEED = 7
QUERIES = 1000


def long_list(folder: Path, names: int, rng: Random) -> list[dict]:
    """Entries of OFAC and the UN with this many names together."""
    entries, count = [], 0
    for entry in (*ofac(folder), *other_lists.un(folder)):
        if count + len(entry["names"]) > names:
            break
        entries.append(entry)
        count += len(entry["names"])
    words = {
        kind: [
            name["name"].split()
            for entry in entries
            if entry["kind"] == kind
            for name in entry["names"]
            if 2 <= len(name["name"].split()) <= 7
        ]
        for kind in ("person", "org")
    }
    while count < names:
        kind = "person" if rng.random() < 0.6 else "org"
        frame = rng.choice(words[kind])
        places = [rng.choice(rng.choice(words[kind])) for _ in frame]
        text = " ".join(
            own if rng.random() < 0.3 else other for own, other in zip(frame, places, strict=True)
        )
        entries.append(
            {
                "id": f"made-{count}",
                "kind": kind,
                "names": [{"name": text, "type": "primary", "quality": "good"}],
                "countries": [],
                "births": [],
            }
        )
        count += 1
    return entries


def asked_of(entries: list[dict], rng: Random) -> list[dict]:
    """Names of the list, half of them with a slip of the hand, three in ten in another order."""
    queries = []
    while len(queries) < QUERIES:
        entry = rng.choice(entries)
        text = rng.choice(entry["names"])["name"]
        if rng.random() < 0.5:
            text = typo1(rng, text, entry["kind"]) or text
        if rng.random() < 0.3:
            parts = text.split()
            rng.shuffle(parts)
            text = " ".join(parts)
        query = {"name": text, "kind": entry["kind"], "country": None, "birth_date": None}
        queries.append(query | {"entry": entry["id"]})
    return queries


def found_among(queries: list[dict], answers: list[list], count: int = 10) -> float:
    """Share of the queries whose entry is among the first answers."""
    hits = [
        query["entry"] in [key for key, _ in answer[:count]]
        for query, answer in zip(queries, answers, strict=True)
    ]
    return sum(hits) / len(hits)
