"""One file a bench: `python -m bench.NAME [--quick] --json` prints figure, limit and ratio (`make bench`)."""
