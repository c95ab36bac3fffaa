"""Pictures, films and graphics: a grid of previews, and each of them large with all that is said of its use."""
