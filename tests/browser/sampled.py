"""The samples, made once a run."""

import copy
from dataclasses import replace

from engagement.accounts.models import Account
from engagement.core.db import db
from tests.browser.samples import Samples, make_samples


def samples_of_ids() -> Samples:
    """Make the samples; their people are ids, for `with_people`."""
    samples = make_samples()
    return replace(
        samples, people={role: person and person.id for role, person in samples.people.items()}
    )


def with_people(samples: Samples) -> Samples:
    """A copy of the samples of one's own, with accounts of the session in place of ids."""
    people = {
        role: key and db.session.get_one(Account, key) for role, key in samples.people.items()
    }
    return replace(copy.deepcopy(samples), people=people)
