"""doithoai: records of public dialogue, compiled into everything by which they are made public.

cli          the commands; serve, scaffold: the two that are more than one call
build        the journey on one page: read this first
unit         one authority's part of it: the unit of caching and of parallel work
reading      FILES IN, A REGISTER OUT: the only room that opens content/
domain       PURE: records, dates, register, standings, edition, addresses; no disk, no clock, no template
channels     AN EDITION IN, ARTIFACTS OUT: one room per channel, siblings
engines      ONE OUTSIDE PROGRAM, ONE ROOM: frame (MkDocs + Material), templates (Jinja), prose (Markdown)
speech       VIETNAMESE AS IT IS SAID: written text to spoken words; imports nothing of ours, usable alone
artifacts    a file to be published; publishes all or nothing
problems     what is wrong, where, how to mend it
"""

__version__ = "0.1.0"
