"""Search: stories, photos, events, agreements and people in one box. It reads no draft."""
