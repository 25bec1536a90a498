# Sourced by bin/demo, bin/test and .ci/run from the repository's root: makes .venv with the locked
# packages, by a uv of our own in .tools. A second call sees that nothing changed and takes no time.
# Plain POSIX sh; it asks of the machine any Python 3 and a way to a package index, nothing else.

WANTED='import sqlite3, ssl, sys; sys.exit(not ((3, 12) <= sys.version_info[:2] <= (3, 14) and sqlite3.sqlite_version_info >= (3, 37)))'

say() { printf '%s\n' "$@" >&2; }
fail() { say "$@"; exit 1; }

# Where version managers keep their Pythons: by their variables, by the shims on PATH, and in the home
# of this account, which HOME need not be.
python_stores() {
    printf '%s\n' "${PYENV_ROOT:-}/versions" "${UV_PYTHON_INSTALL_DIR:-}"
    printf '%s\n' "$PATH" | tr ':' '\n' | sed -n 's,/shims/*$,/versions,p'
    for home in "${HOME:-}" "$(eval "printf '%s' ~$(id -un)")"; do
        printf '%s\n' "$home/.pyenv/versions" "$home/.local/share/uv/python" \
            "$home/.local/share/mise/installs/python" "$home/.asdf/installs/python"
    done
}

# Every place that may hold a Python, the likely ones first. A name on PATH may be a shim with nothing behind it.
python_candidates() {
    for name in python3.13 python3.12 python3.14 python3 python; do
        command -v "$name" 2>/dev/null || true
    done
    {
        python_stores | while IFS= read -r store; do
            printf '%s\n' "$store"/*/bin
        done
        printf '%s\n' /usr/local/bin /usr/bin /opt/homebrew/bin /opt/python/*/bin \
            /Library/Frameworks/Python.framework/Versions/*/bin
    } | while IFS= read -r directory; do
        for name in python3.13 python3.12 python3.14; do
            [ ! -x "$directory/$name" ] || printf '%s\n' "$directory/$name"
        done
    done
}

# Prints the path of the first Python that really runs and that Django 6.1 supports; nothing if none does.
find_python() {
    python_candidates | while IFS= read -r candidate; do
        if "$candidate" -c "$WANTED" >/dev/null 2>&1; then
            "$candidate" -c 'import sys; print(sys.executable)'
            break
        fi
    done
}

# Prints the path of any Python 3 that runs: enough to fetch uv with.
find_any_python() {
    { command -v python3 || :; python_candidates; } 2>/dev/null |
        while IFS= read -r candidate; do
            if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 8))' >/dev/null 2>&1; then
                printf '%s\n' "$candidate"
                break
            fi
        done
}

# uv at the pinned version in .tools, by whatever this Python has: venv, pip, or neither and an index that is named.
provide_uv() {
    uv_stamp=$(cksum <bin/uv.txt)
    if [ -x .tools/uv/bin/uv ] && [ "$(cat .tools/uv/stamp 2>/dev/null)" = "$uv_stamp" ]; then
        return 0
    fi
    any_python=$(find_any_python)
    [ -n "$any_python" ] || fail "No Python 3 was found. Install one (Debian: apt-get install python3) and start again."
    say "Fetching uv, which installs the rest …"
    rm -rf .tools/uv .tools/uv-venv
    pip_install="-m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r bin/uv.txt"
    # shellcheck disable=SC2086 # the options are words
    if "$any_python" -m venv .tools/uv-venv >/dev/null 2>&1 && .tools/uv-venv/bin/python $pip_install 2>.tools/pip.log; then
        mkdir -p .tools/uv/bin && cp .tools/uv-venv/bin/uv .tools/uv/bin/uv
    elif "$any_python" $pip_install --target .tools/uv 2>>.tools/pip.log && [ -x .tools/uv/bin/uv ]; then
        :
    else
        rm -rf .tools/uv
        "$any_python" bin/fetch_uv.py bin/uv.txt .tools/uv/bin/uv ||
            fail "uv could not be fetched. pip said:" "$(tail -n 3 .tools/pip.log 2>/dev/null)"
    fi
    rm -rf .tools/uv-venv
    printf '%s\n' "$uv_stamp" >.tools/uv/stamp
}

# uv brings its own list of authorities; where a network answers with one of its own, the machine's list.
online_uv() {
    .tools/uv/bin/uv "$@" 2>.tools/uv.log || UV_SYSTEM_CERTS=1 .tools/uv/bin/uv "$@"
}

make_venv() {
    if [ -x .venv/bin/python ] && .venv/bin/python -c "$WANTED" >/dev/null 2>&1; then
        return 0
    fi
    python=$(find_python)
    if [ -n "$python" ]; then
        say "Making .venv with $("$python" --version) …"
        .tools/uv/bin/uv venv --quiet --clear --no-project --python "$python" .venv
    else
        say "No Python from 3.12 to 3.14 is here; uv downloads one into .tools …"
        UV_PYTHON_INSTALL_DIR="$PWD/.tools/python" \
            online_uv venv --quiet --clear --no-project --managed-python --python 3.13 .venv ||
            fail "No Python that Django 6.1 supports is here or could be fetched. Install Python 3.12 or newer and start again."
    fi
}

# Two starts at once take turns; a turn whose owner is gone is void.
take_turn() {
    mkdir -p .tools
    until mkdir .tools/turn 2>/dev/null; do
        owner=$(cat .tools/turn/owner 2>/dev/null || true)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; then
            rm -rf .tools/turn
        else
            sleep 1
        fi
    done
    printf '%s\n' "$$" >.tools/turn/owner
    trap 'rm -rf .tools/turn' EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
}

end_turn() {
    rm -rf .tools/turn
    trap - EXIT INT TERM
}

# The one entry: afterwards .venv/bin/python has exactly the locked packages.
make_environment() {
    stamp=$(cksum <requirements.txt)
    if [ "$(cat .venv/.requirements 2>/dev/null)" = "$stamp" ] && .venv/bin/python -c "$WANTED" >/dev/null 2>&1; then
        return 0
    fi
    take_turn
    if [ "$(cat .venv/.requirements 2>/dev/null)" != "$stamp" ] || ! .venv/bin/python -c "$WANTED" >/dev/null 2>&1; then
        # An index that pip was told of serves uv as well.
        [ -z "${PIP_INDEX_URL:-}" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$PIP_INDEX_URL}"
        provide_uv
        make_venv
        say "Installing the locked packages …"
        online_uv pip sync --quiet --no-config --require-hashes --python .venv/bin/python requirements.txt ||
            fail "The packages of requirements.txt could not be installed; uv's words are above."
        # Written last: a set-up that was cut short is done again.
        printf '%s\n' "$stamp" >.venv/.requirements
    fi
    end_turn
}

# The catalogues that git leaves out, by Babel: no gettext tools are asked of the machine.
compile_catalogues() {
    for catalogue in website/locale/*/LC_MESSAGES/*.po; do
        [ -f "$catalogue" ] || continue
        compiled="${catalogue%.po}.mo"
        if [ ! -f "$compiled" ] || [ -n "$(find "$catalogue" -newer "$compiled")" ]; then
            .venv/bin/pybabel --quiet compile --input-file "$catalogue" --output-file "$compiled.$$"
            mv "$compiled.$$" "$compiled"
        fi
    done
}

# Before anything is loaded, so that the words are not lost among others.
refuse_taken_port() {
    .venv/bin/python -c 'import socket, sys
try:
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(("127.0.0.1", int(sys.argv[1])))
except (OSError, OverflowError) as reason:
    sys.exit(f"Port {sys.argv[1]} cannot be used ({reason}). Choose another: PORT=8001 bin/demo")' "$1"
}
