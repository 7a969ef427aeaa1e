"""In place of the empty application of other tests one with the samples.

The walks on it are one group of xdist: one worker makes it, and keeps what it found out of it.
"""

import pytest

from tests import made_once
from tests.browser.sampled import samples_of_ids, with_people


@pytest.fixture(scope="session")
def sampled(worker_name, tmp_path_factory):
    """An application on the samples, one a worker, and them with ids for people."""
    name, folder = f"test_sampled_{worker_name}", tmp_path_factory.mktemp("sampled")
    with made_once.application("samples", samples_of_ids, name=name, folder=folder) as both:
        yield both


@pytest.fixture(scope="session")
def app(sampled):
    """In place of the application whose database is empty."""
    return sampled[0]


@pytest.fixture
def samples(sampled, db):
    """The samples; what a test writes is rolled back, and what it changes in them is its own."""
    return with_people(sampled[1])
