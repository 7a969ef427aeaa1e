"""What breaks each invariant of screening and of partnerships, as `test_invariants.BREAKING`."""

from tests.operations.broken_rows import row

ONE, OTHER = "'11111111-1111-4111-8111-111111111111'", "'22222222-2222-4222-8222-222222222222'"
THIRD = "'33333333-3333-4333-8333-333333333333'"
LONG_AGO = "now() - interval '9 days'"


def version(**values):
    """A version of a list that is in force, unless something else is said."""
    held = {
        "id": ONE,
        "source": "'world_bank'",
        "state": "'in_force'",
        "in_force_since": "now()",
        "counts": """'{"entries": 0, "added": 0, "changed": 0, "removed": 0}'""",
    }
    return row("screening_list_version", **(held | values))


def case(**values):
    """A screening case."""
    return row("screening_case", **({"id": ONE, "state": "'open'", "track": "'x'"} | values))


def match(**values):
    """A match of the party `ONE`, of the organization `ONE`."""
    return row("screening_match", **({"id": ONE, "party_id": ONE, "state": "'open'"} | values))


def item(**values):
    """An item of the committee, on the case `ONE` at the meeting `ONE`."""
    held = {"id": ONE, "case_id": ONE, "meeting_id": ONE}
    return row("screening_agenda_item", **(held | values))


PARTY = row("screening_party", id=ONE, organization_id=ONE, tracks="'{private_sector}'")
BREAKING = {
    # lists
    "a source has one version in force at most": [
        "DROP INDEX uq_screening_list_version_in_force",
        version(),
        version(id=OTHER),
    ],
    "a version in force counts its entries as they are": [
        version(),
        row("screening_list_entry", source="'world_bank'", since_version_id=ONE),
    ],
    "a version that came into force changed what it says it did": [
        version(counts="""'{"entries": 0, "added": 3, "changed": 0, "removed": 0}'""")
    ],
    "an entry of a list begins and ends with versions that were in force, in this order": [
        version(),
        row("screening_list_entry", source="'ebrd'", since_version_id=ONE),
    ],
    "nobody confirmed a version of a list that they sent": [
        version(signed_off_by_id=ONE, received_by_id=ONE)
    ],
    "entries of the exclusion list written by hand were confirmed by somebody": [
        version(source="'exclusion'", received_by_id=ONE)
    ],
    "every version of a list has its files": [
        version(files=f"""'[{{"sha256": "{"0" * 64}", "name": "x", "size": 1}}]'""")
    ],
    # matches
    "a confirmed match was proposed by one and decided by another": [
        PARTY,
        match(organization_id=ONE, state="'confirmed'"),
    ],
    "a cleared match has a clearance that names both sides as they stand in it": [
        PARTY,
        match(organization_id=ONE, state="'cleared'"),
    ],
    "a match is with a list that is used on a track of its party": [
        row("screening_party", id=ONE, organization_id=ONE, tracks="'{major_group}'"),
        match(organization_id=ONE, source="'ofac'"),
    ],
    "a match belongs to the organization of its party": [PARTY, match(organization_id=OTHER)],
    "a confirmed match of a major-group party has a legal bar, and only confirmed ones do": [
        PARTY,
        match(organization_id=ONE),
        row("screening_legal_bar", match_id=ONE, state="'x'"),
    ],
    "what people decided about matches stands in the trail": [
        row("screening_disposition", match_id=ONE)
    ],
    "records of runs say what was signed": [
        row("screening_run", cause="'submission'", ended_at="now()")
    ],
    # the Global Compact
    "a link with a participant was decided by a person who stands in the trail": [
        row("screening_compact_link", state="'confirmed'", decided_by_id=ONE)
    ],
    "a linked organization stands as its latest standing says": [
        row("screening_compact_link", id=ONE, state="'confirmed'", status="'active'"),
        row("screening_compact_standing", link_id=ONE, status="'delisted'"),
    ],
    # cases
    "nobody decided on a screening case in which they took part": [
        case(decided_by_id=OTHER, decided_at="now()"),
        row("screening_case_hand", case_id=ONE, person_id=OTHER, since=LONG_AGO),
    ],
    "no screening case is rated of substantial or high risk before the company was heard": [
        case(state="'rated'", inherent="'high'")
    ],
    "the rating of a screening case is the last one of its history that holds": [
        case(inherent="'low'"),
        row("screening_case_rating", case_id=ONE, level="'high'", basis="'raised'"),
    ],
    "a case of high risk was decided by the committee, not by a person": [
        case(state="'decided'", inherent="'high'", decided_by_id=OTHER)
    ],
    "files that staff keep on a case belong to no organization": [
        row("document", id=ONE, organization_id=ONE),
        row("screening_case_paper", document_id=ONE, for_company="false"),
    ],
    "a case that waits for a reply has one open, and no other case has": [case(state="'asked'")],
    "an application was not decided on by somebody who took part in its screening": [
        case(subject_type="'accreditation_application'", subject_id=OTHER),
        row("screening_case_hand", case_id=ONE, person_id=THIRD, since=LONG_AGO),
        row("accreditation_decision", application_id=OTHER, decided_by_id=THIRD),
    ],
    # the committee
    "approved minutes of the committee are what was approved": [
        row("screening_meeting", state="'approved'", minutes="'{}'", minutes_digest="'\\x00'")
    ],
    "only members who were present voted on an item of the committee": [
        item(),
        row("screening_vote", item_id=ONE),
    ],
    "a result of the committee had a quorum, and no more votes than members present": [
        item(result="'adopted'", present="2", quorum="3")
    ],
    "nobody voted on a case of the committee in which they took part": [
        case(),
        row("screening_case_hand", case_id=ONE, person_id=OTHER, since=LONG_AGO),
        item(result="'adopted'", concluded_at="now()"),
        row("screening_vote", item_id=ONE, person_id=OTHER),
    ],
    "an item of the committee belongs to the organization of its case": [
        case(organization_id=ONE),
        item(organization_id=OTHER),
    ],
    "no item of a closed meeting of the committee is without a result": [
        row("screening_meeting", id=ONE, state="'closed'"),
        item(),
    ],
    # partnerships
    "a submitted partnership has a case for every partner": [
        row("partnership", submitted_at="now()")
    ],
    "no partner was submitted who had not confirmed": [
        row("partnership", id=ONE, submitted_at="now()"),
        row("partnership_partner", partnership_id=ONE),
    ],
    "nobody decided on a partnership in which they took part": [
        row("partnership", id=ONE, decided_by_id=OTHER, decided_at="now()"),
        row("partnership_hand", partnership_id=ONE, person_id=OTHER, since=LONG_AGO),
    ],
    "no partnership began with a partner who may not go ahead": [
        row("partnership", id=ONE, begun_on="current_date", decided_at="now()"),
        case(
            subject_type="'partnership'",
            subject_id=ONE,
            outcome="'refused'",
            decided_at=LONG_AGO,
        ),
    ],
    "a partnership whose end report is due has one": [row("partnership", state="'reporting'")],
}
