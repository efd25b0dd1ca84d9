"""New records and new sites, for people who would rather answer questions than copy a file.

questions    what `doithoai new …` asks, as data
guesses      what an authority's name already tells
answers      an answer checked, with the choices and defaults that the site's own records give
compose      answers to the keys and values of a record
writing      keys and values to YAML: quoted right, blank keys explained
filing       the next free number; checked by the reader, then written, never over another file
starting     a whole new site, from the files below site/
"""
