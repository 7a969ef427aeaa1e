"""When an organization and a participant may be called the same, and not any more."""

from engagement.core.transitions import Transition, Workflow
from engagement.screening.models import LinkState as S
from engagement.screening.permissions import Compacts as May

CONFIRM = Transition("confirm", {S.OPEN, S.REJECTED, S.ENDED}, S.CONFIRMED, May.DECIDE)
REJECT = Transition("reject", S.OPEN, S.REJECTED, May.DECIDE)
END = Transition("end", S.CONFIRMED, S.ENDED, May.DECIDE)

of_links = Workflow(CONFIRM, REJECT, END)
