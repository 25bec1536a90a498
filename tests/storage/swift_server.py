"""OpenStack Swift with its S3 API, whole, in one process: for the tests of files in a bucket.

Run by the Python that Debian's packages of Swift belong to, with an empty directory: it prints the port
when it answers, and serves until whoever started it is gone. Its four servers are Swift's own, with their
files on this disk, and signatures are checked (tempauth). In place of memcached stands a memory that forgets
at once, so that every request asks the disk.
"""

import os
import sys
from pathlib import Path

import eventlet

eventlet.monkey_patch()

from eventlet import wsgi  # noqa: E402
from swift.common import utils  # noqa: E402
from swift.common.http_protocol import SwiftHttpProtocol  # noqa: E402
from swift.common.ring import RingBuilder  # noqa: E402
from swift.common.utils import set_swift_dir  # noqa: E402
from swift.common.wsgi import loadapp  # noqa: E402

STORES = ("account", "container", "object")

SWIFT = "[swift-hash]\nswift_hash_path_suffix = tests\nswift_hash_path_prefix = tests\n"

STORE = """
[DEFAULT]
swift_dir = {here}
devices = {here}/devices
mount_check = false
fallocate_reserve = 0
[pipeline:main]
pipeline = {kind}-server
[app:{kind}-server]
use = egg:swift#{kind}
"""

# The order that Swift prescribes; ours and another's account, of which each may see only its own.
PROXY = """
[DEFAULT]
swift_dir = {here}
[pipeline:main]
pipeline = catch_errors gatekeeper listing_formats s3api tempauth slo dlo versioned_writes proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
s3_acl = true
[filter:tempauth]
use = egg:swift#tempauth
user_newsroom_press = a-long-secret .admin
user_stranger_press = another-secret .admin
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
[filter:versioned_writes]
use = egg:swift#versioned_writes
"""


class Forgetful:
    """What Swift asks of memcached, remembering nothing."""

    def get(self, key, raise_on_error=False):
        return None

    def set(self, key, value, serialize=True, time=0, min_compress_len=0, raise_on_error=False):
        pass

    def delete(self, key, server_key=None):
        pass


def with_memory(application):
    def answer(environ, start_response):
        environ["swift.cache"] = Forgetful()
        return application(environ, start_response)

    return answer


def listen():
    return eventlet.listen(("127.0.0.1", 0))


def lay_ring(here, kind, port):
    """Write the ring of one kind of server: all of it on one device, served at `port`."""
    ring = RingBuilder(2, 1, 1)
    ring.add_dev({"region": 1, "zone": 1, "weight": 1.0, "ip": "127.0.0.1", "port": port, "device": "disk"})
    ring.rebalance()
    ring.get_ring().save(str(here / f"{kind}.ring.gz"))


def serve(here, kind, door, config):
    path = here / f"{kind}-server.conf"
    path.write_text(config.format(here=here, kind=kind))
    application = with_memory(loadapp(str(path)))
    eventlet.spawn(
        wsgi.server,
        door,
        application,
        utils.NullLogger(),
        log_output=False,
        protocol=SwiftHttpProtocol,
        # S3's clients look for "ETag" as it is written.
        capitalize_response_headers=False,
    )


def main(directory):
    here = Path(directory).resolve()
    (here / "devices" / "disk").mkdir(parents=True)
    (here / "swift.conf").write_text(SWIFT)
    set_swift_dir(str(here))
    utils.validate_configuration()
    doors = {kind: listen() for kind in STORES}
    for kind, door in doors.items():
        lay_ring(here, kind, door.getsockname()[1])
    for kind, door in doors.items():
        serve(here, kind, door, STORE)
    front = listen()
    serve(here, "proxy", front, PROXY)
    print(front.getsockname()[1], flush=True)
    # It goes with the tests, however they end.
    tests = os.getppid()
    while os.getppid() == tests:
        eventlet.sleep(1)


if __name__ == "__main__":
    main(sys.argv[1])
