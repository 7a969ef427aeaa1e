"""Floors of the engine's quality on a frozen sample of the benchmark's labelled set.

The whole set, other matchers and speed: `python -m benchmarks.screening`.
"""

import json
from pathlib import Path

import pytest

from benchmarks.screening import adapter
from benchmarks.screening.figures import outcomes, summary

SAMPLE = Path(__file__).with_name("data") / "screening_sample.json"


@pytest.fixture(scope="module")
def figures():
    """What the benchmark reports, on the sample."""
    sample = json.loads(SAMPLE.read_text(encoding="utf-8"))
    screen = adapter.make(sample["entries"])
    answers = [
        screen(
            query["name"], query["kind"], country=query["country"], birth_date=query["birth_date"]
        )
        for query in sample["queries"]
    ]
    return summary(outcomes(sample["queries"], answers))


def test_the_best_score_finds_and_spares(figures):
    assert figures["best_f1"] >= 0.97


def test_at_a_precision_of_95_percent_hardly_a_name_is_missed(figures):
    assert figures["recall_p95"] >= 0.965


def test_the_frame_of_an_organization_alone_opens_nothing(figures):
    assert figures["same_frame_open"] <= 0.05


def test_a_namesake_with_another_birth_date_and_country_is_not_strong(figures):
    assert figures["namesakes_strong"] <= 0.05


def test_what_stands_in_the_queue_is_what_the_best_score_would_put_there(figures):
    assert figures["open_f1"] >= figures["best_f1"] - 0.02
