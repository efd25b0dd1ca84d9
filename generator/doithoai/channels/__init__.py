"""An edition in, artifacts out: one package per channel, siblings that never import one another."""
