from tests.newsroom.public.conftest import clock, publish, publish_again, withdraw

__all__ = ["clock", "publish", "publish_again", "withdraw"]
