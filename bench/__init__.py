"""Benchmarks: our figures beside the peers, on data that is never copied into the project."""
