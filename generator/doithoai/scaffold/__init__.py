"""New records and new sites, for people who would rather answer questions than copy a file.

questions    what `doithoai new …` asks, as data
guesses      what an authority's name already tells
desk         the site, as someone who writes a new record needs it
menus        what may be answered, where that is a fixed list
usual        what an unanswered question is taken to mean
answers      an answer checked, with the readers' own parsers and words
compose      answers to the keys and values of a record
writing      keys and values to YAML: quoted right, blank keys explained
filing       the next free number; checked by the reader, then written, never over another file
starting     a whole new site, from the files below site/
"""
