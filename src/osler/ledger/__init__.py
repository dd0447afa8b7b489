"""The ledger: what was done, by whom, when, in a chain that shows tampering."""
