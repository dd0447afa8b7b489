"""Measures of answers, retrieval and speed, and the benchmarks that print them."""
