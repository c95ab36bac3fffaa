"""Writing: the editor, its saves and their differences, the copy reader's box, what subscribers and the public will see."""
