import pytest

from newsroom import workflow


@pytest.fixture
def draft(make_story, reporter):
    """A reporter's draft, as the reporter saved it."""
    return make_story(
        state=workflow.DRAFT,
        approved_version=None,
        created_by=reporter,
        edited_by=reporter,
        assigned_to=reporter,
    )


@pytest.fixture
def submitted(draft, reporter):
    workflow.take(draft, reporter, "submit")
    return draft


@pytest.fixture
def save():
    """Saves a new version of a story in somebody's name, as the form does."""

    def save_as(article, by, **said):
        article.refresh_from_db()
        for name, value in said.items():
            setattr(article, name, value)
        article.version += 1
        article.save()
        workflow.saved(article, by)
        return article

    return save_as
