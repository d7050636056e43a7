"""What a page tells, laid out to be ruled on: facts with their fields, how each stands, what is read field by field."""

from letapis.core.review.careful import careful
from letapis.core.review.facts import Fact, Field, facts, to_rule_on
from letapis.core.review.history import last_batch

__all__ = ["Fact", "Field", "careful", "facts", "last_batch", "to_rule_on"]
