"""The subscribers' room: organisations, contracts, API users, the ledger."""
