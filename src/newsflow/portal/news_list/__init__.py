"""The news list: what the desk expects to send, as far as the reader's contracts cover it."""
