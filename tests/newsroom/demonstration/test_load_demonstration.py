from collections import Counter
from io import StringIO
from unittest.mock import patch

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db
COMMAND = "newsroom.management.commands.load_demonstration"


def loaded(stories):
    out = StringIO()
    with patch(f"{COMMAND}.load_stories", return_value=Counter(stories)) as load_stories:
        call_command("load_demonstration", stdout=out)
    return out.getvalue(), load_stories


def test_the_register_comes_first_and_the_stories_in_the_archivists_name():
    said, load_stories = loaded({"stories": 3})
    # The world, and the partners that are no countries.
    assert "294 partners" in said
    assert "3 stories" in said
    (by,) = load_stories.call_args.args
    assert by.has_perm("newsroom.archive_article")


def test_a_second_time_says_that_all_is_there():
    loaded({})
    said, _load_stories = loaded({})
    assert said == "The demonstration is loaded already.\n"
