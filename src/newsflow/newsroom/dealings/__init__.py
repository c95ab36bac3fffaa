"""What the agency does with its subscribers: each act asks whether the person may, and is on the audit trail."""
