"""The rim: the only modules that touch disk, weights or (one day) the network."""
