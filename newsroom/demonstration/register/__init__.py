"""The demonstration's register of partners: the data as TOML, and the loader that puts it in the database.

Every fact in `data/` is true, public and names its source, or says that it is an invented sample.
"""
