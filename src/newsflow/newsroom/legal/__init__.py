"""Legal requests: the inbox, decisions of two people, redaction and erasure by order, replies that stand as given."""
