"""The demonstration's releases: made by an editor, approved by a publisher, as any other."""

from newsroom import releasing, workflow
from newsroom.demonstration.archivist import checker
from newsroom.demonstration.stories.reading import languages_of, read
from newsroom.demonstration.stories.writing import Writer, coming
from newsroom.models import Release
from partnerships.models import Event


def load_releases(writer: Writer, by) -> int:
    """Make the releases that are missing, and approve those that say so; return how many were made.

    Raises NotReleased when one that is to be approved is not ready.
    """
    missing = [
        told
        for told in read("releases")["releases"]
        if not Release.objects.filter(name=told["name"]).exists()
    ]
    for told in missing:
        _load(writer, by, told)
    return len(missing)


def _load(writer, by, told):
    release = Release.objects.create(
        name=told["name"], note=told["note"], at=coming(told["in_days"]), created_by=checker()
    )
    stories = [writer.write(story, language) for story in told["stories"] for language in languages_of(story)]
    for article in filter(None, stories):
        workflow.take(article, by, "submit")
        if told["approved"]:
            workflow.take(article, checker(), "approve")
    events = Event.objects.filter(slug__in=told["events"], public_from=None)
    releasing.add(release, checker(), [*filter(None, stories), *events])
    if told["approved"]:
        releasing.approve(release, by, release.at)
