"""The words everything else is said in: records, terms, dates, names, places."""
