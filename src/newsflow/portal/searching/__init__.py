"""The archive as subscribers' people search it: its page, an assistant that writes the question, and the list as a file."""
