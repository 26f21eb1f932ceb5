"""The command line, as ``python -m toymodels``."""

from toymodels.cli import main

main()
