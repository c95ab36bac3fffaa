"""The desk's pages of the news list: what subscribers are told to expect."""
