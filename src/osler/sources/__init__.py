"""Public formats of medical evidence, each parsed into documents. See each folder's README."""
