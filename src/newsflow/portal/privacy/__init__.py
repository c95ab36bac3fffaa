"""What is kept of a subscriber's person, why and for how long; all of it as a file; and its end on their word."""
