"""Sign-in by an organisation's own provider: the way there and back, and the page on which a master sets it."""
