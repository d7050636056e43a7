"""The tests; they speak the field's language: marked text in, claims out."""
