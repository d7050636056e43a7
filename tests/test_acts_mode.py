"""Whether an act occurred, was ordered, scheduled, attempted, feared or called for; a call only mentions what it takes as known."""

from __future__ import annotations

import pytest

from letapis.core.annotate import annotate
from tests.acting import KNOWN, PUBLISHED, acts_in, tells
from tests.marked import page_of

MODES = [
    ("A court ordered the release of Ana Diaz.", "release | Ana Diaz | threatened | ordered"),
    ("A judge ordered officers to release Ana Diaz.", "release | Ana Diaz | threatened | ordered"),
    ("A judge ordered that Ana Diaz be released.", "release | Ana Diaz | threatened | ordered"),
    ("Ana Diaz is scheduled to go on trial on Monday.", "trial | Ana Diaz | threatened | scheduled"),
    ("Ana Diaz will go on trial on Monday.", "trial | Ana Diaz | threatened | scheduled"),
    ("Ana Diaz is due to be released on Monday.", "release | Ana Diaz | threatened | scheduled"),
    ("Masked men tried to abduct Ana Diaz on Saturday.", "abduction | Ana Diaz | asserted | attempted"),
    ("Guards attempted to beat Ana Diaz.", "beating | Ana Diaz | asserted | attempted"),
    ("Officers tried to arrest Ana Diaz at her home.", "arrest | Ana Diaz | asserted | attempted"),
    ("Her mother fears that Ana Diaz will be tortured.", "torture | Ana Diaz | threatened | feared"),
    ("Her mother feared the arrest of Ana Diaz.", "arrest | Ana Diaz | threatened | feared"),
    ("Friends warned that police would arrest Ana Diaz.", "arrest | Ana Diaz | threatened | feared"),
    ("The union called for the release of Ana Diaz.", "release | Ana Diaz | threatened | called for"),
    ("The union urged the court to free Ana Diaz.", "release | Ana Diaz | threatened | called for"),
    ("The union demanded that Ana Diaz be released.", "release | Ana Diaz | threatened | called for"),
]

OCCURRED = [
    ("The union urged officials to tell the truth about the murder of Ana Diaz.", "killing | Ana Diaz | asserted | occurred"),
    ("The union called on the government to act after the arrest of Ana Diaz.", "arrest | Ana Diaz | asserted | occurred"),
    ("The union called for an inquiry into the beating of Ana Diaz.", "beating | Ana Diaz | asserted | occurred"),
    ("After Ana Diaz's arrest, officers called an ambulance.", "arrest | Ana Diaz | asserted | occurred"),
    ("Ana Diaz was arrested on the orders of a judge.", "arrest | Ana Diaz | asserted | occurred"),
    ("Ana Diaz was released on Saturday.", "release | Ana Diaz | asserted | occurred"),
    ("Guards tortured Ana Diaz.", "torture | Ana Diaz | asserted | occurred"),
    ("The union condemned the arrest of Ana Diaz.", "arrest | Ana Diaz | asserted | occurred"),
]


@pytest.mark.parametrize(("text", "line"), [*MODES, *OCCURRED], ids=[t for t, _ in (*MODES, *OCCURRED)])
def test_mode(text: str, line: str) -> None:
    tells(text, line)


@pytest.mark.parametrize("text", [t for t, line in MODES if "attempted" not in line])
def test_what_has_not_happened_is_never_told_as_done(text: str) -> None:
    assert not [a for a in acts_in(text) if a["mode"] == "occurred" and a["stance"] in ("asserted", "alleged")]


def test_the_mode_is_a_claim_on_every_sentence_that_tells_the_act() -> None:
    page = page_of(KNOWN + "Ana Diaz was arrested on Saturday.\n\nThe arrest of Ana Diaz shocked the town.", PUBLISHED)
    claims = annotate(page)
    act = claims.subjects("act")[0]
    assert [(c.value, c.passage.quote) for c in claims.of(act, "mode")] == [
        ("occurred", "Ana Diaz was arrested on Saturday."),
        ("occurred", "The arrest of Ana Diaz shocked the town."),
    ]


def test_what_one_telling_tells_as_done_was_done() -> None:
    text = "Masked men tried to beat Ana Diaz on Saturday. The beating of Ana Diaz shocked the town."
    assert [a["mode"] for a in acts_in(text) if a["act"] == "beating"] == ["occurred"]
