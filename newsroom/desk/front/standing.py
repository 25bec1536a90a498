"""What there is to say of the stories that a layout names: not public yet, withdrawn, without a photo."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from newsroom.chain import ahead_of
from newsroom.desk.front.choosing import by_identity, unseen_label
from newsroom.front_layout import Layout, Slot
from newsroom.models import Article, Edition
from newsroom.newsroom_time import in_newsroom_time


@dataclass
class Chosen:
    """A slot with its story (none for who may not see it) and the warnings, in words."""

    slot: Slot
    story: Article | None
    warnings: list[str] = field(default_factory=list)

    @property
    def headline(self) -> str:
        return self.story.headline if self.story else unseen_label()

    @property
    def until(self) -> str:
        return in_newsroom_time(self.slot.until) if self.slot.until else ""


def chosen_of(layout: Layout, user, now: datetime) -> list[Chosen]:
    """Return the slots of `layout` in their order, with what `user` is told of each (two queries)."""
    stories = by_identity({slot.story for slot in layout.slots}, user)
    chains = ahead_of(stories.values(), Edition.objects.all(), now)
    told = []
    for slot in layout.slots:
        story = stories.get(slot.story)
        one = Chosen(slot, story)
        if story is not None:
            one.warnings = list(_warnings(slot, chains[story.pk], slot == layout.lead, now))
        told.append(one)
    return told


def _warnings(slot, chain, leads, now):
    current, coming = chain.current, chain.coming
    is_live = current is not None and not current.is_withdrawal
    if is_live:
        shown = current
    elif coming:
        shown = coming
        said = _("It is not public yet: it becomes public %(time)s. Until then its place fills itself.")
        yield said % {"time": in_newsroom_time(coming.public_from)}
        if slot.until and slot.until <= coming.public_from:
            yield _("Its pin ends before it is public: it will not stand here.")
    elif current is not None:
        shown = None
        yield _("It was withdrawn: its place fills itself.")
    else:
        shown = None
        yield _("It is not public and not scheduled: its place fills itself.")
    if slot.until and slot.until <= now:
        said = _("Its pin ended %(time)s: the newest story stands in its place.")
        yield said % {"time": in_newsroom_time(slot.until)}
    if shown and not shown.lead_photo:
        yield (
            _("It has no lead photo, and would lead without a picture.")
            if leads
            else _("It has no lead photo.")
        )
