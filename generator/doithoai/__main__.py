"""`python -m doithoai`."""

from doithoai.cli import run

run()
