"""The workflow engine: which state may follow which, for whom, and the one function that moves."""

from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import lazy_gettext as _l

from engagement.core.db import lock
from engagement.core.errors import NotAllowed, RuleViolation
from engagement.core.permissions import Actor, Permission, can

Guard = Callable[[Any, Actor], None]
MOVED_ON = _l("This is no longer possible: somebody has moved the case on meanwhile.")


class Transition:
    """One line of a state table: `name` is also the command's, the view's and the URL's.

    Guards raise RuleViolation with a sentence; they decide "now", the permission decides "who".
    """

    def __init__(self, name: str, sources, target, permission: Permission, *guards: Guard):
        self.name = name
        self.sources = frozenset(sources if isinstance(sources, set | frozenset) else {sources})
        self.target = target
        self.permission = permission
        self.guards = guards

    def __repr__(self) -> str:
        return f"<{self.name}: {'|'.join(sorted(self.sources))} -> {self.target}>"


class Workflow:
    """All transitions of one kind of case."""

    def __init__(self, *transitions: Transition):
        self.transitions = transitions

    def available(self, subject, actor: Actor, state=None) -> list[str]:
        """Names of what this person may do with `subject` now: the actions of its page."""
        state = state or subject.state
        names: Iterable[str] = (
            transition.name
            for transition in self.transitions
            if state in transition.sources and can(actor, transition.permission, subject)
        )
        return list(dict.fromkeys(names))

    def fire(self, transition: Transition, subject, *, actor: Actor) -> None:
        """Move `subject` under a row lock, or raise. The only code that assigns `.state`.

        Raises NotAllowed for the wrong person and RuleViolation for the wrong moment; the person
        is asked about first, so that a state is not told to somebody with no right to it.
        """
        lock(subject)
        if not can(actor, transition.permission, subject):
            raise NotAllowed(transition.permission)
        if subject.state not in transition.sources:
            raise RuleViolation(MOVED_ON)
        for guard in transition.guards:
            guard(subject, actor)
        subject.state = transition.target
