"""Writing a story of the files to the desk: the article, its blocks, its ties, and what it points to."""

import datetime
from typing import Any

from newsroom import workflow
from newsroom.demonstration.register.reading import read as read_register
from newsroom.demonstration.stories.library import CREDITS, Library
from newsroom.demonstration.stories.markup import to_html
from newsroom.demonstration.stories.reading import identity, read
from newsroom.models import (
    Article,
    Author,
    Byline,
    NumberedPoints,
    PhotoBlock,
    PullQuote,
    Question,
    RelatedLink,
    RichText,
    Section,
)
from partnerships.folding import slugify
from partnerships.known_days import newsroom_time
from partnerships.models import Agreement, Event, Partner, Person, Pillar

# Each kind of tie, and by what the files name what is tied.
TIES = {
    "partners": (Partner, "code"),
    "pillars": (Pillar, "slug"),
    "events": (Event, "slug"),
    "people": (Person, "slug"),
    "agreements": (Agreement, "slug"),
}
Story = dict[str, Any]


class NotInTheRegister(LookupError):
    """A story is tied to something that the register does not hold."""


class Writer:
    """Makes articles of what the files tell; what is there already is left as it is."""

    def __init__(self, by):
        self.by = by
        self.library = Library(by)
        self.sections = {section.slug: section for section in Section.objects.all()}
        self.authors = {author.slug: author for author in Author.objects.all()}
        self.sources = {**read_register("sources"), **read("sources")}
        self.register = {
            name: {getattr(row, key): row for row in model.objects.all()}
            for name, (model, key) in TIES.items()
        }
        self._open_desks()

    def _open_desks(self):
        contents = read("sections")
        for order, entry in enumerate(contents["sections"], start=1):
            if entry["slug"] not in self.sections:
                self.sections[entry["slug"]] = _checked(Section(order=order, **entry))
        self.desks = {}
        for desk, names in contents["desks"].items():
            for language, name in names.items():
                slug = slugify(name)
                if slug not in self.authors:
                    self.authors[slug] = _checked(Author(slug=slug, name=name))
                self.desks[desk, language] = self.authors[slug]

    def write(self, story: Story, language: str) -> Article | None:
        """Make the article of a story in one language; None when it was made before."""
        uid = identity(story["key"], language)
        if Article.objects.filter(uid=uid).exists():
            return None
        told, day = story[language], story.get("published")
        article = Article(
            uid=uid,
            translation_group=identity(story["key"]),
            language=language,
            kind=story.get("kind", Article.Kind.NEWS),
            section=self.sections[story["section"]],
            headline=told["headline"],
            kicker=told.get("kicker", ""),
            standfirst=told.get("standfirst", ""),
            dateline_place=told.get("dateline", ""),
            agency_code=told.get("agency", ""),
            lead_photo=self.library[story["photo"]] if "photo" in story else None,
            lead_caption=told.get("caption", ""),
            lead_credit=CREDITS[language] if "photo" in story and language != "en" else "",
            key_points="\n".join(told.get("key_points", [])),
            prominence=story.get("prominence", Article.Prominence.NORMAL),
            interviewee=self._tied("people", story, story["interviewee"]) if "interviewee" in story else None,
            interviewer=story.get("interviewer", ""),
            occasion=told.get("occasion", ""),
            interviewed_on=day.date() if day and story.get("kind") == Article.Kind.INTERVIEW else None,
            embargo_until=coming(story["embargo_in_days"]) if "embargo_in_days" in story else None,
            created_by=self.by,
            edited_by=self.by,
        )
        article.slug = article.free_slug()
        if story.get("imported"):
            article.working_headline = article.headline
            article.import_reference = uid.hex
        _checked(article)
        _checked(Byline(article=article, author=self.desks[story["desk"], language]))
        for name in TIES:
            getattr(article, name).set(self._tied(name, story, key) for key in story.get(name, []))
        self._write_body(article, told)
        return article

    def _tied(self, name, story, key):
        try:
            return self.register[name][key]
        except KeyError:
            raise NotInTheRegister(
                f"The story “{story['key']}” is tied to “{key}”, which is not among the register's {name}."
            ) from None

    def _write_body(self, article, told):
        blocks = told.get("blocks") or [{"text": told["text"]}]
        for place, block in enumerate(blocks, start=1):
            _checked(self._block(block, article.language, parent=article, region="body", ordering=place * 10))

    def _block(self, block, language, **place):
        if "text" in block:
            return RichText(text=to_html(block["text"]), **place)
        if "photo" in block:
            photo = self.library[block["photo"]] if block["photo"] else None
            translated = CREDITS[language] if photo and language != "en" else ""
            return PhotoBlock(
                photo=photo,
                caption=block.get("caption", ""),
                credit=block.get("credit", translated),
                size=block.get("size", PhotoBlock.Size.COLUMN),
                **place,
            )
        if "quote" in block:
            return PullQuote(quote=block["quote"], speaker=block["speaker"], **place)
        if "question" in block:
            return Question(question=block["question"], asked_by=block.get("asked_by", ""), **place)
        return NumberedPoints(heading=block["numbered"], points="\n".join(block["points"]), **place)

    def write_links(self, article: Article, story: Story) -> None:
        """Point from an article to its related stories, which must be written by now, and to its sources."""
        links = [RelatedLink(story=self._other(key, article)) for key in story.get("related", [])]
        for key in story.get("sources", []):
            title, address = self.sources[key]
            source, _colon, title = title.partition(": ")
            links.append(RelatedLink(title=title[:1].upper() + title[1:], url=address, source=source))
        links += [RelatedLink(title=title) for title in story[article.language].get("loose_links", [])]
        for order, link in enumerate(links):
            link.article, link.order = article, order
            _checked(link)

    def _other(self, key, article):
        told = Article.objects.filter(translation_group=identity(key))
        return told.filter(language=article.language).first() or told.get()

    def rewrite(self, article: Article, following: Story) -> None:
        """Change an article as `following` says: its first text replaced, or a text put at the end."""
        texts = RichText.objects.filter(parent=article).order_by("ordering")
        if "text" in following:
            text = texts[0]
            text.text = to_html(following["text"])
        else:
            last = texts.reverse()[0].ordering
            text = RichText(text=to_html(following["add"]), parent=article, region="body", ordering=last + 10)
        _checked(text)
        article.version += 1
        article.save()
        workflow.saved(article, self.by)


def moment(naive: datetime.datetime) -> datetime.datetime:
    """Return a file's time as a moment."""
    return newsroom_time(naive)


def coming(days: int) -> datetime.datetime:
    """Return nine o'clock in the newsroom, so many days from today."""
    day = datetime.datetime.now(tz=datetime.UTC) + datetime.timedelta(days=days)
    return newsroom_time(day.replace(hour=9, minute=0, second=0, microsecond=0, tzinfo=None))


def _checked(row):
    """Save a row that keeps every rule of its model, as a form would."""
    row.full_clean()
    row.save()
    return row
