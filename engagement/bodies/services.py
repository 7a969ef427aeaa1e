"""Which actions of the action plan the pages of the governing bodies carry out."""

from flask_babel import lazy_gettext as _l

from engagement.action_plan.services import declare

declare("bodies.list_bodies", _l("Governing bodies"), actions=("I.B.3",))
