"""An item on the wire, as the desk sees it: its state, versions, family, reach, and what may be done to it."""
