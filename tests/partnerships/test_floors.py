"""Countries exist without news: nothing of the register leans on the newsroom."""

import ast
from pathlib import Path

import pytest

import partnerships

HOME = Path(partnerships.__file__).parent


def imported(source: str) -> set[str]:
    """Every module that `source` imports, wherever in the file it does so."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"import_module", "get_model"}:
            names.update(str(word.value) for word in node.args if isinstance(word, ast.Constant))
    return names


@pytest.mark.parametrize("module", sorted(HOME.rglob("*.py")), ids=lambda path: str(path.relative_to(HOME)))
def test_a_module_of_the_register_imports_nothing_of_the_newsroom(module):
    reached = {name.partition(".")[0] for name in imported(module.read_text())}

    assert not reached & {"newsroom", "website"}
