"""Names found, names wrongly alerted, and what a name costs, for our engine and for others.

    python -m benchmarks.screening [--peers PYTHON] [--sample N] [--json FILE]
    python -m benchmarks.screening --scale 24000 [--scale 300000]
    python -m benchmarks.screening --list un

The first judges on the labelled set of `make_set.py`, the second measures long lists, the third
the speed alone on the UN list. The README says more.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

from benchmarks.screening import other_lists, report, scale
from benchmarks.screening.entries import DEFAULT_FOLDER, PROJECT, Absent
from benchmarks.screening.figures import outcomes, percentile, summary
from benchmarks.screening.make_set import make
from benchmarks.screening.matchers import FLOORS, PEERS, rapidfuzz

CANDIDATES = 40
"""Entries that matchers without an index of their own score for one name."""


def main() -> int:
    """0 when everything asked for was measured."""
    chosen = arguments().parse_args()
    try:
        figures = measured(chosen)
    except Absent as absent:
        print(absent)
        return 1
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def arguments() -> argparse.ArgumentParser:
    """What may be asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.screening", description=__doc__.partition("\n")[0]
    )
    parser.add_argument(
        "--lists",
        type=Path,
        default=Path(os.environ.get("ENGAGEMENT_LISTS") or DEFAULT_FOLDER),
        help="folder of the lists' files",
    )
    parser.add_argument("--peers", metavar="PYTHON", help="interpreter that has nomenklatura")
    parser.add_argument("--only", nargs="+", metavar="MATCHER", help="these matchers alone")
    parser.add_argument("--sample", type=int, metavar="N", help="N queries of the set")
    parser.add_argument("--scale", type=int, action="append", metavar="NAMES", help="a long list")
    parser.add_argument("--list", choices=("un",), help="speed alone on this list")
    parser.add_argument("--seed", type=int, help="another seed than the set's own")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    return parser


def measured(chosen) -> dict:
    """Measure what is asked for, print it, give it back."""
    if chosen.scale:
        return scales(chosen.scale, chosen.lists, chosen.only or ["ours"])
    made = make(chosen.lists, *([chosen.seed] if chosen.seed else []))
    names = [*(["ours"] if has_adapter() else []), *(PEERS if chosen.peers else ()), *FLOORS]
    names = chosen.only or names
    if chosen.list:
        return speeds(names, other_lists.un(chosen.lists), sample(made["queries"], chosen.sample))
    return compared(names, made["entries"], sample(made["queries"], chosen.sample), chosen.peers)


def has_adapter() -> bool:
    """Whether our own engine can be asked."""
    return Path(__file__).with_name("adapter.py").is_file()


def sample(queries: list[dict], count: int | None) -> list[dict]:
    """`count` queries drawn evenly over all kinds; all of them for None."""
    if not count or count >= len(queries):
        return queries
    return [queries[place] for place in sorted(Random(1).sample(range(len(queries)), count))]


def compared(names: list[str], entries: list[dict], queries: list[dict], peers: str | None) -> dict:
    """Every matcher on the same entries and queries."""
    figures, own, narrowed = {}, None, None
    for name in names:
        if name in PEERS:
            narrowed = narrowed or with_candidates(entries, queries, own)
        job = {"entries": entries, "queries": narrowed if name in PEERS else queries}
        done = run(name, job, peers if name in PEERS else sys.executable)
        own = done["answers"] if name == "ours" else own
        figures[name] = summary(outcomes(queries, done["answers"])) | cost(done)
        print(f"{name}: best F1 {figures[name]['best_f1']:.3f}", file=sys.stderr)
    report.print_quality(figures)
    return figures


def speeds(names: list[str], entries: list[dict], queries: list[dict]) -> dict:
    """What a name costs; the queries are those of the set, none is judged here."""
    names = [name for name in names if name not in PEERS]
    job = {"entries": entries, "queries": queries}
    figures = {name: cost(run(name, job, sys.executable)) for name in names}
    report.print_cost(figures)
    return figures


def scales(sizes: list[int], lists: Path, names: list[str]) -> dict:
    """Speed, memory and how often the entry is among the best ten, on long lists."""
    figures = {}
    for size in sizes:
        rng = Random(scale.SEED)
        entries = scale.long_list(lists, size, rng)
        queries = scale.asked_of(entries, rng)
        for name in names:
            done = run(name, {"entries": entries, "queries": queries}, sys.executable)
            found = scale.found_among(queries, done["answers"])
            figures[f"{name} {size}"] = cost(done) | {"recall_10": found}
    report.print_scale(figures)
    return figures


def run(name: str, job: dict, python: str) -> dict:
    """One matcher in a process of its own."""
    with tempfile.TemporaryDirectory(prefix="engagement-screening-") as folder:
        asked, written = Path(folder, "job.json"), Path(folder, "answers.json")
        asked.write_text(json.dumps(job), encoding="utf-8")
        subprocess.run(
            [python, "-m", "benchmarks.screening.worker", name, str(asked), str(written)],
            cwd=PROJECT,
            check=True,
        )
        return json.loads(written.read_text(encoding="utf-8"))


def cost(done: dict) -> dict:
    """Names a second, percentiles in ms, peak in MB, seconds to load."""
    return {
        "per_second": len(done["times"]) / (sum(done["times"]) / 1000),
        "p50_ms": percentile(done["times"], 0.50),
        "p95_ms": percentile(done["times"], 0.95),
        "peak_mb": done["peak"],
        "load_s": done["load"],
    }


def with_candidates(entries: list[dict], queries: list[dict], own: list | None) -> list[dict]:
    """Queries with the entries to score: our answers, the best by letters, and the right one.

    The right one is always among them: no matcher is charged with what another did not find.
    """
    first, second = rapidfuzz("token_sort")(entries), rapidfuzz("token_set")(entries)
    made = []
    for place, query in enumerate(queries):
        keys = [query["entry"]] if query["entry"] else []
        keys += [key for key, _ in (own[place] if own else ())]
        by_letters = zip(first(query, CANDIDATES), second(query, CANDIDATES), strict=False)
        keys += [key for pair in by_letters for key, _ in pair]
        made.append(query | {"candidates": list(dict.fromkeys(keys))[:CANDIDATES]})
    return made


if __name__ == "__main__":
    sys.exit(main())
