"""A register as large as a benchmark wants: made up with a seed, in bulk, and marked as samples.

Every source says "Sample". Of every fifty facts one is not announced and one is announced only later, as in a
register that people work in.
"""

from newsroom.demonstration.register_archive.loading import Size, load
from newsroom.demonstration.register_archive.making import SOURCE

__all__ = ["SOURCE", "Size", "load"]
