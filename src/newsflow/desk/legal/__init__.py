"""Legal requests: the inbox, a request with its decision and what that touches, replies that stand as given."""
