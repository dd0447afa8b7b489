"""Articles: answers that a board reviews, signs, publishes, and reopens when evidence changes."""
