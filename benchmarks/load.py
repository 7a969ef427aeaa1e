"""A small load generator: threads that ask one after the other; run as a process of its own.

    python -m benchmarks.load PORT SECONDS CONNECTIONS < addresses

Each line of the input is an address, with a tab and the cookies, and a tab and an ETag, if there
are. Prints as JSON how many were answered, how long each took (ms) and what statuses they had.
"""

import http.client
import json
import sys
import threading
import time
from collections import Counter


def ask(port, requests, until, results):
    """Ask for the requests in turn until the time is over (or each once, without a time)."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    times, statuses, size = [], Counter(), 0
    turn = 0
    while time.monotonic() < until if until else turn < len(requests):
        path, cookie, etag = requests[turn % len(requests)]
        turn += 1
        headers = {"Accept-Encoding": "gzip, br", "Host": "localhost"}
        if cookie:
            headers["Cookie"] = cookie
        if etag:
            headers["If-None-Match"] = etag
        begin = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        size += len(answer.read())
        times.append((time.perf_counter() - begin) * 1000)
        statuses[answer.status] += 1
    results.append((times, statuses, size))


def main(port, seconds, connections):
    """Ask over several connections at once."""
    requests = [tuple((line.rstrip("\n") + "\t\t").split("\t")[:3]) for line in sys.stdin]
    until = time.monotonic() + seconds if seconds else None
    results: list = []
    threads = [
        threading.Thread(target=ask, args=(port, requests, until, results))
        for _ in range(connections)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    statuses = sum((each[1] for each in results), Counter())
    times = [one for each in results for one in each[0]]
    print(json.dumps({"times": times, "statuses": statuses, "bytes": sum(r[2] for r in results)}))


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
