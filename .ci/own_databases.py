"""The databases that a run of the tests makes on PostgreSQL: can they be made, and afterwards, drop them.

`own_databases.py reach|drop URL PREFIX`
"""

import sys

import psycopg
from psycopg import sql


def main(move: str, url: str, prefix: str) -> None:
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=10)
    except psycopg.OperationalError as reason:
        sys.exit(f"PostgreSQL does not answer at {url}: {reason}")
    with connection:
        print("PostgreSQL", connection.info.parameter_status("server_version"))
        if move == "drop":
            ours = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
            for (name,) in connection.execute(ours, [prefix]).fetchall():
                connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


if __name__ == "__main__":
    main(*sys.argv[1:])
