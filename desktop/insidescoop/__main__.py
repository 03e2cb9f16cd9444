"""python -m insidescoop."""

import sys

from insidescoop.start import main

sys.exit(main())
