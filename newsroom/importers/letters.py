"""Capital letters for regular expressions, which know of no capitals beyond A to Z."""

_LATIN = [*range(0x41, 0x250), *range(0x1E00, 0x1F00)]

# For use within square brackets: A to Z, Đ, Ơ, Ế and all other Latin capitals.
CAPITALS = "".join(chr(code) for code in _LATIN if chr(code).isupper())
