"""What the faces behind a sign-in share: who may come in, what stands around each page, one's own account.

The desk and the portal are each a `Face` (`face.py`); a process gives it a `House`, and every page a `Visit`.
"""
