"""Names of drugs, conditions and other things, and the concepts they stand for."""
