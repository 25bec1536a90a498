"""Which middleware runs on which side of the gate.

The desk knows who is asking: it has a session, a user, messages and a language of one's own. A public
page depends on its address alone, so that one stored copy serves everyone: none of these exist there,
and a view that reached for `request.user` would fail in its first test instead of leaking later.
A preview link (`newsroom.previews`) knows no more of its reader than the public does; its answers say
themselves that no copy may serve anyone else.
"""

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.middleware.gzip import GZipMiddleware
from django.middleware.http import ConditionalGetMiddleware
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers

DESK = ("/admin/", "/i18n/")


def is_desk(request: HttpRequest) -> bool:
    """Whether the request is for the staff's side."""
    return request.path_info.startswith(DESK)


class DeskOnly:
    """Mixed into a middleware: step aside for the public's requests."""

    def __call__(self, request):
        return super().__call__(request) if is_desk(request) else self.get_response(request)


class PublicOnly:
    """Mixed into a middleware: step aside for the desk's requests."""

    def __call__(self, request):
        return self.get_response(request) if is_desk(request) else super().__call__(request)


class DeskSession(DeskOnly, SessionMiddleware):
    pass


class DeskAuthentication(DeskOnly, AuthenticationMiddleware):
    pass


class DeskMessages(DeskOnly, MessageMiddleware):
    pass


def _is_compressed_in_itself(response) -> bool:
    return response.get("Content-Type", "").startswith(("image/", "application/pdf"))


class PublicGZip(PublicOnly, GZipMiddleware):
    # A public page holds no secret that its length could give away, so equal pages stay equal bytes.
    max_random_bytes = 0

    def process_response(self, request, response):
        if _is_compressed_in_itself(response):
            return response
        return super().process_response(request, response)


class PublicConditionalGet(PublicOnly, ConditionalGetMiddleware):
    def process_response(self, request, response):
        # "Not modified" says as well what the copy depends on (RFC 9110, 15.4.5).
        if not _is_compressed_in_itself(response):
            patch_vary_headers(response, ["Accept-Encoding"])
        return super().process_response(request, response)


class LanguageBySide(LocaleMiddleware):
    """The desk speaks the language that its user chose; a public page the one in its address."""

    def __call__(self, request):
        if is_desk(request):
            return super().__call__(request)
        language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
