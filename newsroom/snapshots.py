"""The working copy of a story as plain JSON: what its editors write, and nothing of where it stands.

A snapshot is taken from the desk's tables (`snapshot`) or from what an edition froze (`from_edition`);
both have one shape, so that any two can be compared, and any one laid into a working copy again:

    {"schema": 1,
     "fields": {"headline": …, "section": 3, "interviewed_on": "2025-10-28", …},
     "byline": [7, 9],                                   authors
     "blocks": [{"kind": "rich_text", "text": …}, …],    in their order
     "related": [{"story": uid or None, "title": …, "url": …, "source": …}, …],
     "ties": {"partners": [1, 2], …},
     "names": {"newsroom.photo": {"12": "A handshake"}}, what was meant, should it be gone one day
     "lost": [["newsroom.author", "Lan"], …]}            what an edition names and the desk cannot find
"""

import json

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import translation

from newsroom.freezing import BLOCK_KINDS, TIES, blocks_of
from newsroom.models import Article, Author, Question
from partnerships.folding import fold
from partnerships.models import Person

SCHEMA = 1

# What an editor writes in a story's own row, in the order in which it is read.
FIELDS = (
    "kind",
    "language",
    "section",
    "kicker",
    "headline",
    "standfirst",
    "interviewee",
    "interviewer",
    "interviewed_on",
    "occasion",
    "interview_form",
    "dateline_place",
    "agency_code",
    "lead_photo",
    "lead_caption",
    "lead_alt",
    "lead_credit",
    "lead_decorative",
    "lead_crop",
    "key_points",
    "prominence",
    "embargo_until",
    "expires_at",
    "review_on",
    "slug",
    "seo_title",
    "seo_description",
)
# Told by a snapshot and never laid from one: an old copy lifts no embargo and moves no end.
STAYS = ("embargo_until", "expires_at", "review_on")

# What is no part of a snapshot: identity, provenance, and the columns of the gate, workflow and limits.
LEFT_OUT = frozenset(
    {
        "id",
        "uid",
        "translation_group",
        "translated_from",
        "import_reference",
        "working_headline",
        "folded",
        "version",
        "last_edition",
        "state",
        "approved_version",
        "created_by",
        "created_at",
        "edited_by",
        "updated_at",
        "assigned_to",
        "limited",
        "limited_to_users",
        "limited_to_groups",
    }
)
# The place of a row says these.
_PLACE_OF_BLOCK = frozenset({"id", "parent", "region", "ordering"})


def block_fields(model) -> list[models.Field]:
    """Return the fields of a kind of block that an editor fills."""
    return [field for field in model._meta.concrete_fields if field.name not in _PLACE_OF_BLOCK]


def plain(value):
    """Return `value` as JSON gives it back."""
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def content_of(taken: dict) -> dict:
    """Return what a snapshot says of the story, without the names of what it refers to."""
    return {name: value for name, value in taken.items() if name not in {"schema", "names", "lost"}}


class _Names:
    """What things are called, in the story's language, for the day when they are gone."""

    def __init__(self, language):
        self.language = language
        self.found: dict[str, dict[str, str]] = {}

    def note(self, thing):
        if thing is not None:
            with translation.override(self.language):
                self.found.setdefault(thing._meta.label_lower, {})[str(thing.pk)] = str(thing)

    def pk(self, thing):
        self.note(thing)
        return None if thing is None else thing.pk


def _values(row, fields, names):
    """Return what `row` says in `fields`: the key of a thing it refers to, else the value itself."""
    return {
        field.name: names.pk(getattr(row, field.name)) if field.is_relation else field.value_from_object(row)
        for field in fields
    }


def snapshot(article: Article) -> dict:
    """Return `article`, as its object says, with its blocks, byline, links and ties, as the database says."""
    names = _Names(article.language)
    fields = [Article._meta.get_field(name) for name in FIELDS]
    taken = {
        "schema": SCHEMA,
        "fields": _values(article, fields, names),
        "byline": [names.pk(line.author) for line in article.bylines.select_related("author")],
        "blocks": [
            {"kind": BLOCK_KINDS[type(block)], **_values(block, block_fields(type(block)), names)}
            for block in blocks_of(article)
        ],
        # The other story is known by its identity alone: its headline is not ours to keep.
        "related": [
            {
                "story": link.story.uid.hex if link.story else None,
                "title": link.title,
                "url": link.url,
                "source": link.source,
            }
            for link in article.related_links.select_related("story")
        ],
        "ties": {name: sorted(names.pk(thing) for thing in getattr(article, name).all()) for name in TIES},
        "names": names.found,
        "lost": [],
    }
    return plain(taken)


def has_text(edition) -> bool:
    """Whether the edition carries a story, and is not the bare notice of a withdrawal."""
    return "blocks" in edition.content


def from_edition(edition) -> dict:
    """Return what `edition` published, as the working copy that would say the same.

    What the edition took from the library (captions, credits) is the story's own here. Raises ValueError
    for a notice of withdrawal, which carries no story.
    """
    if not has_text(edition):
        raise ValueError(f"Edition {edition.number} carries no story.")
    return _Thawed(edition).snapshot()


