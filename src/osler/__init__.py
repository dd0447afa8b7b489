"""Clinical questions answered from evidence, every sentence checked against its source."""
