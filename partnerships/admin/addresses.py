"""Addresses that make themselves from the name, Vietnamese included."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnerships.facts import Fact, refuse_if_locked
from partnerships.folding import slugify
from partnerships.texts import Texts

NAMED_BY = ("short_name", "title", "name")


class AddressForm(forms.ModelForm):
    """A form whose empty `slug` is made from the short name, title or name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if slug := self.fields.get("slug"):
            slug.required = False
            slug.help_text = _("The last part of its address on the site. Made from the name when empty.")

    def clean(self):
        cleaned = super().clean() or self.cleaned_data
        if isinstance(self.instance, Fact) and self.instance.pk:
            # Of a form that was open when the fact was locked, everything typed stays shown.
            refuse_if_locked([self.instance])
        if "slug" in self.fields and not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = self._free_address(cleaned)
        return cleaned

    def _free_address(self, cleaned):
        names = [cleaned.get(field) for field in NAMED_BY if cleaned.get(field)]
        name = names[0] if names else ""
        longest = self._meta.model._meta.get_field("slug").max_length
        base = slugify(name.in_language("en") if isinstance(name, Texts) else name, max_length=longest - 4)
        others = self._meta.model._default_manager.exclude(pk=self.instance.pk)
        taken = set(others.filter(slug__startswith=base).values_list("slug", flat=True))
        slug, number = base, 2
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        return slug
