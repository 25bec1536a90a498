"""Refusals of the gate and of the workflow: reasons in words, and who may do what."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from partnerships.models import Person

MAY_PUBLISH = "newsroom.publish_article"
MAY_WITHDRAW = "newsroom.withdraw_article"
MAY_PUBLISH_FROM_ARCHIVE = "newsroom.archive_article"


@dataclass(frozen=True)
class Reason:
    """Why the gate refuses: `code` for programs, `message` for people, `where` the field or block concerned.

    `where` is a field of the story ("headline") or a block as "<model name>-<primary key>", `about` the
    person who is not public, where that is what is wrong.
    """

    code: str
    message: str
    where: str = ""
    about: Person | None = None


def place_of(block) -> str:
    """Return where a reason is that concerns a block of the story."""
    return f"{block._meta.model_name}-{block.pk}"


class Refused(Exception):
    """What was asked was not done; `reasons` say why. Nothing was changed."""

    def __init__(self, reasons: list[Reason]):
        self.reasons = reasons
        super().__init__(" ".join(reason.message for reason in reasons))


def permission_reasons(by, permission: str = MAY_PUBLISH):
    """Yield a reason when `by` may not do what `permission` allows."""
    if by.has_perm(permission):
        return
    if permission == MAY_WITHDRAW:
        yield Reason("permission", _("You may not withdraw stories. Ask a publisher."))
    else:
        yield Reason("permission", _("You may not publish stories. Ask a publisher."))
