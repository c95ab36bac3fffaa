"""The organisation's own account: what its contracts cover, what it used, its people and its API users."""
