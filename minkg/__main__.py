"""Run `python -m minkg`."""

import sys

from minkg.cli.main import main

sys.exit(main())
