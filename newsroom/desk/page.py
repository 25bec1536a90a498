"""What every page of the desk tells its template: the site's own, its title, and where it belongs."""


def page_of(request, model_admin, title, about=None) -> dict:
    """Return the beginning of a page's context. `about` is the thing it is about, such as a story."""
    said = {**model_admin.admin_site.each_context(request), "title": title, "opts": model_admin.opts}
    return said if about is None else {**said, "subtitle": str(about)}
