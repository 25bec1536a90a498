"""Two people press Save in the same moment: one save counts, the other is told, and neither loses a word."""

import pytest
from django.test import Client

from newsroom.models import RichText
from tests.newsroom.desk.filled_form import change_address, fill
from tests.newsroom.gate.test_concurrency import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_saves_at_once_one_is_refused_and_comes_back_whole(make_story, reporter, editor):
    story = make_story()
    address = change_address(story)
    clients = {}
    for name, user in {"Mine": reporter, "Theirs": editor}.items():
        clients[name] = Client()
        clients[name].force_login(user)
    forms = {name: fill(client, address) for name, client in clients.items()}

    def save(name):
        typed = {"standfirst": name, "newsroom_richtext_set-0-text": f"<p>{name}</p>", "_save": "Save"}
        return clients[name].post(address, forms[name] | typed)

    answers = dict(zip(clients, at_once(lambda: save("Mine"), lambda: save("Theirs")), strict=True))
    [winner] = [name for name, answer in answers.items() if answer.status_code == 302]
    [loser] = [name for name, answer in answers.items() if answer.status_code == 200]
    story.refresh_from_db()
    assert (story.standfirst, story.version) == (winner, 2)
    assert RichText.objects.get().text == f"<p>{winner}</p>"
    page = answers[loser].content.decode()
    assert "saved this story while you were writing" in page
    assert f"&lt;p&gt;{loser}&lt;/p&gt;" in page
