"""Stories as structured data of schema.org: news and other articles, and interviews with their questions.

Pure: dictionaries out of what the page of a story shows, and of nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator

from newsroom.models import Edition
from newsroom.plain_words import block_text
from newsroom.public.pages import absolute
from newsroom.public.ties import Tie
from newsroom.reading_time import minutes, words_of
from partnerships.ministry import ministry_id
from partnerships.models import Partner

# Longer ones are cut by who shows them:
# https://developers.google.com/search/docs/appearance/structured-data/article
LONGEST_HEADLINE = 110

# https://schema.org/NewsArticle is for what reports news; its kinds promise more than we can say of each
# story. A photo story reports as well; what an official said or wrote is an article.
_TYPES = {
    Edition.Kind.NEWS: "NewsArticle",
    Edition.Kind.PRESS_RELEASE: "NewsArticle",
    Edition.Kind.PHOTO_STORY: "NewsArticle",
    Edition.Kind.EXPLAINER: "BackgroundNewsArticle",
}

# What each kind of subject is. A treaty or a declaration is a work; a pillar is a word of the ministry's own.
_SUBJECTS = {
    "pillar": ("DefinedTerm", "pillar"),
    "event": ("Event", "event"),
    "person": ("Person", "person"),
    "agreement": ("CreativeWork", "agreement"),
}


def without_nothing(said: dict) -> dict:
    """Return `said` without what says nothing."""
    return {name: value for name, value in said.items() if value}


def story_id(page: str) -> str:
    """Return by what the story at this absolute address is named."""
    return f"{page}#story"


def subject(tie: Tie) -> dict:
    """Return a subject of a story as its own page names it, so that both are known to be the same."""
    if tie.what == "partner":
        kind = "Country" if tie.kind == Partner.Kind.COUNTRY else "Organization"
        fragment = "partner"
    else:
        kind, fragment = _SUBJECTS[tie.what]
    page = absolute(tie.address)
    return {"@type": kind, "@id": f"{page}#{fragment}", "name": str(tie.name), "url": page}


def article(context: dict, page: str, images: Iterable[dict]) -> dict:
    """Return the story of `context`, which `newsroom.public.stories` made, as a schema.org Article.

    `page` is its absolute address, and `images` what stands for it: references, or a whole ImageObject.
    """
    story, content, ties = context["story"], context["content"], context["ties"]
    read = _read(story, content)
    words = read.words
    subjects = [(tie.what, subject(tie)) for tie in ties]
    interview = context.get("interview")
    said = {
        "@type": _TYPES.get(story.kind, "Article"),
        "@id": story_id(page),
        "identifier": story.uid.urn,
        "url": page,
        "mainEntityOfPage": {"@id": page},
        "headline": Truncator(story.headline).chars(LONGEST_HEADLINE),
        "alternativeHeadline": story.kicker,
        "description": story.standfirst,
        "inLanguage": story.language,
        "isAccessibleForFree": True,
        "datePublished": story.first_public_from,
        "dateModified": story.told_at,
        "author": _authors(content, story.language) or {"@id": ministry_id()},
        "publisher": {"@id": ministry_id()},
        "articleSection": str(story.section.name.in_language(story.language)),
        "genre": story.get_kind_display(),
        "locationCreated": _place(content.get("dateline", {}).get("place", "")),
        "image": list(images),
        "wordCount": words,
        "timeRequired": f"PT{minutes(words, story.language)}M" if words else "",
        "about": [one for what, one in subjects if what != "person"],
        "mentions": [one for what, one in subjects if what == "person"],
        "correction": _corrections(context.get("notes", ()), page),
        **_translations(context, content),
    }
    if interview:
        said |= _of_interview(interview, read.answers, page)
    return without_nothing(said)


@dataclass(frozen=True)
class _Read:
    """What takes a while to read out of a story: how many words it has, and the answers of an interview."""

    words: int
    answers: list[tuple[dict, str]]


# A story's page is asked for again and again, and this takes as long as all the rest here. An edition never
# changes, so that what was read of it holds as long as a process runs; a few hundred are as many as are asked
# for.
_read_before: dict[str, _Read] = {}
MOST_READ = 256


def _read(story, content) -> _Read:
    if story.digest in _read_before:
        return _read_before[story.digest]
    if len(_read_before) >= MOST_READ:
        _read_before.clear()
    found = _Read(words_of(content), _answers(content))
    _read_before[story.digest] = found
    return found


def _answers(content):
    """Each question with the words of its answer: those of the blocks up to the next question."""
    found: list[tuple[dict, list[str]]] = []
    for block in content.get("blocks", []):
        if block["kind"] == "question":
            found.append((block, []))
        elif found and block["kind"] in {"rich_text", "numbered_points"}:
            found[-1][1].append(block_text(block))
    return [(block, "\n".join(filter(None, words))) for block, words in found]


def _authors(content, language):
    return [
        without_nothing(
            {
                "@type": "Person",
                "name": author["name"],
                "jobTitle": (author.get("role") or {}).get(language, ""),
            }
        )
        for author in content.get("byline", [])
    ]


def _place(name):
    return {"@type": "Place", "name": name} if name else None


def _corrections(notes, page):
    return [
        {
            "@type": "CorrectionComment",
            "text": note.change_note,
            "datePublished": note.public_from,
        }
        for note in notes
        if note.change == Edition.Change.CORRECTION
    ]


def _translations(context, content):
    """Which story this one translates, or which translate it, as far as the public knows."""
    original, others = context.get("original"), context.get("translations") or {}
    if original:
        return {"translationOfWork": _work(original["language"], original["address"])}
    if content.get("translated_from"):
        # What it was made from is not public, so nothing is said of it.
        return {}
    return {"workTranslation": [_work(code, address) for code, address in others.items()]}


def _work(language, address) -> dict[str, Any]:
    page = absolute(address)
    return {"@type": "Article", "@id": story_id(page), "url": page, "inLanguage": language}


def _of_interview(interview, answers, page):
    """Who was asked by whom, and each question with its answer.

    A Question is a part of the Article as any CreativeWork may be (https://schema.org/hasPart), and what the
    interviewee said is what answers it (https://schema.org/acceptedAnswer). This is no QAPage: that is for
    one question which readers ask and answer, and what search engines show of it would be wrong here
    (https://developers.google.com/search/docs/appearance/structured-data/qapage).
    """
    asked, person = interview["interviewee"], interview.get("address")
    interviewee = without_nothing(
        {
            "@type": "Person",
            "@id": f"{absolute(person)}#person" if person else "",
            "name": asked["name"],
            "jobTitle": asked.get("post", ""),
            "url": absolute(person) if person else "",
        }
    )
    asking = {"@type": "Person", "name": interview["interviewer"]} if interview.get("interviewer") else None
    parts = [_question(block, text, page, asking, asked["name"]) for block, text in answers]
    return {"contributor": [one for one in (interviewee, asking) if one], "hasPart": parts}


def _question(block, text, page, asking, interviewee):
    address = f"{page}#{block['anchor']}" if block.get("anchor") else page
    asked_by = {"@type": "Person", "name": block["asked_by"]} if block.get("asked_by") else asking
    answer = {
        "@type": "Answer",
        "url": address,
        "author": {"@type": "Person", "name": block.get("answered_by") or interviewee},
        "text": text,
    }
    said = {
        "@type": "Question",
        "@id": address,
        "url": address,
        "name": block["question"],
        "position": block.get("number"),
        "author": asked_by,
        "acceptedAnswer": without_nothing(answer),
    }
    return without_nothing(said)
