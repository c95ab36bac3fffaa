"""The accounts' room: people of the desk and of subscribers, and the one function that says what they may do."""
