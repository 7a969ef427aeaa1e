"""What must always hold for meetings."""

from engagement.core.invariants import declare

HOLDS = "(r.state IN ('confirmed', 'attended', 'no_show') OR r.offered_until IS NOT NULL)"

declare(
    "no category has other places taken than its registrations hold",
    f"""
    SELECT c.id FROM meeting_category c
    WHERE c.taken <> (SELECT count(*) FROM meeting_registration r
                      WHERE r.category_id = c.id AND {HOLDS})
    """,
)
declare(
    "nobody waits without a place in line once places are not drawn by lot any more",
    """
    SELECT r.id FROM meeting_registration r JOIN meeting m ON m.id = r.meeting_id
    WHERE r.state = 'waiting' AND r.rank IS NULL
      AND (m.waiting_rule = 'by_date' OR m.lottery_drawn_at IS NOT NULL)
    """,
)
declare(
    "no two registrations of a meeting share a place in line",
    """
    SELECT min(r.id::text)::uuid FROM meeting_registration r
    WHERE r.state = 'waiting' AND r.rank IS NOT NULL
    GROUP BY r.category_id, r.rank HAVING count(*) > 1
    """,
)
declare(
    "a registration is for a category of its own meeting",
    """
    SELECT r.id FROM meeting_registration r JOIN meeting_category c ON c.id = r.category_id
    WHERE c.meeting_id <> r.meeting_id
    """,
)
declare(
    "no number was given that the queue of the meeting does not know",
    """
    SELECT r.id FROM meeting_registration r
    LEFT JOIN meeting_queue q ON q.meeting_id = r.meeting_id
    WHERE r.number IS NOT NULL AND (q.last IS NULL OR r.number > q.last)
    """,
)
declare(
    "nobody younger than a meeting admits has a place in it",
    """
    SELECT r.id FROM meeting_registration r JOIN meeting m ON m.id = r.meeting_id
    WHERE r.state IN ('confirmed', 'attended')
      AND (CASE r.age_band WHEN 'child' THEN 0 WHEN 'youth' THEN 1 ELSE 2 END)
        < (CASE m.youngest WHEN 'child' THEN 0 WHEN 'youth' THEN 1 ELSE 2 END)
    """,
)
declare(
    "what a meeting published as a document is kept for good",
    """
    SELECT v.id FROM meeting_document_version v JOIN document d ON d.id = v.document_id
    WHERE v.published_at IS NOT NULL AND d.submitted_at IS NULL
    """,
)
declare(
    "a document of a meeting stands with an item of that meeting's agenda",
    """
    SELECT d.id FROM meeting_document d JOIN meeting_agenda_item i ON i.id = d.agenda_item_id
    WHERE i.meeting_id <> d.meeting_id
    """,
)
declare(
    "nobody contributed to a document that was never opened for it",
    """
    SELECT s.id FROM meeting_statement s JOIN meeting_document d ON d.id = s.meeting_document_id
    WHERE s.submitted_at IS NOT NULL AND d.first_comments_until IS NULL
    """,
)
declare(
    "no joint statement was sent while a co-signing organization had not answered",
    """
    SELECT s.id FROM meeting_statement s JOIN meeting_statement_cosigner c ON c.statement_id = s.id
    WHERE s.state IN ('submitted', 'published') AND c.agreement = 'asked'
    """,
)
declare(
    "no organization speaks twice on an item of an agenda, alone or with others",
    """
    SELECT min(s.id::text)::uuid FROM meeting_statement s
    LEFT JOIN meeting_statement_cosigner c ON c.statement_id = s.id AND c.agreement = 'agreed'
    CROSS JOIN LATERAL (SELECT DISTINCT who FROM (VALUES (s.organization_id), (c.organization_id))
                        AS named(who) WHERE who IS NOT NULL) AS w
    WHERE s.state NOT IN ('refused', 'withdrawn') AND s.agenda_item_id IS NOT NULL
    GROUP BY s.agenda_item_id, w.who HAVING count(DISTINCT s.id) > 1
    """,
)
declare(
    "a side event has a slot of its own meeting, and only while it is selected",
    """
    SELECT e.id FROM meeting_side_event e JOIN meeting_side_event_slot s ON s.id = e.slot_id
    WHERE s.meeting_id <> e.meeting_id OR e.state <> 'selected'
    """,
)
declare(
    "no side event was proposed while a co-organizer had not answered",
    """
    SELECT e.id FROM meeting_side_event e
    JOIN meeting_side_event_organizer o ON o.side_event_id = e.id
    WHERE e.state IN ('submitted', 'waitlisted', 'selected') AND o.agreement = 'asked'
    """,
)
declare(
    "what a programme of side events shows has been noted as public",
    """
    SELECT e.id FROM meeting_side_event e JOIN meeting_side_event_call c
      ON c.meeting_id = e.meeting_id
    WHERE c.published_at IS NOT NULL AND e.state = 'selected' AND e.slot_id IS NOT NULL
      AND e.published_at IS NULL
    """,
)
declare(
    "no minor has a place without a guardian's consent and a confirmed adult",
    """
    SELECT r.id FROM meeting_registration r JOIN meeting m ON m.id = r.meeting_id
    WHERE r.age_band IN ('child', 'youth') AND r.forgotten_at IS NULL AND m.ends_at > now()
      AND (r.state = 'confirmed' OR r.offered_until IS NOT NULL)
      AND NOT (
        EXISTS (SELECT 1 FROM meeting_guardian_consent g
                WHERE g.registration_id = r.id AND g.given_at IS NOT NULL AND g.ended_at IS NULL)
        AND EXISTS (SELECT 1 FROM meeting_chaperone c
                    JOIN meeting_registration a ON a.id = c.adult_id
                    WHERE c.minor_id = r.id AND c.agreed_at IS NOT NULL AND c.ended_at IS NULL
                      AND a.id = r.chaperone_id AND a.meeting_id = r.meeting_id
                      AND a.state IN ('confirmed', 'attended', 'no_show')
                      AND a.age_band NOT IN ('child', 'youth')))
    """,
)
declare(
    "no adult goes along who is under 18 or comes to another meeting",
    """
    SELECT c.id FROM meeting_chaperone c
    JOIN meeting_registration a ON a.id = c.adult_id
    JOIN meeting_registration r ON r.id = c.minor_id
    WHERE c.ended_at IS NULL AND (a.age_band IN ('child', 'youth') OR a.meeting_id <> r.meeting_id)
    """,
)
declare(
    "who was told something of a meeting is registered for it",
    """
    SELECT t.id FROM meeting_notice_told t
    JOIN meeting_notice n ON n.id = t.notice_id
    JOIN meeting m ON m.id = n.meeting_id
    JOIN meeting_registration r ON r.id = t.registration_id
    WHERE r.meeting_id <> coalesce(m.through_id, m.id)
    """,
)
declare(
    "whoever joined a session is registered for its meeting",
    """
    SELECT p.id FROM meeting_presence p
    JOIN meeting_session s ON s.id = p.session_id
    JOIN meeting m ON m.id = s.meeting_id
    JOIN meeting_registration r ON r.id = p.registration_id
    WHERE r.meeting_id <> coalesce(m.through_id, m.id)
    """,
)
