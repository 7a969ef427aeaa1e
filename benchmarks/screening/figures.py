"""What answers are worth: best F1, recall at a precision, at a number of alerts, kind by kind.

A positive is found at a score when its own entry is among the answers that reach it. Wrong are
clean names with any answer that reaches it, and positives with other entries' answers alone.
Unreachable aliases and namesakes are counted by themselves.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

OPEN, STRONG = 0.5, 0.8
"""What stands in the queue, and what stands there as strong."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One query: the score of its own entry and the best of others; 0 for none."""

    group: str
    label: str
    kind: str
    own: float
    other: float


def outcomes(queries: list[dict], answers: list[list]) -> list[Outcome]:
    """Queries and their answers, in the same order."""
    found = []
    for query, answer in zip(queries, answers, strict=True):
        own = max((score for entry, score in answer if entry == query["entry"]), default=0.0)
        other = max((score for entry, score in answer if entry != query["entry"]), default=0.0)
        found.append(Outcome(query["group"], query["label"], query["kind"], own, other))
    return found


class Curve:
    """Precision and recall at every score."""

    def __init__(self, found: list[Outcome]):
        positives = [each for each in found if each.group == "positive"]
        self.clean = sorted(each.other for each in found if each.group == "negative")
        self.own = sorted(each.own for each in positives)
        self.pairs = [(each.own, each.other) for each in positives if each.other > each.own]
        self.wrong_only = (
            sorted(own for own, _ in self.pairs),
            sorted(other for _, other in self.pairs),
        )
        scores = {round(score, 4) for score in (*self.own, *self.clean) if score > 0}
        self.points = [(score, *self.at(score)) for score in sorted(scores)]

    def at(self, score: float) -> tuple[float, float, float]:
        """Precision, recall, F1 when all from this score on is an alert."""
        right = _reach(self.own, score)
        lower, higher = self.wrong_only
        wrong = _reach(self.clean, score) + _reach(higher, score) - _reach(lower, score)
        precision = right / (right + wrong) if right + wrong else 1.0
        recall = right / len(self.own) if self.own else 0.0
        total = precision + recall
        return precision, recall, 2 * precision * recall / total if total else 0.0

    def best(self) -> tuple[float, float, float, float]:
        """Score, precision, recall, F1 where F1 is highest."""
        return max(self.points, key=lambda point: point[3], default=(0.0, 1.0, 0.0, 0.0))

    def recall_at_precision(self, wanted: float) -> float:
        """The highest recall at a precision not below this."""
        return max(
            (recall for _, precision, recall, _ in self.points if precision >= wanted), default=0.0
        )

    def recall_at_alerts(self, share: float) -> float:
        """The highest recall while no more than this share of clean names is alerted."""
        bound = share * len(self.clean)
        return max(
            (recall for score, _, recall, _ in self.points if _reach(self.clean, score) <= bound),
            default=0.0,
        )


def _reach(ascending: list[float], score: float) -> int:
    return len(ascending) - bisect_left(ascending, score - 0.00005)


def shares(found: list[Outcome], score: float) -> dict[str, tuple[int, float]]:
    """Label → number of queries, share alerted: of a positive its own entry, else any."""
    alerted = defaultdict(list)
    for each in found:
        reached = (
            each.own if each.group in ("positive", "unreachable") else max(each.own, each.other)
        )
        alerted[each.label].append(reached >= score - 0.00005)
    return {label: (len(hits), sum(hits) / len(hits)) for label, hits in alerted.items()}


def percentile(values: list[float], share: float) -> float:
    """The value below which this share lies."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))] if ranked else 0.0


def summary(found: list[Outcome]) -> dict:
    """All figures of quality of one matcher."""
    curve = Curve(found)
    score, precision, recall, f1 = curve.best()
    by_kind = {
        kind: Curve([each for each in found if each.kind == kind]).best()[3]
        for kind in ("person", "org")
    }
    at_open, at_best = shares(found, OPEN), shares(found, score)
    strong = shares(found, STRONG)
    return {
        "best_f1": f1,
        "at": score,
        "precision": precision,
        "recall": recall,
        "recall_p95": curve.recall_at_precision(0.95),
        "recall_p99": curve.recall_at_precision(0.99),
        "recall_10_per_1000": curve.recall_at_alerts(0.01),
        "f1_person": by_kind["person"],
        "f1_org": by_kind["org"],
        "namesakes_strong": strong.get("namesake/namesake_conflict", (0, 0.0))[1],
        "same_frame_open": at_open.get("negative/org_same_generic_words", (0, 0.0))[1],
        "same_frame": at_best.get("negative/org_same_generic_words", (0, 0.0))[1],
        "original_script_open": at_open.get("positive/original_script", (0, 0.0))[1],
        "original_script": at_best.get("positive/original_script", (0, 0.0))[1],
        "open_precision": curve.at(OPEN)[0],
        "open_recall": curve.at(OPEN)[1],
        "open_f1": curve.at(OPEN)[2],
        "kinds": {
            label: {"n": count, "open": share, "best": at_best[label][1]}
            for label, (count, share) in at_open.items()
        },
    }
