"""What must always hold for accounts."""

from engagement.core.invariants import declare
from engagement.core.permissions import Role

declare(
    "every staff role is one that there is",
    f"""
    SELECT email FROM account
    WHERE NOT role_names <@ ARRAY[{", ".join(f"'{role}'" for role in Role)}]::text[]
    """,
)
declare(
    "a closed account is signed in nowhere",
    """
    SELECT s.id FROM account_sign_in s JOIN account a ON a.id = s.account_id
    WHERE s.ended_at IS NULL AND a.deactivated_at IS NOT NULL
    """,
)
declare(
    "nobody is signed in or belongs anywhere before the address is confirmed",
    """
    SELECT a.id FROM account a
    WHERE a.verified_at IS NULL AND (
      EXISTS (SELECT 1 FROM account_sign_in s WHERE s.account_id = a.id AND s.ended_at IS NULL)
      OR EXISTS (SELECT 1 FROM organization_membership m
                 WHERE m.person_id = a.id AND m.ended_at IS NULL))
    """,
)
declare(
    "every account's opening stands in the trail",
    """
    SELECT a.id FROM account a
    WHERE NOT EXISTS (SELECT 1 FROM audit_event e
                      WHERE e.subject_type = 'account' AND e.subject_id = a.id
                        AND e.action = 'accounts:account:created')
    """,
)
declare(
    "no grave act was confirmed by who asked for it or whom it is about",
    """
    SELECT id FROM account_grave_act
    WHERE confirmed_by_id IN (asked_by_id, account_id) OR asked_by_id = account_id
    """,
)
declare(
    "what a grave act needed is forgotten once it is over",
    """
    SELECT id FROM account_grave_act
    WHERE COALESCE(confirmed_at, withdrawn_at) IS NOT NULL AND wanted <> '{}'
    """,
)
declare(
    "only auditors are engaged to audit",
    """
    SELECT e.id FROM account_audit_engagement e JOIN account a ON a.id = e.account_id
    WHERE e.ended_at IS NULL AND NOT a.role_names @> ARRAY['auditor']
    """,
)
