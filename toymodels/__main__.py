"""The command line, as ``python -m toymodels``."""

from toymodels.cli import main

if __name__ == "__main__":
    main()
