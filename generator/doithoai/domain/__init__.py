"""PURE: records, dates, register, checks, standings, edition, addresses; no disk, no clock, no template."""
