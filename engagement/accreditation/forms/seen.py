"""What a page of several cases showed of each, so that nothing is done to what was not seen."""

import contextlib
import uuid

from wtforms import SelectMultipleField


class SeenField(SelectMultipleField):
    """A value `id:what was seen` for each case, which the template writes beside its id."""

    def __init__(self, **kwargs):
        super().__init__(validate_choice=False, **kwargs)

    def by_case(self) -> dict[uuid.UUID, str]:
        """What was seen, by case; what begins with no identifier is passed over."""
        found = {}
        for value in self.data or []:
            case, _colon, what = value.partition(":")
            with contextlib.suppress(ValueError):
                found[uuid.UUID(case)] = what
        return found
