"""The pure core: from bytes to readings, from readings to claims, from claims to cases; no disk, no clock, no network."""
