"""The command line: each command parses, calls one story, and renders."""
