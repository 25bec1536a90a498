"""The register as open data: JSON and CSV of one list of columns for each collection, and its description.

The columns of a collection are declared once. What is answered, how it is written in CSV, its schema and its
example all come from that declaration, so that the description cannot say anything else than the data.
"""
