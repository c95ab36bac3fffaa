"""The translation desk: orders and queues, what a machine wrote, checks across the pair, and an original that changes.

`noting` puts the editor's note on released translations (invariant 6), in the transaction of whatever calls it.
"""
