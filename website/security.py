"""What a page may load, by side of the gate (https://www.w3.org/TR/CSP3/), and what no address may hold."""

from http import HTTPStatus

from django.core.exceptions import BadRequest
from django.middleware.csp import ContentSecurityPolicyMiddleware
from django.utils.csp import CSP

from partnerships.open_data.problems import problem
from website.sides import is_desk

_EVERYWHERE = {
    "default-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}

# No nonce and nothing inline: the stored page is the same for everyone.
PUBLIC_POLICY = {
    **_EVERYWHERE,
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
}

# A preview stands in a frame of the desk, which knows who is asking: nothing in it runs or sends anything.
PREVIEW_POLICY = {
    **PUBLIC_POLICY,
    "script-src": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": [CSP.SELF],
}

# The same for whoever was given a link to it, in no frame.
LINKED_PREVIEW_POLICY = {**PREVIEW_POLICY, "frame-ancestors": [CSP.NONE]}

# The prose editor injects its styles; blocking them makes it move spaces in the text.
DESK_POLICY = {
    **_EVERYWHERE,
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "font-src": [CSP.SELF, "data:"],
}


class RefuseNul:
    """Middleware: an address that asks for the character U+0000 gets 400. PostgreSQL stores none and errs."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "%00" in request.META.get("QUERY_STRING", ""):
            if request.path_info.startswith("/data/"):
                return problem(HTTPStatus.BAD_REQUEST, "An address holds no NUL. Leave out “%00”.")
            raise BadRequest("An address holds no NUL.")
        return self.get_response(request)


class ContentSecurityPolicyBySide(ContentSecurityPolicyMiddleware):
    """Django's policy header, with one policy for the desk and one for the public."""

    def process_response(self, request, response):
        if not hasattr(response, "_csp_config"):
            response._csp_config = DESK_POLICY if is_desk(request) else PUBLIC_POLICY
        return super().process_response(request, response)
