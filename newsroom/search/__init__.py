"""Search: stories, photos, events, agreements and people in one box. It reads what is public, and no draft."""
