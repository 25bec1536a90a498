"""A plain model of the gate: what the public should find at every moment, in lists and nothing else.

A story has its working copy (what the desk wrote), the entries that the public has found so far, and the one
that is scheduled. What ends when is worked out anew each time it is asked for.
"""

import datetime
from dataclasses import dataclass, field, replace

GONE, NOTICE, REDIRECT, EXPIRED = "gone", "notice", "redirect", "expired"


@dataclass(frozen=True)
class Entry:
    """What stands at a story's address from `since` on. `way` is empty for the story itself."""

    since: datetime.datetime
    slug: str
    headline: str = ""
    expires: datetime.datetime | None = None
    way: str = ""
    to: "Story | None" = None
    # The name of its lead photo; "" where it shows none.
    photo: str = ""
    told_at: datetime.datetime | None = None

    @property
    def says(self):
        """What makes two entries the same for a reader."""
        return self.slug, self.headline, self.expires, self.way, self.to, self.photo


@dataclass(eq=False)
class Story:
    name: str
    language: str
    group: str
    slug: str
    headline: str
    photo: str = ""
    approved: bool = False
    embargo: datetime.datetime | None = None
    expires: datetime.datetime | None = None
    limited: bool = False
    past: list[Entry] = field(default_factory=list)
    coming: Entry | None = None

    @property
    def current(self):
        return self.past[-1] if self.past else None

    @property
    def is_live(self):
        return self.current is not None and not self.current.way

    def ahead(self):
        """What is to come, the next first: the end of what stands now, what is scheduled, and its end."""
        entries, standing = [], self.current
        if (
            self.is_live
            and self.current.expires
            and (not self.coming or self.current.expires < self.coming.since)
        ):
            entries.append(self._end_of(standing))
        if self.coming:
            entries.append(self.coming)
            if self.coming.expires:
                entries.append(self._end_of(self.coming))
        return entries

    def _end_of(self, entry):
        return replace(entry, since=entry.expires, headline="", photo="", expires=None, way=EXPIRED)

    def before(self, at):
        """What something that begins at `at` takes the place of."""
        return ([*self.past[-1:], *(entry for entry in self.ahead() if entry.since < at)] or [None])[-1]

    def at(self, moment):
        found = None
        for entry in [*self.past, *self.ahead()]:
            if entry.since <= moment:
                found = entry
        return found

    def pass_time(self, now):
        begun = [entry for entry in self.ahead() if entry.since <= now]
        self.past += begun
        if self.coming in begun:
            self.coming = None

    @property
    def expiry_is_over(self):
        return any(entry.way == EXPIRED and entry.since == self.expires for entry in self.past)

    def to_publish(self, at, told):
        """The entry that the working copy would make at `at`."""
        before = self.before(at)
        told_at = None if before is None else (at if told else before.told_at)
        expires = self.expires if self.expires and self.expires > at else None
        return Entry(at, self.slug, self.headline, expires, photo=self.photo, told_at=told_at)

    def put(self, entry, now):
        """Record an entry, now or scheduled; what was to come from then on is cut off with it."""
        if entry.since <= now:
            self.past.append(entry)
            self.coming = None
        else:
            self.coming = entry

    def put_another_photo(self, old, new, now, told):
        """Exchange a photo wherever the story shows it: now, when its time comes, and in the working copy.

        Returns whether an edition changed.
        """
        coming = self.coming
        shown = self.current is not None and self.current.photo == old
        if shown:
            told = told and self.is_live
            self.past.append(
                replace(self.current, since=now, photo=new, told_at=now if told else self.current.told_at)
            )
        if coming:
            before = self.before(coming.since)
            told_at = coming.told_at if coming.told_at == coming.since else before and before.told_at
            photo = new if coming.photo == old else coming.photo
            self.coming = replace(coming, photo=photo, told_at=told_at)
        if self.photo == old:
            self.photo = new
        return shown or (coming is not None and coming.photo == old)

    def clear_what_is_over(self, now):
        if self.embargo and self.embargo <= now:
            self.embargo = None
        if self.expiry_is_over:
            self.expires = None

    def had(self, slug):
        """Whether an edition at this address is on record that was not cancelled."""
        return any(entry.slug == slug for entry in [*self.past, *self.ahead()])

    def was_found_at(self, slug):
        """Whether a reader can have found the story there, however briefly."""
        ends = [entry.since for entry in self.past[1:]] + [None]
        return any(
            entry.slug == slug and entry.since != end for entry, end in zip(self.past, ends, strict=True)
        )


@dataclass
class Newsroom:
    """The stories together: what one forbids the other, and what an address answers."""

    stories: list[Story]

    def embargo_of(self, story):
        laid = [other.embargo for other in self.stories if other.group == story.group and other.embargo]
        return max(laid, default=None)

    def may_be_public(self, story, at, now, at_once=False):
        """What the gate should say to having the working copy of `story` public at `at`."""
        embargo = self.embargo_of(story)
        others = [other for other in self.stories if other != story and other.language == story.language]
        before = story.before(at)
        return (
            (story.approved or at_once)
            and not story.coming
            and not (embargo and embargo > now and at < embargo)
            and (not story.expires or story.expires > max(at, now) or story.expiry_is_over)
            and not any(other.had(story.slug) for other in others)
            and not (before and before.says == story.to_publish(at, told=False).says)
        )

    def may_be_withdrawn(self, story, way, to):
        standing = story.current
        if standing is None or (way == NOTICE and standing.way not in {"", NOTICE}):
            return False
        if way == REDIRECT and (to is story or not to.is_live):
            return False
        return standing.says != self.withdrawal(story, way, to, standing.since).says

    def withdrawal(self, story, way, to, now):
        standing = story.current
        headline, photo = (standing.headline, standing.photo) if way == NOTICE else ("", "")
        to = to if way == REDIRECT else None
        return replace(standing, since=now, headline=headline, photo=photo, expires=None, way=way, to=to)

    def answer(self, language, slug):
        """What the address answers now: a status, and with 301 where it leads."""
        here = [story for story in self.stories if story.language == language and story.past]
        story = next((story for story in here if story.current.slug == slug), None)
        story = story or next((story for story in here if story.was_found_at(slug)), None)
        if story is None:
            return 404, None
        while story.current.way == REDIRECT:
            story = story.current.to
        there = story.language, story.current.slug
        if there != (language, slug):
            return 301, there
        return (200 if story.current.way in {"", NOTICE} else 410), None
