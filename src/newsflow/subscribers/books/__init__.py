"""The agency's books about its subscribers: groups, titles, commercial terms of contracts."""
