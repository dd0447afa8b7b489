"""Conversations: follow-ups made whole from the turns before, and follow-ups suggested."""
