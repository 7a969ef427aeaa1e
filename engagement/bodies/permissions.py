"""Who may do what with the pages of governing bodies."""

from engagement.bodies.models import Body, BodyDecision, BureauMember, Meeting
from engagement.core import subjects
from engagement.core.permissions import Permission, Role, has_role, register


class Bodies(Permission):
    """Rights on governing bodies; everybody reads them."""

    KEEP = "bodies:body:keep"


register({Bodies.KEEP: has_role(Role.PROTOCOL_OFFICER)})
subjects.register(Body, view=Bodies.KEEP, label=lambda body: body.key.label)
subjects.register(BureauMember, view=Bodies.KEEP, label=lambda member: member.name)
subjects.register(
    Meeting,
    view=Bodies.KEEP,
    label=lambda meeting: next(iter(meeting.title.values()), ""),
    endpoint="bodies.change_meeting",
    argument="body_meeting_id",
)
subjects.register(
    BodyDecision,
    view=Bodies.KEEP,
    label=lambda decision: decision.symbol,
    endpoint="bodies.change_decision",
    argument="decision_id",
)
