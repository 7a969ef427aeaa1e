"""The figures as tables."""

HEADINGS = (
    ("best F1", "best_f1", ".3f"),
    ("at", "at", ".2f"),
    ("P", "precision", ".3f"),
    ("R", "recall", ".3f"),
    ("R@P95", "recall_p95", ".3f"),
    ("R@P99", "recall_p99", ".3f"),
    ("R@10/1000", "recall_10_per_1000", ".3f"),
    ("person", "f1_person", ".3f"),
    ("org", "f1_org", ".3f"),
    ("frame", "same_frame", ".3f"),
    ("script", "original_script", ".3f"),
    ("namesakes", "namesakes_strong", ".3f"),
    ("P@0.5", "open_precision", ".3f"),
    ("R@0.5", "open_recall", ".3f"),
)
COSTS = (
    ("names/s", "per_second", ".0f"),
    ("p50 ms", "p50_ms", ".2f"),
    ("p95 ms", "p95_ms", ".2f"),
    ("peak MB", "peak_mb", ".0f"),
    ("load s", "load_s", ".2f"),
)


def print_quality(report: dict) -> None:
    """One line a matcher, then one line a kind: share alerted at 0.5 and at the best F1."""
    _print(report, HEADINGS)
    print()
    print_cost(report)
    labels = next(iter(report.values()))["kinds"]
    print(
        f"\n{'share alerted, at 0.5 / at best F1':40}" + "".join(f"{name:>16}" for name in report)
    )
    for label, of_first in labels.items():
        line = f"{label} ({of_first['n']})"
        shares = [figures["kinds"][label] for figures in report.values()]
        cells = (f"{share['open']:.2f} / {share['best']:.2f}" for share in shares)
        print(f"{line:40}" + "".join(f"{cell:>16}" for cell in cells))


def print_cost(report: dict) -> None:
    """One line a matcher: speed, memory, time to load."""
    _print(report, COSTS)


def print_scale(report: dict) -> None:
    """One line a matcher and length of the list."""
    _print(report, (*COSTS, ("R@10", "recall_10", ".3f")))


def _print(report: dict, columns) -> None:
    print(f"{'matcher':16}" + "".join(f"{title:>11}" for title, _, _ in columns))
    for name, figures in report.items():
        cells = (format(figures[key], shape) for _, key, shape in columns)
        print(f"{name:16}" + "".join(f"{cell:>11}" for cell in cells))
