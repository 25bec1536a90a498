"""How a photo's credit is shown, wherever it is: as the source gives it, in brackets.

An edition keeps the words of the credit. The brackets are put around them where they are shown: "(Photo: …)",
"(Source: …)", "(Photo: A. Nguyen; Source: VNA)". Whoever typed brackets gets those, and no second pair.
"""

import re

_PAIRS = {"(": ")", "[": "]", "（": "）"}
_BETWEEN = re.compile(r"[\s;,/·–—-]*")


def _bracketed_parts(credit: str) -> list[str] | None:
    """Return what stands in brackets, when nothing but that and what joins it does; else None."""
    parts: list[str] = []
    closing: list[str] = []
    start = 0
    for place, sign in enumerate(credit):
        if sign in _PAIRS:
            if not closing:
                if not _BETWEEN.fullmatch(credit[start:place]):
                    return None
                start = place + 1
            closing.append(_PAIRS[sign])
        elif closing and sign == closing[-1]:
            closing.pop()
            if not closing:
                parts.append(credit[start:place].strip())
                start = place + 1
    rest = credit[start:].removesuffix(".")
    return parts if parts and not closing and _BETWEEN.fullmatch(rest) else None


def shown_credit(credit: str) -> str:
    """Return `credit` as readers see it, in brackets; "" when there is none."""
    credit = credit.strip()
    if not credit:
        return ""
    return credit if _bracketed_parts(credit) else f"({credit})"


def bare_credit(credit: str) -> str:
    """Return `credit` without the brackets that were typed around it, as machines are told it."""
    parts = _bracketed_parts(credit.strip())
    return "; ".join(filter(None, parts)) if parts else credit.strip()
