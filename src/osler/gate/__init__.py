"""What stands before every page and call: who is there, what they may, within what limits."""
