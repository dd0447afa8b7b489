"""What is seen to before a question is answered: danger, personal data, scope."""
