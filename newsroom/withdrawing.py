"""What keeps a story from being withdrawn, and where its address may lead afterwards."""

import datetime

from django.utils.translation import gettext as _

from newsroom.models import Edition
from newsroom.models.kinds import WithdrawalWay
from newsroom.refusals import MAY_WITHDRAW, Reason, permission_reasons


def withdrawal_permission_reasons(by, reason: str):
    """Yield what keeps `by` from withdrawing any story, for that `reason`."""
    yield from permission_reasons(by, MAY_WITHDRAW)
    if not reason.strip():
        yield Reason(
            "reason", _("Say why the story is withdrawn: the public reads it at its address."), "reason"
        )


def withdrawal_reasons(standing: Edition, way, to, now: datetime.datetime):
    """Yield what keeps the story of which `standing` is in force from being withdrawn in this way."""
    if way == WithdrawalWay.EXPIRED:
        raise ValueError("The gate itself decides what expires.")
    if way == WithdrawalWay.NOTICE and standing.is_withdrawal and not standing.keeps_text:
        yield Reason(
            "no-text",
            _("The text is not public any more: only what can be read is kept under a notice."),
            "way",
        )
    if way == WithdrawalWay.REDIRECT:
        yield from _destination(standing, to, now)


def _destination(standing, to, now):
    """Yield what keeps the address of `standing` from leading to the story `to`.

    It leads to what can be read now and to nothing that leads on: so no way ever turns back on itself.
    """
    if to is None:
        yield Reason("to", _("Choose the story to which readers are led."), "to")
        return
    if to.uid == standing.uid:
        yield Reason("to", _("A story cannot lead to itself. Choose another."), "to")
        return
    there = Edition.objects.filter(article=to.pk).in_force(now).first()
    if there and there.notice.get("to") == standing.uid.hex:
        said = _("“%(story)s” leads to this story: readers would go round in a circle. Choose another.")
    elif there and there.notice.get("to"):
        said = _("“%(story)s” leads on to another story itself. Choose the one where readers shall arrive.")
    elif there is None or there.is_withdrawal:
        said = _("“%(story)s” is not public now, so nobody would arrive there. Choose one that is.")
    else:
        return
    yield Reason("to", said % {"story": to}, "to")
