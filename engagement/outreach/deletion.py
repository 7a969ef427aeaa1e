"""How an address is deleted: what is left of it is a count by year, which names nobody."""

from sqlalchemy import Delete, Integer, cast, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from engagement.outreach.models import FollowUp, FollowUpTally
from engagement.outreach.queries.follow_ups import has_applied


def deletion(*conditions) -> Delete:
    """The statement that deletes follow-ups with `conditions`, and counts those that were closed.

    So the share of those who applied does not depend on who is still kept.
    """
    year = cast(func.extract("year", FollowUp.closed_at), Integer)
    gone = (
        select(year.label("year"), func.count(), func.count().filter(has_applied()))
        .where(FollowUp.closed_at.is_not(None), *conditions)
        .group_by("year")
    )
    counted = insert(FollowUpTally).from_select(["year", "people", "applied"], gone)
    added = counted.on_conflict_do_update(
        index_elements=["year"],
        set_={
            "people": FollowUpTally.people + counted.excluded.people,
            "applied": FollowUpTally.applied + counted.excluded.applied,
        },
    )
    return delete(FollowUp).where(*conditions).add_cte(added.cte("counted"))
