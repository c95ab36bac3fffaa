"""The command line as a module, for the supervisor's children: `python -m newsflow.ops serve`."""

from newsflow.ops.cli import main

main()
