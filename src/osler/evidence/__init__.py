"""Evidence as the rest of Osler knows it: documents, passages, standing. No I/O."""
