"""Strings of other packages' scripts in our admin that their own catalogues do not have in every language
of ours. They stand in the catalogues for scripts, djangojs.po; our own scripts take theirs from the page.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy, pgettext_lazy

DJANGO_ADMIN = [
    _("Sunday"),
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    pgettext_lazy("abbrev. day Sunday", "Sun"),
    pgettext_lazy("abbrev. day Monday", "Mon"),
    pgettext_lazy("abbrev. day Tuesday", "Tue"),
    pgettext_lazy("abbrev. day Wednesday", "Wed"),
    pgettext_lazy("abbrev. day Thursday", "Thur"),
    pgettext_lazy("abbrev. day Friday", "Fri"),
    pgettext_lazy("abbrev. day Saturday", "Sat"),
    _("%(month)s %(day)s, %(year)s"),
    _("%s (today, current selection)"),
    _("%s (today)"),
    _("%s (current selection)"),
    _("Today (%(date)s)"),
    _("Yesterday (%(date)s)"),
    _("Tomorrow (%(date)s)"),
    _("Previous (%(month)s %(year)s)"),
    _("Next (%(month)s %(year)s)"),
    _("server"),
    _("Hide"),
    _("Show"),
    ngettext_lazy(
        "Note: Enter times in the %(timezone)s timezone. (You are %(offset)s hour ahead.)",
        "Note: Enter times in the %(timezone)s timezone. (You are %(offset)s hours ahead.)",
        0,
    ),
    ngettext_lazy(
        "Note: Enter times in the %(timezone)s timezone. (You are %(offset)s hour behind.)",
        "Note: Enter times in the %(timezone)s timezone. (You are %(offset)s hours behind.)",
        0,
    ),
    _(
        "You have selected an action, and you haven’t made any changes on individual fields. You’re probably "
        "looking for the Run button rather than the Save button."
    ),
]

PROSE_EDITOR = [
    _("URL"),
    _("Title"),
    _("Open in new window"),
    _("Edit Link"),
    _("Update"),
    _("Insert"),
    _("List properties"),
    _("Decimal numbers"),
    _("Lowercase letters"),
    _("Uppercase letters"),
    _("Lowercase Roman numerals"),
    _("Uppercase Roman numerals"),
    _("Start at"),
    _("List type"),
    _("Toggle fullscreen"),
    # The editor does not mark these: static/desk/editor_words.js asks for them.
    _("paragraph"),
    _("Paragraph"),
    _("Heading 2"),
    _("Heading 3"),
    _("unordered list"),
    _("ordered list"),
    _("blockquote"),
    _("bold"),
    _("italic"),
    _("subscript"),
    _("superscript"),
    _("insert link"),
    _("remove link"),
    _("undo"),
    _("redo"),
]
