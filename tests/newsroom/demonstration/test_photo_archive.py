"""A made-up library holds of everything that the real one has, and can be loaded twice."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from newsroom.demonstration import archive, photo_archive
from newsroom.models import (
    Article,
    CollectedPhoto,
    EditionPhoto,
    Likeness,
    Photo,
    PhotoBlock,
    PhotoDownload,
)


@pytest.mark.django_db
def test_photos_come_with_uses_licences_collections_and_likenesses(client, photo_editor):
    list(archive.load(30, timezone.now()))
    for number in (1, 2):
        call_command("load_photo_archive", 60)
        assert Photo.objects.count() == Likeness.objects.count() == 60 * number
    assert not Photo.objects.filter(folded="").exists()
    assert Photo.objects.exclude(licence_until=None).exists()
    assert CollectedPhoto.objects.exists()
    assert PhotoDownload.objects.exists()
    assert Article.objects.exclude(lead_photo=None).exists()
    assert PhotoBlock.objects.exists()
    assert EditionPhoto.objects.filter(is_lead=True).exists()
    client.force_login(photo_editor)
    first = Photo.objects.order_by("pk").first()
    assert client.get(f"/admin/newsroom/photo/{first.pk}/uses/").status_code == 200
    assert client.get(f"/admin/newsroom/photo/{first.pk}/thumbnail.jpg")["Content-Type"] == "image/jpeg"


@pytest.mark.django_db
def test_a_library_in_use_is_left_alone(make_photo, settings):
    make_photo()
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="This library is in use"):
        call_command("load_photo_archive", 10)
    assert Photo.objects.count() == 1
    assert photo_archive.is_in_use()
    with pytest.raises(CommandError, match="more than nothing"):
        call_command("load_photo_archive", 0)
