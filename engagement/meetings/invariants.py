"""What must always hold for meetings."""

from engagement.core.invariants import declare

OF_NOBODY = (
    "action_plan_update_file",
    "protocol_paper",
    "screening_case_paper",
    "screening_match_paper",
    "meeting_delegation_paper",
    "meeting_document_version",
    "meeting_guardian_consent",
    "meeting_registration_paper",
    "meeting_statement_paper",
)
"""Tables whose documents may be of no organization: of States, of people alone, of the office."""
UNKNOWN_TO_ALL = " AND ".join(
    f"NOT EXISTS (SELECT 1 FROM {name} k WHERE k.document_id = d.id)" for name in OF_NOBODY
)
END_OF_ALL = (
    "greatest(m.ends_at, (SELECT max(s.ends_at) FROM meeting s"
    " WHERE s.through_id = m.id AND s.state = 'published'))"
)
"""When the last ends of what people register for at a meeting `m`."""
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
    "on each item of an agenda at most one speaker has the floor",
    """
    SELECT min(s.id::text)::uuid FROM meeting_speaker s
    JOIN meeting_speakers_list l ON l.id = s.speakers_list_id
    WHERE s.state = 'floor' GROUP BY l.agenda_item_id HAVING count(*) > 1
    """,
)
declare(
    "those in line for the floor are counted from one without a gap, each once",
    """
    SELECT min(s.id::text)::uuid FROM meeting_speaker s
    WHERE s.state IN ('asked', 'listed') GROUP BY s.speakers_list_id
    HAVING count(DISTINCT s.position) <> count(*) OR min(s.position) <> 1
        OR max(s.position) <> count(*)
    """,
)
declare(
    "whoever asks for the floor is registered for that meeting",
    """
    SELECT s.id FROM meeting_speaker s
    JOIN meeting_speakers_list l ON l.id = s.speakers_list_id
    JOIN meeting_agenda_item i ON i.id = l.agenda_item_id
    JOIN meeting m ON m.id = i.meeting_id
    JOIN meeting_registration r ON r.id = s.registration_id
    WHERE r.meeting_id <> coalesce(m.through_id, m.id)
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
    f"""
    SELECT r.id FROM meeting_registration r JOIN meeting m ON m.id = r.meeting_id
    WHERE r.age_band IN ('child', 'youth') AND r.forgotten_at IS NULL AND {END_OF_ALL} > now()
      AND (r.state = 'confirmed' OR r.offered_until IS NOT NULL)
      AND NOT (
        EXISTS (SELECT 1 FROM meeting_guardian_consent g
                WHERE g.registration_id = r.id AND g.given_at IS NOT NULL AND g.ended_at IS NULL)
        AND EXISTS (SELECT 1 FROM meeting_chaperone c
                    JOIN meeting_registration a ON a.id = c.adult_id
                    WHERE c.minor_id = r.id AND c.agreed_at IS NOT NULL AND c.ended_at IS NULL
                      AND a.id = r.chaperone_id AND a.meeting_id = r.meeting_id
                      AND a.state IN ('confirmed', 'attended', 'no_show')
                      AND (r.mode = 'online' OR a.mode = r.mode)
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
declare(
    "a document without an organization belongs to a record that needs none",
    f"SELECT d.id FROM document d WHERE d.organization_id IS NULL AND {UNKNOWN_TO_ALL}",
)
declare(
    "nobody counts as having taken part without enough of a session or a check-in",
    """
    SELECT r.id FROM meeting_registration r
    WHERE r.state = 'attended'
      AND NOT EXISTS (SELECT 1 FROM meeting_attendance a
                      WHERE a.registration_id = r.id AND a.attended)
      AND NOT EXISTS (SELECT 1 FROM meeting_check_in c
                      WHERE c.registration_id = r.id AND c.undone_at IS NULL)
    """,
)
declare(
    "somebody's time in a session is what the lines of its list cover within its hours",
    """
    WITH covered AS (
      SELECT n.list_id, n.registration_id,
             range_agg(tstzrange(n.began_at, n.ended_at))
               * tstzmultirange(tstzrange(min(s.starts_at), min(s.ends_at))) AS spans
      FROM meeting_attendance_line n
      JOIN meeting_attendance_list l ON l.id = n.list_id
      JOIN meeting_session s ON s.id = l.session_id
      WHERE n.registration_id IS NOT NULL GROUP BY n.list_id, n.registration_id)
    SELECT a.id FROM meeting_attendance a
    JOIN meeting_attendance_list l ON l.id = a.list_id
    JOIN meeting_session s ON s.id = l.session_id
    LEFT JOIN covered c ON c.list_id = a.list_id AND c.registration_id = a.registration_id
    WHERE a.attended <> (a.seconds * 100
                         >= extract(epoch FROM s.ends_at - s.starts_at) * l.percent)
       OR c.spans IS NOT NULL AND a.seconds <> coalesce(
            (SELECT floor(sum(extract(epoch FROM upper(each) - lower(each))))
             FROM unnest(c.spans) AS each), 0)
    """,
)
declare(
    "whoever the list of a session names is registered for that meeting",
    """
    SELECT a.id FROM meeting_attendance a
    JOIN meeting_attendance_list l ON l.id = a.list_id
    JOIN meeting_session s ON s.id = l.session_id
    JOIN meeting m ON m.id = s.meeting_id
    JOIN meeting_registration r ON r.id = a.registration_id
    WHERE r.meeting_id <> coalesce(m.through_id, m.id)
    """,
)
declare(
    "a certificate of participation holds for nobody but who took part",
    """
    SELECT c.id FROM meeting_certificate c JOIN meeting_registration r ON r.id = c.registration_id
    WHERE (c.revoked_at IS NULL) <> (r.state = 'attended')
    """,
)
