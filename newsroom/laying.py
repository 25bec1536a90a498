"""Laying a snapshot into the desk's tables: the story then says what the snapshot says.

What a snapshot refers to may be gone, and its address may belong to another story by now. Nothing of that
stops the laying: what cannot be laid is left out, and said in a sentence.
"""

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom.freezing import BLOCK_KINDS, TIES
from newsroom.models import Article, Byline, Question, RelatedLink
from newsroom.snapshots import FIELDS, STAYS, block_fields

_KINDS = {kind: model for model, kind in BLOCK_KINDS.items()}


def lay(article: Article, taken: dict) -> list[str]:
    """Make the saved `article` say what the snapshot `taken` says, in the caller's transaction.

    Neither its version nor its state is touched. Returns what could not be laid, a sentence for each.
    """
    return _Laying(article, taken).done()


class _Laying:
    def __init__(self, article, taken):
        self.article, self.taken = article, taken
        self.language, self.slug = article.language, article.slug
        self.left_out: list[str] = []
        self.standing = _standing(references(taken))

    def done(self) -> list[str]:
        for label, name in self.taken["lost"]:
            self._tell_gone(label, name)
        self._lay_fields()
        self._lay_blocks()
        self._lay_byline()
        self._lay_related()
        self._lay_ties()
        return list(dict.fromkeys(self.left_out))

    def _tell_gone(self, label, name):
        kind = apps.get_model(label)._meta.verbose_name
        self.left_out.append(
            _("The %(kind)s “%(name)s” is no longer there, so it is left out.") % {"kind": kind, "name": name}
        )

    def _found(self, model, pk):
        """Return `pk` when the thing is still there; else None, and say so."""
        if pk is None or pk in self.standing.get(model._meta.label_lower, ()):
            return pk
        label = model._meta.label_lower
        self._tell_gone(label, self.taken["names"].get(label, {}).get(str(pk), str(pk)))
        return None

    def _value(self, field, value):
        if field.is_relation:
            return self._found(field.related_model, value)
        return field.to_python(value)

    # The story's own row

    def _lay_fields(self):
        article, said = self.article, self.taken["fields"]
        laid = {name: said[name] for name in FIELDS if name in said and name not in STAYS}
        self._tell_what_stays(said)
        for name, value in laid.items():
            field = Article._meta.get_field(name)
            found = self._value(field, value)
            if found is None and not field.null:
                # A section: the story keeps the one that it has.
                continue
            setattr(article, field.attname, found)
        self._keep_language()
        self._keep_address()
        article.save(update_fields=[*laid, "updated_at"])

    def _tell_what_stays(self, said):
        for name in STAYS:
            field = Article._meta.get_field(name)
            if name in said and field.to_python(said[name]) != getattr(self.article, name):
                self.left_out.append(
                    _(
                        "“%(field)s” stays as it is now: "
                        "no earlier copy changes when the public reads a story."
                    )
                    % {"field": capfirst(field.verbose_name)}
                )

    def _keep_language(self):
        article = self.article
        group = Article.objects.filter(translation_group=article.translation_group, language=article.language)
        if group.exclude(pk=article.pk).exists():
            self.left_out.append(
                _("The story has a version of its own in the language of that copy, so its language stays.")
            )
            article.language = self.language

    def _keep_address(self):
        article = self.article
        taken = Article.objects.filter(language=article.language, slug=article.slug)
        if taken.exclude(pk=article.pk).exists():
            self.left_out.append(
                _("The address “%(slug)s” belongs to another story by now, so the present one stays.")
                % {"slug": article.slug}
            )
            article.slug = self.slug

    # Its rows

    def _lay_blocks(self):
        wanted: dict[type[models.Model], list[dict]] = {model: [] for model in BLOCK_KINDS}
        for place, block in enumerate(self.taken["blocks"], start=1):
            model = _KINDS[block["kind"]]
            said = {
                field.attname: self._value(field, block[field.name])
                for field in block_fields(model)
                if field.name in block
            }
            wanted[model].append({**said, "region": "body", "ordering": place * 10})
        for model, rows in wanted.items():
            _replace(model, {"parent": self.article}, rows)

    def _lay_byline(self):
        author = Byline._meta.get_field("author").related_model
        found = [pk for pk in self.taken["byline"] if self._found(author, pk)]
        rows = [{"author_id": pk, "order": order} for order, pk in enumerate(found)]
        # One author stands once in a byline, so that no row may take another's author while it has it.
        Byline.objects.filter(article=self.article).exclude(author__in=found).delete()
        _replace(Byline, {"article": self.article}, rows, same="author_id")

    def _lay_related(self):
        links = self.taken["related"]
        stories = dict(
            Article.objects.filter(uid__in=[link["story"] for link in links if link["story"]]).values_list(
                "uid", "pk"
            )
        )
        known = {uid.hex: pk for uid, pk in stories.items()}
        rows = []
        for link in links:
            if link["story"] and link["story"] not in known:
                self.left_out.append(
                    _("One of our stories under “%(links)s” is no longer there, so its link is left out.")
                    % {"links": capfirst(RelatedLink._meta.verbose_name_plural)}
                )
                continue
            said = {name: link[name] for name in ("title", "url", "source")}
            rows.append({"story_id": known.get(link["story"]), **said, "order": (len(rows) + 1) * 10})
        _replace(RelatedLink, {"article": self.article}, rows)

    def _lay_ties(self):
        for name in TIES:
            model = Article._meta.get_field(name).related_model
            ties = self.taken["ties"].get(name, [])
            getattr(self.article, name).set([pk for pk in ties if self._found(model, pk)])


