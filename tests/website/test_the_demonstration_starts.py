import os
import subprocess
import sys

from django.conf import settings


def test_a_database_that_does_not_answer_is_refused_in_words(tmp_path):
    refused = subprocess.run(
        [sys.executable, "manage.py", "prepare_demonstration"],
        cwd=settings.BASE_DIR,
        env={
            "PATH": os.environ["PATH"],
            "COMMUNIQUE_ENV": "demo",
            "DATA_DIR": str(tmp_path / "data"),
            "STATIC_ROOT": str(tmp_path / "static"),
            "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nowhere",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert "The database does not answer: " in refused.stderr
    assert "DATABASE_URL must name a database that exists" in refused.stderr
    assert "Traceback" not in refused.stderr
