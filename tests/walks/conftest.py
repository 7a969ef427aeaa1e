"""In place of the empty application of other tests one with the samples."""

import pytest

from engagement.app import create_app
from tests.browser.sampled import copy_samples, dispose, with_people
from tests.conftest import make_settings


@pytest.fixture(scope="session")
def sampled(worker_name, tmp_path_factory):
    """An application on the samples, one a worker, and them with ids for people."""
    folder = tmp_path_factory.mktemp("sampled")
    url, samples = copy_samples(f"test_sampled_{worker_name}", folder)
    app = create_app(make_settings(url, folder))
    app.config["WTF_CSRF_ENABLED"] = False
    yield app, samples
    dispose(app)


@pytest.fixture(scope="session")
def app(sampled):
    """In place of the application whose database is empty."""
    return sampled[0]


@pytest.fixture
def samples(sampled, db):
    """The samples; what a test writes is rolled back, and what it changes in them is its own."""
    return with_people(sampled[1])
