"""A file arrives in parts, in whatever way the network breaks them off, and becomes one photo or none."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from newsroom.desk.library import uploads
from newsroom.models import Photo, PhotoUpload
from tests.making import files_in, picture_bytes
from tests.newsroom.desk.library.sending import BEGIN, PATCH_TYPE, TUS, asked, begin, put, send


@pytest.fixture
def desk(client, reporter, empty_storage):
    client.force_login(reporter)
    return client


@pytest.fixture
def picture():
    return picture_bytes()


def parts_kept():
    return files_in("uploads")


def test_a_file_that_arrives_in_parts_becomes_a_photo_to_be_checked(desk, reporter, picture):
    _address, answer = send(desk, picture, "Hội đàm.jpg")
    photo = Photo.objects.get()
    assert answer.status_code == 200
    assert answer.json()["photo"]["id"] == photo.pk
    assert (photo.uploaded_by, photo.to_be_checked, photo.title) == (reporter, True, "Hội đàm")
    assert photo.original.open().read() == picture
    assert parts_kept() == []


def test_what_has_arrived_can_be_asked_for(desk, picture):
    address = begin(desk, len(picture))["Location"]
    put(desk, address, 0, picture[:700])
    answer = asked(desk, address)
    assert (answer["Upload-Offset"], answer["Upload-Length"]) == ("700", str(len(picture)))
    assert answer["Tus-Resumable"] == "1.0.0"
    assert "no-store" in answer["Cache-Control"]


def test_a_part_that_does_not_follow_is_refused_with_the_place_where_the_file_goes_on(desk, picture):
    address = begin(desk, len(picture))["Location"]
    put(desk, address, 0, picture[:700])
    for offset in (0, 600, 800):
        answer = put(desk, address, offset, picture[offset : offset + 50])
        assert (answer.status_code, answer["Upload-Offset"]) == (409, "700")
    assert len(parts_kept()) == 1


def test_of_two_that_send_the_same_part_at_once_one_counts(desk, reporter, picture):
    address = begin(desk, len(picture))["Location"]
    first, second = PhotoUpload.objects.get(), PhotoUpload.objects.get()
    uploads.put_part(first, 0, picture[:700])
    with pytest.raises(uploads.ElsewhereBy) as elsewhere:
        uploads.put_part(second, 0, picture[:700])
    assert elsewhere.value.offset == 700
    assert len(parts_kept()) == 1
    assert put(desk, address, 700, picture[700:]).status_code == 200


def test_what_a_crash_left_uncounted_does_no_harm(desk, picture, monkeypatch):
    address = begin(desk, len(picture))["Location"]
    upload = PhotoUpload.objects.get()
    storage = uploads.originals()
    # Stored, and the process died before it was counted; another died in the middle of storing.
    storage.save(f"{uploads.folder(upload)}/{0:012}-500-{'a' * 16}", uploads.ContentFile(picture[:500]))
    storage.save(f"{uploads.folder(upload)}/{0:012}-700-{'0' * 16}", uploads.ContentFile(picture[:300]))
    put(desk, address, 0, picture[:700])
    answer = put(desk, address, 700, picture[700:])
    assert answer.status_code == 200
    assert Photo.objects.get().original.open().read() == picture
    assert parts_kept() == []


def test_a_lost_answer_asked_for_again_gives_the_same_photo(desk, picture):
    address, answer = send(desk, picture)
    again = put(desk, address, len(picture), b"")
    assert (again.status_code, again.json()) == (200, answer.json())
    assert asked(desk, address)["Upload-Offset"] == str(len(picture))
    assert Photo.objects.count() == 1


def test_to_begin_again_after_a_lost_answer_begins_nothing_twice(desk):
    uid = uuid.uuid4()
    first, second = begin(desk, 5_000, uid=uid), begin(desk, 5_000, uid=uid)
    assert first["Location"] == second["Location"]
    assert PhotoUpload.objects.count() == 1


def test_nobody_goes_on_with_or_sees_what_another_began(desk, editor, picture):
    uid = uuid.uuid4()
    address = begin(desk, len(picture), uid=uid)["Location"]
    other = Client()
    other.force_login(editor)
    assert asked(other, address).status_code == 404
    assert put(other, address, 0, picture).status_code == 404
    assert other.delete(address, headers=TUS).status_code == 404
    assert begin(other, len(picture), uid=uid).status_code == 409
    assert parts_kept() == []


def test_a_refused_file_leaves_its_sentence_and_nothing_else(desk):
    address, answer = send(desk, b"<svg xmlns='http://www.w3.org/2000/svg'/>" * 10, part=100)
    assert (answer.status_code, answer.json()["state"]) == (200, "refused")
    assert answer.json()["message"]
    assert put(desk, address, 410, b"").json() == answer.json()
    assert files_in() == []
    assert not Photo.objects.exists()


def test_a_file_that_is_empty_or_too_heavy_is_refused_before_it_is_sent(desk):
    assert begin(desk, 0).status_code == 400
    answer = begin(desk, uploads.MOST_BYTES + 1)
    assert answer.status_code == 413
    assert "MB is the most" in answer.json()["message"]
    assert not PhotoUpload.objects.exists()


@pytest.mark.parametrize("length", ["", "-1", "many", "٣", "9" * 30])
def test_a_length_that_is_none_begins_nothing(desk, length):
    answer = desk.post(BEGIN, b"", content_type=PATCH_TYPE, headers={**TUS, "upload-length": length})
    assert answer.status_code == 400


def test_a_part_has_a_limit_and_stays_within_the_file(desk, picture, monkeypatch):
    address = begin(desk, len(picture))["Location"]
    assert put(desk, address, 0, picture + b"more").status_code == 409
    monkeypatch.setattr(uploads, "PART", 100)
    assert put(desk, address, 0, picture[:101]).status_code == 413
    assert parts_kept() == []


def test_only_so_many_and_so_much_of_one_person_are_under_way(desk, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_UNDER_WAY", 2)
    addresses = [begin(desk, 1_000)["Location"] for _each in range(2)]
    answer = begin(desk, 1_000)
    assert answer.status_code == 429
    assert "under way" in answer.json()["message"]
    assert desk.delete(addresses[0], headers=TUS).status_code == 204
    assert begin(desk, 1_000).status_code == 201

    monkeypatch.setattr(uploads, "MOST_UNDER_WAY", 100)
    monkeypatch.setattr(uploads, "MOST_BYTES_UNDER_WAY", 2_500)
    assert begin(desk, 1_000).status_code == 429


def test_giving_up_removes_the_parts(desk, picture):
    address = begin(desk, len(picture))["Location"]
    put(desk, address, 0, picture[:700])
    assert desk.delete(address, headers=TUS).status_code == 204
    assert parts_kept() == []
    assert asked(desk, address).status_code == 404


def test_a_part_that_arrives_after_giving_up_is_removed(desk, picture):
    begin(desk, len(picture))
    late = PhotoUpload.objects.get()
    uploads.cancel(PhotoUpload.objects.get())
    with pytest.raises(uploads.Gone):
        uploads.put_part(late, 0, picture[:700])
    assert parts_kept() == []


def test_a_photo_is_not_given_up_as_an_upload(desk, picture):
    address, _answer = send(desk, picture)
    assert desk.delete(address, headers=TUS).status_code == 409
    assert Photo.objects.exists()


def test_parts_that_are_gone_are_asked_for_again(desk, picture):
    address = begin(desk, len(picture))["Location"]
    put(desk, address, 0, picture[:700])
    put(desk, address, 700, picture[700:900])
    for name in parts_kept():
        if f"/{700:012}-" in name:
            uploads.originals().delete(name)
    answer = put(desk, address, 900, picture[900:])
    assert (answer.status_code, answer["Upload-Offset"]) == (409, "700")
    assert put(desk, address, 700, picture[700:]).status_code == 200
    assert Photo.objects.get().original.open().read() == picture


def test_a_server_that_errs_while_reading_loses_nothing(desk, picture, monkeypatch):
    def fail(*_args, **_said):
        raise OSError("the storage is away")

    address = begin(desk, len(picture))["Location"]
    with monkeypatch.context() as away:
        away.setattr(uploads, "take_in", fail)
        with pytest.raises(OSError, match="away"):
            put(desk, address, 0, picture)
    assert asked(desk, address)["Upload-Offset"] == str(len(picture))
    assert put(desk, address, len(picture), b"").status_code == 200
    assert Photo.objects.count() == 1


def test_while_one_process_reads_a_file_another_waits(desk, picture):
    address = begin(desk, len(picture))["Location"]
    PhotoUpload.objects.update(received=len(picture), last_part_at=timezone.now())
    answer = put(desk, address, len(picture), b"")
    assert (answer.status_code, answer.json()["state"]) == (202, "being-read")
    assert desk.delete(address, headers=TUS).status_code == 409


def test_a_process_that_died_after_taking_the_photo_is_followed_without_a_second_one(
    desk, picture, monkeypatch
):
    address = begin(desk, len(picture))["Location"]
    died = pytest.MonkeyPatch()
    remove = uploads._remove_parts
    died.setattr(uploads, "_remove_parts", lambda upload: None)
    put(desk, address, 0, picture)
    died.undo()
    assert uploads._remove_parts is remove
    PhotoUpload.objects.update(
        state="under-way", photo=None, last_part_at=timezone.now() - uploads.READING - timedelta(seconds=1)
    )
    answer = put(desk, address, len(picture), b"")
    assert answer.json()["photo"]["id"] == Photo.objects.get().pk
    assert parts_kept() == []


def test_whoever_read_the_file_too_late_takes_the_photo_back(
    desk, picture, monkeypatch, make_photo, django_capture_on_commit_callbacks
):
    first = make_photo()
    take_in = uploads.take_in

    def slowly(*args, **said):
        photo = take_in(*args, **said)
        PhotoUpload.objects.update(state="taken", photo=first)
        return photo

    monkeypatch.setattr(uploads, "take_in", slowly)
    with django_capture_on_commit_callbacks(execute=True):
        _address, answer = send(desk, picture)
    assert answer.json()["photo"]["id"] == first.pk
    assert Photo.objects.get() == first
    assert files_in("originals") == [first.original.name]


def test_what_nobody_goes_on_with_makes_room_after_a_day(desk, picture, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_UNDER_WAY", 1)
    address = begin(desk, len(picture))["Location"]
    put(desk, address, 0, picture[:700])
    assert begin(desk, 1_000).status_code == 429
    PhotoUpload.objects.update(last_part_at=timezone.now() - timedelta(hours=25))
    assert begin(desk, 1_000).status_code == 201
    assert parts_kept() == []
    assert asked(desk, address).status_code == 404


def test_a_file_is_named_without_folders_and_control_signs(desk):
    for name in ("C:\\Ảnh\\hội đàm.jpg", "../../etc/hội đàm.jpg", "hội\x00 đàm\n.jpg"):
        begin(desk, 10, name)
    assert set(PhotoUpload.objects.values_list("filename", flat=True)) == {"hội đàm.jpg"}


def test_who_is_signed_out_or_only_looks_is_told_so_in_words(desk, django_user_model, client):
    address = begin(desk, 10)["Location"]
    client.logout()
    assert asked(client, address).status_code == 401
    answer = begin(client, 10)
    assert answer.status_code == 401
    assert "signed out" in answer.json()["message"]
    client.force_login(django_user_model.objects.create_user("nobody", is_staff=True))
    assert begin(client, 10).status_code == 403


def test_without_the_forms_token_nothing_begins(reporter):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(reporter)
    assert begin(strict, 10).status_code == 403
    assert not PhotoUpload.objects.exists()


def test_another_version_of_the_protocol_is_refused(desk):
    answer = desk.post(BEGIN, headers={"tus-resumable": "0.2.2", "upload-length": "10"})
    assert (answer.status_code, answer["Tus-Version"]) == (412, "1.0.0")
    options = desk.options(BEGIN)
    assert options["Tus-Extension"] == "creation,termination"
    assert options["Tus-Max-Size"] == str(uploads.MOST_BYTES)


def test_what_the_protocol_does_not_know_is_refused(desk, picture):
    address = begin(desk, len(picture))["Location"]
    assert desk.patch(address, picture, content_type="image/jpeg", headers=TUS).status_code == 415
    assert desk.patch(address, picture, content_type=PATCH_TYPE, headers=TUS).status_code == 400
    assert desk.get(address).status_code == 405


def test_an_error_that_is_no_sentence_of_ours_is_not_a_refusal(desk, picture, monkeypatch):
    def refuse(*_args, **_said):
        raise ValidationError(["One reason.", "Another."])

    monkeypatch.setattr(uploads, "take_in", refuse)
    _address, answer = send(desk, picture)
    assert answer.json()["message"] == "One reason.\nAnother."
