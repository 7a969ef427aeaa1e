"""Draws the sample that the tests hold floors on, out of the labelled set.

    python -m benchmarks.screening.frozen [--lists FOLDER]

Public-domain entries and made names alone, so that it may stand in the repository: names from
other publishers' lists are left out.
"""

import argparse
import json
import os
import sys
from collections import defaultdict
from pathlib import Path
from random import Random

from benchmarks.screening.entries import DEFAULT_FOLDER, PROJECT, Absent
from benchmarks.screening.kinds import COUNTS
from benchmarks.screening.make_set import make

FILE = PROJECT / "tests" / "matching" / "data" / "screening_sample.json"
LEFT_OUT = ("negative/org_other_list", "negative/person_other_list")
QUERIES, ENTRIES = 320, 400
SEED = 11


def drawn(made: dict) -> dict:
    """Queries of every kind in proportion, at least six of each; their entries and others."""
    rng, kinds = Random(SEED), defaultdict(list)
    for query in made["queries"]:
        if query["label"] not in LEFT_OUT:
            kinds[query["label"]].append(query)
    total = sum(COUNTS[label] for label in kinds)
    queries = [
        query
        for label, all_of_them in kinds.items()
        for query in rng.sample(all_of_them, max(6, round(QUERIES * COUNTS[label] / total)))
    ]
    meant = {query["entry"] for query in queries}
    rest = [entry["id"] for entry in made["entries"] if entry["id"] not in meant]
    meant |= set(rng.sample(rest, max(0, ENTRIES - len(meant - {None}))))
    return {"entries": [e for e in made["entries"] if e["id"] in meant], "queries": queries}


def main() -> int:
    """Write the file, one entry and one query a line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--lists", type=Path, default=os.environ.get("ENGAGEMENT_LISTS"))
    try:
        sample = drawn(make(Path(parser.parse_args().lists or DEFAULT_FOLDER)))
    except Absent as absent:
        print(absent)
        return 1
    parts = (
        f'"{key}": [\n' + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]"
        for key, rows in sample.items()
    )
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")
    print(f"{len(sample['queries'])} queries, {len(sample['entries'])} entries: {FILE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
