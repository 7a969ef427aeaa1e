"""One matcher over one job, in a process of its own: answers, times, memory.

    python -m benchmarks.screening.worker MATCHER JOB ANSWERS

The job is JSON `{entries, queries}`; a query that `candidates` come with is scored over these by
matchers that have no index of their own. Standard library alone, for any interpreter.
"""

import json
import resource
import sys
import time
from pathlib import Path


def run(name: str, job: dict) -> dict:
    """`{load, times, peak, answers}`: seconds, ms of each query, MB, [(entry id, score)]."""
    begin = time.perf_counter()
    from benchmarks.screening.matchers import MATCHERS

    screen = MATCHERS[name](job["entries"])
    load = time.perf_counter() - begin
    for query in job["queries"][:20]:
        screen(query)
    times, answers = [], []
    for query in job["queries"]:
        begin = time.perf_counter()
        answer = screen(query)
        times.append((time.perf_counter() - begin) * 1000)
        answers.append(answer)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"load": load, "times": times, "peak": peak, "answers": answers}


if __name__ == "__main__":
    matcher, asked, written = sys.argv[1:]
    done = run(matcher, json.loads(Path(asked).read_text(encoding="utf-8")))
    Path(written).write_text(json.dumps(done), encoding="utf-8")
