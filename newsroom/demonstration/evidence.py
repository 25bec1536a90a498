"""The stories that show what became of a commitment: the register comes first, and the stories after it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings

from newsroom.demonstration.register.reading import read_folder
from newsroom.models import Article
from partnerships.models import CommitmentEntry


def tie_evidence(written: Iterable[tuple[Article, dict[str, Any]]]) -> None:
    """Tie the stories that were just written, each with what its file tells, to the entries that cite them.

    One in the site's first language stands for its translations. What was tied before stays as editors left it.
    """
    by_key = {
        story["key"]: article for article, story in written if article.language == settings.LANGUAGE_CODE
    }
    cited = defaultdict(list)
    for row in read_folder("commitments"):
        for entry in row["entries"]:
            articles = [by_key[key] for key in entry.get("stories", []) if key in by_key]
            cited[row["agreement"], row["number"], entry["on"]] += articles
    for (agreement, number, day), articles in cited.items():
        entries = CommitmentEntry.objects.filter(
            commitment__agreement__slug=agreement, commitment__number=number, on=day
        )
        for entry in entries if articles else []:
            entry.stories.add(*articles)
