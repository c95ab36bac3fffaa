"""What subscribers' people ask the agency from the portal, and what is answered."""
