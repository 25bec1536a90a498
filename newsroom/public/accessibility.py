"""How far everybody can use the site, and whom to tell where they cannot."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from newsroom.public.pages import page


@require_safe
def accessibility(request):
    """The accessibility statement, with the parts that W3C's guide to statements asks for."""
    contact = settings.ACCESSIBILITY_CONTACT
    context = {
        "contact": contact,
        "contact_address": f"mailto:{contact}" if "@" in contact else contact,
        "page_title": _("Accessibility"),
        "page_description": _("What we do so that everybody can read this site, and what does not work yet."),
    }
    return page(request, "newsroom/accessibility.html", context, timezone.now())
