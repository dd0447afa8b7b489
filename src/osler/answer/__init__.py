"""From a question to an answer whose every statement is supported by the passage it cites."""
