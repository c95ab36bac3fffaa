"""Releasing: what will happen before it does, the second look, and the flash line."""
