"""The labelled set: which names must be found, which must not, drawn with a fixed seed.

    python -m benchmarks.screening.make_set [--lists FOLDER] [--out FILE]

Kinds and how many there are of each stand in `kinds.py`; the README says what they mean.
"""

import argparse
import json
import os
import sys
from collections import Counter
from pathlib import Path
from random import Random

from benchmarks.screening import other_lists
from benchmarks.screening.entries import DEFAULT_FOLDER, Absent, ofac
from benchmarks.screening.kinds import COUNTS, TRIES
from benchmarks.screening.negatives import Listed, Negatives
from benchmarks.screening.positives import any_day, held_out, namesakes, positives
from benchmarks.screening.scripts import key_of, original

SEED = 20211105
PERSONS, ORGANIZATIONS = 850, 350


def make(folder: Path, seed: int = SEED) -> dict:
    """`{entries, queries}`: what the matcher gets, and what it is asked.

    A query: `{group, label, kind, name, country, birth_date, entry}`; `entry` is None for a clean
    name. Aliases that are asked for stand in no entry.
    """
    rng = Random(seed)
    un = other_lists.un(folder)
    everybody = [entry for entry in ofac(folder) if usable(entry)]
    ours = without(everybody, un)
    chosen = drawn(rng, ours)
    taken = {entry["id"] for entry in chosen}
    queries = held_out(rng, chosen)
    queries += positives(rng, chosen)
    rest = [entry for entry in ours if entry["id"] not in taken]
    clean = Negatives(rng, chosen, rest, other_lists.banks(folder))
    queries += negatives(rng, clean, Listed(chosen, chosen + un))
    queries += namesakes(rng, chosen)
    return {"entries": chosen, "queries": queries}


def usable(entry: dict) -> bool:
    """Whether the main name has letters enough to be asked for."""
    return sum(letter.isalpha() for letter in entry["names"][0]["name"]) >= 4


def without(entries: list[dict], other: list[dict]) -> list[dict]:
    """Entries of which the other list names nobody: the set must not teach what the UN's holds."""
    keys = {key_of(name["name"]) for entry in other for name in entry["names"]}
    return [e for e in entries if not any(key_of(name["name"]) in keys for name in e["names"])]


def drawn(rng: Random, entries: list[dict]) -> list[dict]:
    """Persons and organizations of the set.

    Entries with aliases and with names of three words are likelier, as on the UN list.
    """
    chosen = []
    for kind, count in (("person", PERSONS), ("org", ORGANIZATIONS)):
        ranked = sorted(
            (entry for entry in entries if entry["kind"] == kind),
            key=lambda entry: rng.random() ** (1 / weight(entry)),
            reverse=True,
        )
        chosen += ranked[:count]
    for entry in chosen:
        entry["names"] = [dict(name) for name in entry["names"]]
    return chosen


def weight(entry: dict) -> float:
    """How likely an entry is to be drawn."""
    long = len(entry["names"][0]["name"].split()) > 2
    known = entry["kind"] == "org" and any(original(n["name"], "org", []) for n in entry["names"])
    return min(len(entry["names"]), 5) * (3 if long else 1) * (6 if known else 1)


def negatives(rng: Random, clean: Negatives, listed: Listed) -> list[dict]:
    """Clean names, each once."""
    queries, written = [], set()
    for label, count in COUNTS.items():
        group, _, name = label.partition("/")
        if group != "negative":
            continue
        kind, found = name.partition("_")[0], 0
        for _ in range(count * TRIES):
            if found == count:
                break
            try:
                drawn_ = getattr(clean, name)()
            except IndexError:
                break
            if not drawn_ or drawn_[0].lower() in written or listed.bears(drawn_[0]):
                continue
            text, country = drawn_
            found += 1
            written.add(text.lower())
            queries.append(
                {
                    "group": group,
                    "label": label,
                    "kind": kind,
                    "name": text,
                    "country": country if country and rng.random() < 0.6 else None,
                    "birth_date": any_day(rng) if kind == "person" and rng.random() < 0.5 else None,
                    "entry": None,
                }
            )
    return queries


def main() -> int:
    """Write the set to a file or count it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lists", type=Path, default=os.environ.get("ENGAGEMENT_LISTS"))
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    try:
        made = make(Path(chosen.lists or DEFAULT_FOLDER))
    except Absent as absent:
        print(absent)
        return 1
    counts = Counter(query["label"] for query in made["queries"])
    for label, count in COUNTS.items():
        print(f"{label:34}{counts[label]:6}{'' if counts[label] == count else f'  of {count}'}")
    names = sum(len(entry["names"]) for entry in made["entries"])
    print(f"{len(made['queries'])} queries, {len(made['entries'])} entries, {names} names")
    if chosen.out:
        chosen.out.write_text(json.dumps(made, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
