"""Evidence files into the index: recognised, parsed, compared with what is held, and laid in."""
