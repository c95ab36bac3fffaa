"""The board: what is being written, read, waited for and sent, by desk and language, live."""
