"""What must always hold for mail."""

from engagement.core.invariants import declare

declare(
    "a sent mail has a time of sending, any other has none",
    "SELECT id FROM mail_message WHERE (state = 'sent') <> (sent_at IS NOT NULL)",
)
declare(
    "a posted letter has a day of posting, any other mail has none",
    "SELECT id FROM mail_message WHERE (state = 'posted') <> (posted_on IS NOT NULL)",
)
declare(
    "a waiting mail has a job that will send it",
    """
    SELECT m.id FROM mail_message m
    WHERE m.state = 'queued' AND NOT EXISTS (
      SELECT 1 FROM procrastinate_jobs j
      WHERE j.status IN ('todo', 'doing')
        AND (j.task_name = 'mail.deliver_message' AND j.args ->> 'message_id' = m.id::text
             OR j.task_name = 'mail.deliver_batch'
                AND jsonb_exists(j.args -> 'message_ids', m.id::text)))
    """,
)
