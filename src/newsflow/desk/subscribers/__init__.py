"""The desk's pages about subscribers: who they are, what runs, what they use, who is silent."""
