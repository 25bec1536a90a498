"""axe-core, by Deque, asked of a page in a browser: what of WCAG 2.2 AA it breaks, and of good practice."""

from importlib.resources import files

from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_RUN = """async (rules) => {
    const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
    return violations.flatMap(({ id, help, nodes }) => nodes.map(({ html, failureSummary }) =>
        `${id}: ${help} ${html.slice(0, 200)} ${failureSummary.replaceAll("\\n", " ").slice(0, 300)}`));
}"""


def violations(page: Page) -> list[str]:
    """Return what axe finds on the page that is open in `page`, a line for each element.

    It is run as the debugger does, past the page's content security policy, which stays as it is.
    """
    if not page.evaluate("() => typeof axe !== 'undefined'"):
        page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8"))
    return page.evaluate(_RUN, RULES)
