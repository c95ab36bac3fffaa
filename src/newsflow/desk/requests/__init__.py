"""What subscribers' people ask from the portal, and the agency's answers."""
