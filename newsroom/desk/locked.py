"""A story whose release is approved: its form can be read and not written in, and says why."""

from newsroom.release_locks import story_lock


def lock_of(request, story):
    """Return the lock on `story`, asked once in a request; None when it is free."""
    asked = request.__dict__.setdefault("story_locks", {})
    if story.pk not in asked:
        asked[story.pk] = story_lock(story)
    return asked[story.pk]


def is_closed(request, story) -> bool:
    """Whether nobody may write in `story` by this request.

    A form that was open when the story was locked is answered with what was typed in it, not with a bare
    refusal; the form itself refuses to save (StoryForm).
    """
    typed = request.method == "POST" and request.resolver_match.url_name == "newsroom_article_change"
    return not typed and lock_of(request, story) is not None
