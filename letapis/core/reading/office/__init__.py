"""Documents of word processors: DOCX and ODT, read from their XML within limits."""
