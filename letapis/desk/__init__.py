"""The desk: what a monitor can do; the one place where the pure core meets disk, weights and the clock."""
