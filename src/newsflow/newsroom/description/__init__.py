"""The agency's description: read and checked, written, changed at the desk, and which one is in force."""
