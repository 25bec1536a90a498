"""The demonstration's stories: their texts in data files, and how they are read and written to the desk."""
