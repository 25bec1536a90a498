"""Which of the newsroom's languages a text is in."""

# Letters that Vietnamese has and English has not. A few in an English text are names.
_VIETNAMESE = frozenset("ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")
_SHARE = 0.06


def language_of(text: str) -> str:
    """ "vi" when enough letters (6 in 100) are Vietnamese alone, otherwise "en"."""
    letters = [sign for sign in text.lower() if sign.isalpha()]
    marked = sum(sign in _VIETNAMESE for sign in letters)
    return "vi" if letters and marked >= len(letters) * _SHARE else "en"
