"""Media at the desk: files come in, get their words, are put in order, and go out as series."""
