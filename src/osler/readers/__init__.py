"""Who reads, and the same answer in words that fit them: wording, order and depth, never claims."""
