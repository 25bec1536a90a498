"""The newsroom half of the demonstration: stories written to the desk, then taken through the gate."""

from collections import Counter

from django.db import transaction
from django.utils import timezone

from newsroom import publishing, workflow
from newsroom.demonstration.archivist import checker
from newsroom.demonstration.evidence import tie_evidence
from newsroom.demonstration.releases import load_releases
from newsroom.demonstration.stories.reading import languages_of, published_stories, working_copies
from newsroom.demonstration.stories.writing import Writer, coming, moment


@transaction.atomic
def load_stories(by) -> Counter:
    """Make what is missing of the stories, all of it or nothing, in the name of the publisher `by`.

    Returns how many photos, stories, editions and releases were made. What an editor changed since stays as it is.
    Raises Refused when the gate refuses a story, and NotInTheRegister when the register lacks a tie.
    """
    writer, made = Writer(by), Counter()
    published = _write(writer, published_stories())
    copies = _write(writer, working_copies())
    for article, story in [*published, *copies]:
        writer.write_links(article, story)
    for article, story in sorted(published, key=_date):
        made["editions"] += _publish(writer, article, story, by)
    tie_evidence(published)
    made["releases"] = load_releases(writer, by)
    made["photos"] = writer.library.drawn
    made["stories"] = len(published) + len(copies)
    return +made


def _write(writer, stories):
    """Return the articles that were not there yet, each with its story."""
    written = [
        (writer.write(story, language), story) for story in stories for language in languages_of(story)
    ]
    return [(article, story) for article, story in written if article is not None]


def _date(pair):
    _article, story = pair
    return story["published"] if "published" in story else timezone.make_naive(timezone.now())


def _publish(writer, article, story, by) -> int:
    """Take one story through the gate as often as its file says; return how many editions came of it."""
    told = story[article.language]
    at = moment(story["published"]) if "published" in story else coming(story["in_days"])
    if at > timezone.now():
        _approve(article, by)
        publishing.schedule(article, by, at)
        return 1
    publishing.publish_from_archive(article, by, at)
    if "next" in told:
        writer.rewrite(article, told["next"])
        _approve(article, by)
        publishing.publish(article, by, note=told["next"]["note"], change=told["next"]["change"])
        return 2
    if "withdraw" in told:
        publishing.withdraw(article, by, told["withdraw"])
        return 2
    return 1


def _approve(article, by):
    workflow.take(article, by, "submit")
    workflow.take(article, checker(), "approve")
