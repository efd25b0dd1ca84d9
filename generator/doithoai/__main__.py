"""`python -m doithoai`."""

from doithoai.cli import main

main()