def references(taken: dict) -> dict[str, set[int]]:
    """Return the keys that a snapshot refers to, by the model's label."""
    found: dict[str, set[int]] = {}

    def note(model, pk):
        if pk is not None:
            found.setdefault(model._meta.label_lower, set()).add(pk)

    for name, value in taken["fields"].items():
        if name in FIELDS and (field := Article._meta.get_field(name)).is_relation:
            note(field.related_model, value)
    for block in taken["blocks"]:
        for field in block_fields(_KINDS[block["kind"]]):
            if field.is_relation:
                note(field.related_model, block.get(field.name))
    for pk in taken["byline"]:
        note(Byline._meta.get_field("author").related_model, pk)
    for name, pks in taken["ties"].items():
        for pk in pks:
            note(Article._meta.get_field(name).related_model, pk)
    return found


def _standing(references: dict[str, set[int]]) -> dict[str, set[int]]:
    """Return those of `references` that are still in the database."""
    return {
        label: set(apps.get_model(label)._base_manager.filter(pk__in=pks).values_list("pk", flat=True))
        for label, pks in references.items()
    }


def _replace(model, owner: dict, wanted: list[dict], same: str = "") -> None:
    """Make the rows of `model` that belong to `owner` say what is `wanted`, with as few new rows as can be.

    Rows keep their keys, so that a form which was open meanwhile knows them again. `same` is the field
    by which a row is known, where one is.
    """
    present = list(model._base_manager.filter(**owner).order_by("pk"))
    pairs = list(_paired(present, wanted, same))
    used = {row.pk for row, _said in pairs if row is not None}
    model._base_manager.filter(pk__in=[row.pk for row in present if row.pk not in used]).delete()
    changed, new = [], []
    for row, said in pairs:
        if row is None:
            new.append(model(**owner, **said))
        elif any(getattr(row, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(row, name, value)
            changed.append(row)
    if changed:
        model._base_manager.bulk_update(changed, sorted({name for _row, said in pairs for name in said}))
    if model is Question:
        # Each is given an address on the page where it has none.
        for row in new:
            row.save()
    else:
        model._base_manager.bulk_create(new)


def _paired(present: list, wanted: list[dict], same: str) -> Iterable[tuple[models.Model | None, dict]]:
    """Yield each of `wanted` with the row that shall say it: the one that does already, else any left."""
    left, without = list(present), []
    for said in wanted:
        names = [same] if same else [name for name in said if name not in {"order", "ordering"}]
        row = next((row for row in left if all(getattr(row, name) == said[name] for name in names)), None)
        if row is None:
            without.append(said)
        else:
            left.remove(row)
            yield row, said
    for said in without:
        yield (left.pop(0) if left and not same else None), said
