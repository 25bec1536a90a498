"""The form of a layout: a row for each story that is chosen, and one for each block of the page.

A story is typed by its words, with suggestions, and known by the number that its suggestion ends with; that
works without a script. Order is a number in each row, which a script turns into arrows and drawing.
"""

from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from newsroom.desk.front.choosing import by_identity, found, label_of, unseen_label
from newsroom.desk.moments import Moment
from newsroom.front_layout import MOST_CHOSEN, MOST_IN_A_BLOCK, Block, Kind, Layout, Slot

LONGEST = 260


class Order(forms.IntegerField):
    """Where a row stands among the others; the script hides the number and moves the rows."""

    def __init__(self):
        super().__init__(
            label=gettext_lazy("Order"),
            required=False,
            min_value=0,
            max_value=999,
            widget=forms.NumberInput(attrs={"class": "front-order"}),
        )


class SlotForm(forms.Form):
    """A story of the layout, and until when it stands there."""

    story = forms.CharField(
        label=gettext_lazy("Story"),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(
            attrs={
                "list": "front-stories",
                "autocomplete": "off",
                "placeholder": gettext_lazy("The newest story"),
            }
        ),
    )
    # Which story the field named when it was opened.
    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)
    until = Moment(label=gettext_lazy("Pinned until"), required=False)
    order = Order()

    def __init__(self, *args, language, user, now, named=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.language, self.user, self.now = language, user, now
        # The stories that the saved layout names: they stay, whoever saves.
        self.named = named
        self.suggested: list = []
        self.chosen: UUID | None = None

    def clean(self):
        cleaned = super().clean()
        typed = cleaned.get("story", "").strip()
        if not typed:
            if cleaned.get("until") and "story" not in self.errors:
                self.add_error("story", _("Which story shall be pinned? Choose one, or empty the time."))
            return cleaned
        uid = cleaned.get("uid")
        if uid in self.named:
            story = by_identity([uid], self.user).get(uid)
            if typed == (label_of(story) if story else unseen_label()):
                self.chosen = uid
                return cleaned
        stories = found(typed, self.language, self.user, self.now)
        if len(stories) == 1:
            self.chosen = stories[0].uid
            return cleaned
        self.suggested = [label_of(story) for story in stories]
        self.add_error("story", self._not_one(typed))
        return cleaned

    def _not_one(self, typed):
        if self.suggested:
            return _("Several stories have these words. Copy the line of the one that you mean:")
        if typed == unseen_label():
            return _("That story is not in the layout any more. Empty this field.")
        return _("No public or scheduled story in this language has these words. Try fewer of them.")

    def slot(self) -> Slot | None:
        return Slot(self.chosen, self.cleaned_data.get("until")) if self.chosen else None


class BlockForm(forms.Form):
    """A block of the page: where it stands, whether it is shown, with how many stories."""

    place = forms.ChoiceField(
        label=gettext_lazy("Shown"),
        choices=[("yes", gettext_lazy("Shown")), ("no", gettext_lazy("Not shown"))],
    )
    number = forms.IntegerField(
        label=gettext_lazy("Stories"), min_value=1, max_value=MOST_IN_A_BLOCK, required=False
    )
    order = Order()

    def __init__(self, *args, block, name, **kwargs):
        super().__init__(*args, **kwargs)
        self.block, self.name = block, name
        if block.kind == Kind.EVENTS:
            self.fields["place"].choices = [
                ("beside", _("Beside the lead")),
                ("yes", _("In this order")),
                ("no", _("Not shown")),
            ]
        if not block.number:
            del self.fields["number"]

    def laid(self) -> Block:
        said = self.cleaned_data
        return Block(
            kind=self.block.kind,
            section=self.block.section,
            shown=said["place"] != "no",
            number=said.get("number") or self.block.number,
            beside=said["place"] == "beside",
        )


class LayoutForm:
    """The rows of a layout together. `data` is what was posted; without it they show `layout`."""

    def __init__(self, layout: Layout, sections, language: str, user, now, data=None):
        named = {slot.story for slot in layout.slots}
        seen = by_identity(named, user)
        given = {"language": language, "user": user, "now": now, "named": named}

        def row(prefix, slot, order):
            initial = {"order": order}
            if slot:
                story = seen.get(slot.story)
                label = label_of(story) if story else unseen_label()
                initial |= {"story": label, "uid": slot.story, "until": slot.until}
            return SlotForm(data, prefix=prefix, initial=initial, **given)

        padded = [*layout.secondary, *([None] * MOST_CHOSEN)][:MOST_CHOSEN]
        self.lead = row("lead", layout.lead, 0)
        self.secondary = [row(f"story-{place}", slot, place) for place, slot in enumerate(padded, start=1)]
        names = {section.pk: section.name.in_language(language) for section in sections}
        self.blocks = []
        for place, block in enumerate(layout.blocks_of(names), start=1):
            shown = "beside" if block.beside else "yes"
            initial = {"place": shown if block.shown else "no", "number": block.number, "order": place}
            name = names[block.section] if block.section else block.kind.label
            prefix = f"block-{block.kind.value}" + (f"-{block.section}" if block.section else "")
            self.blocks.append(BlockForm(data, prefix=prefix, initial=initial, block=block, name=name))
        if data is not None:
            self.secondary = _as_typed(self.secondary)
            self.blocks = _as_typed(self.blocks)

    @property
    def rows(self) -> list[forms.Form]:
        return [self.lead, *self.secondary, *self.blocks]

    def is_valid(self) -> bool:
        # Each of them is asked, so that all that is wrong is said at once.
        wrong = [row for row in self.rows if not row.is_valid()]
        return self._each_once() and not wrong

    def _each_once(self):
        met, once = set(), True
        for row in (self.lead, *self.secondary):
            if row.chosen and row.chosen in met:
                row.add_error(
                    "story", ValidationError(_("This story is chosen already. Choose another one."))
                )
                once = False
            met.add(row.chosen)
        return once

    def layout(self) -> Layout:
        """Return what was chosen; of a valid form only."""
        slots = [row.slot() for row in self.secondary]
        return Layout(
            lead=self.lead.slot(),
            secondary=tuple(slot for slot in slots if slot),
            blocks=tuple(row.laid() for row in self.blocks),
        )


def _as_typed(rows):
    """The rows in the order of their numbers, as far as they have any."""

    def place(row):
        typed = row.data.get(row.add_prefix("order"), "")
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 9 else 999

    return sorted(rows, key=place)
