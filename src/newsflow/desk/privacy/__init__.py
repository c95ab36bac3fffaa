"""What is kept of a person of the desk, why and for how long; all of it as a file; and its end, which leaves the proof whole."""
