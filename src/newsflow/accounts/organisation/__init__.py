"""What an organisation decides for its own people, and what it is told of them."""