class _Thawed:
    """One edition on its way back to the desk's shape."""

    def __init__(self, edition):
        self.edition = edition
        self.content = edition.content
        self.names: dict[str, dict[str, str]] = {}
        self.lost: list[list[str]] = []

    def snapshot(self) -> dict:
        return plain(
            {
                "schema": SCHEMA,
                "fields": self._fields(),
                "byline": self._byline(),
                "blocks": self._blocks(),
                "related": [
                    {
                        "story": link.get("story"),
                        "title": link.get("title", ""),
                        "url": link.get("url", ""),
                        "source": link.get("source", ""),
                    }
                    for link in self.content["related"]
                ],
                "ties": {name: self.content["ties"].get(name, []) for name in TIES},
                "names": self.names,
                "lost": self.lost,
            }
        )

    def _name(self, label, pk, name):
        self.names.setdefault(label, {})[str(pk)] = name

    def _photo(self, photo):
        if photo is None or photo.get("id") is None:
            return None
        self._name("newsroom.photo", photo["id"], photo["caption"] or photo["alt_text"])
        return photo["id"]

    def _fields(self):
        content, lead = self.content, self.content["lead_photo"]
        said = {
            name: content[name]
            for name in ("kind", "language", "section", "kicker", "headline", "standfirst", "slug")
        }
        said |= {
            "prominence": content["prominence"],
            "dateline_place": content["dateline"]["place"],
            "agency_code": content["dateline"]["agency"],
            "key_points": "\n".join(content["key_points"]),
            "lead_photo": self._photo(lead),
            "lead_caption": lead["caption"] if lead else "",
            "lead_alt": lead["alt_text"] if lead else "",
            "lead_credit": lead["credit"] if lead else "",
            "lead_decorative": bool(lead and lead.get("decorative")),
            "lead_crop": lead.get("crop", "") if lead else "",
            "seo_title": content["seo"]["title"],
            "seo_description": content["seo"]["description"],
        }
        # What no interview is silent about, the working copy keeps as it is.
        if interview := content["interview"]:
            person = interview["interviewee"]
            self._name("partnerships.person", person["id"], person["name"])
            said |= {
                "interviewee": person["id"],
                "interviewer": interview["interviewer"],
                "occasion": interview["occasion"],
                "interviewed_on": interview["date"],
                "interview_form": interview["form"],
            }
        return {name: said[name] for name in FIELDS if name in said}

    def _byline(self):
        # An edition says the names that stood under the headline; the desk knows authors.
        names = [line["name"] for line in self.content["byline"]]
        signing = set(self.edition.article.bylines.values_list("author", flat=True))
        known: dict[str, int] = {}
        for author in Author.objects.filter(name__in=names).order_by("pk") if names else ():
            if author.name not in known or author.pk in signing:
                known[author.name] = author.pk
                self._name("newsroom.author", author.pk, author.name)
        self.lost += [["newsroom.author", name] for name in names if name not in known]
        return [known[name] for name in dict.fromkeys(names) if name in known]

    def _blocks(self):
        answering = {block["answered_by"] for block in self.content["blocks"] if block.get("answered_by")}
        people = self._people(answering)
        blocks = [self._block(block, people) for block in self.content["blocks"]]
        self.lost += [["partnerships.person", name] for name in sorted(answering - people.keys())]
        return blocks

    def _people(self, names):
        """Return `{name: key}` of the people whom the edition calls so in its language."""
        found = {}
        story = Question.objects.filter(parent=self.edition.article_id)
        near = set(story.exclude(answered_by=None).values_list("answered_by", flat=True))
        for name in names:
            for person in Person.objects.filter(folded__contains=fold(name)).order_by("pk"):
                same = person.name.in_language(self.edition.language) == name
                if same and (name not in found or person.pk in near):
                    found[name] = person.pk
                    self._name("partnerships.person", person.pk, name)
        return found

    def _block(self, block, people):
        match block["kind"]:
            case "rich_text":
                said = {"text": block["html"]}
            case "photo":
                said = {
                    "photo": self._photo(block),
                    "caption": block["caption"],
                    "alt_text": block.get("alt_text", ""),
                    "credit": block.get("credit", ""),
                    "decorative": block.get("decorative", False),
                    "crop": block.get("crop", ""),
                    "size": block["size"],
                }
            case "question":
                said = {name: block[name] for name in ("question", "anchor", "asked_by")}
                said["answered_by"] = people.get(block["answered_by"])
            case "numbered_points":
                said = {"heading": block["heading"], "points": "\n".join(block["points"])}
            case "pull_quote":
                said = {"quote": block["quote"], "speaker": block["speaker"]}
                said["language"] = block.get("language", "")
            case _:
                raise ValueError(f"There is no block of the kind {block['kind']!r}.")
        return {"kind": block["kind"], **said}
