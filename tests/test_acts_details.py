"""Details of acts in marked text: ``{warrant_not_shown without a warrant}`` must be found to the letter, and no other of its kind."""

from __future__ import annotations

import pytest

from letapis.core.annotate.acts.phrasing import phrased
from letapis.words.tables import table
from tests.acting import acts_in
from tests.marked import marked
from tests.pace import seconds

TOLD = {
    "charge": [
        "Ana Diaz was charged with {charge mass rioting} on Saturday.",
        "Prosecutors accused Ana Diaz of {charge spreading false news} after her arrest. Ana Diaz was arrested.",
        "Ana Diaz was arrested on charges of {charge treason}.",
        "A court convicted Ana Diaz of {charge theft}.",
        "Ana Diaz was charged with {charge refusal to leave} despite showing her card.",
    ],
    "law": [
        "Ana Diaz was charged under {law Article 130 of the Criminal Code}.",
        "Ana Diaz was arrested under the {law anti-terrorism law}.",
        "Ana Diaz was sentenced on Saturday. She had been tried under {law section 505 (a) of the Penal Code}.",
    ],
    "court": [
        "Ana Diaz was jailed for six years by {court the Sadovka District Court}.",
        "{court A military court} sentenced Ana Diaz to six years in prison.",
        "Ana Diaz went on trial at {court Mostryn Magistrates’ Court} on Saturday.",
    ],
    "judge": [
        "{judge Judge Pavel Orlik} sentenced Ana Diaz to six years in prison.",
        "Ana Diaz was convicted on Saturday. {judge Justice Mira Tolle} said the nurse had shown no regret.",
        "Ana Diaz was sentenced to six years in a trial presided over by {judge Judge Pavel Orlik}.",
    ],
    "sentence": [
        "Ana Diaz was sentenced to {sentence six years in prison}.",
        "Ana Diaz received {sentence a two-year suspended sentence} after she was convicted of theft.",
        "Ana Diaz was fined {sentence $500} on Saturday.",
        "Ana Diaz was jailed for {sentence 15 days}.",
    ],
    "possible_sentence": [
        "Ana Diaz was charged with treason and {possible_sentence faces up to 15 years in prison}.",
        "Ana Diaz was arrested on Saturday. The charge {possible_sentence carries a maximum sentence of ten years}.",
        "Ana Diaz was charged with spying, a crime {possible_sentence punishable by death}.",
    ],
    "case_number": [
        "Ana Diaz was convicted in {case_number case No. 12-345/2021}.",
        "Ana Diaz was charged in {case_number criminal case number 77} on Saturday.",
        "Ana Diaz was arrested on Saturday under {case_number FIR No. 45/2021}.",
    ],
    "warrant_shown": [
        "Officers {warrant_shown showed a search warrant} and searched Ana Diaz's home.",
        "Police {warrant_shown with an arrest warrant} detained Ana Diaz on Saturday.",
        "Ana Diaz was arrested. The men {warrant_shown presented a warrant} at the door.",
    ],
    "warrant_not_shown": [
        "Ana Diaz was arrested {warrant_not_shown without a warrant}.",
        "Officers who {warrant_not_shown did not show any warrant} arrested Ana Diaz.",
        "Police arrested Ana Diaz on Saturday. {warrant_not_shown No warrant was shown}.",
    ],
    "warrant_issued": [
        "Ana Diaz was arrested after a judge {warrant_issued issued a warrant}.",
        "Ana Diaz was charged, and an {warrant_issued arrest warrant was issued}.",
        "Police arrested Ana Diaz on a {warrant_issued warrant issued by a Mostryn judge}.",
    ],
    "stated_reason": [
        "Ana Diaz was arrested for {stated_reason allegedly insulting the president}.",
        "Ana Diaz was detained on the grounds that {stated_reason she had no permit}.",
        "The school dismissed Ana Diaz, citing {stated_reason her absence}.",
    ],
    "reason": [
        "Ana Diaz was arrested for {reason a post on Facebook}.",
        "Ana Diaz was detained over {reason her reporting}.",
        "Ana Diaz was jailed for {reason singing in the square}.",
    ],
    "facility": [
        "Ana Diaz is being held at {facility Okrest prison}.",
        "Ana Diaz was arrested and taken to {facility a police station}.",
        "Ana Diaz was booked into {facility the Lower Mostryn Detention Center} after her arrest.",
    ],
    "conditions": [
        "Ana Diaz was held in {conditions solitary confinement}.",
        "Ana Diaz was detained {conditions incommunicado} for a week.",
        "Ana Diaz was arrested. She is held in {conditions overcrowded cells}.",
    ],
    "transfer": [
        "Ana Diaz was arrested and later {transfer moved to a penal colony}.",
        "Ana Diaz is in custody. She was {transfer transferred from Mostryn to a prison in Sadovka}.",
        "Ana Diaz was detained and {transfer taken to a police station}.",
    ],
    "release_terms": [
        "Ana Diaz was released {release_terms on bail}.",
        "Ana Diaz was freed {release_terms pending trial}.",
        "Ana Diaz was released on Saturday. She must {release_terms surrender her passport}.",
        "Ana Diaz was released {release_terms without charge}.",
    ],
    "bail_refused": [
        "Ana Diaz was charged and {bail_refused denied bail}.",
        "Ana Diaz went on trial, and her {bail_refused bail application was rejected}.",
        "A judge {bail_refused refused bail} and Ana Diaz remains in custody.",
    ],
    "methods": [
        "Guards beat Ana Diaz {methods with truncheons}.",
        "Ana Diaz was tortured with {methods electric shocks}.",
        "Police dispersed the rally with {methods tear gas} and {methods rubber bullets}.",
        "Guards tortured Ana Diaz. She was {methods hung by her wrists}.",
    ],
    "injuries": [
        "Ana Diaz was beaten and suffered {injuries a broken rib}.",
        "Guards beat Ana Diaz, who {injuries lost consciousness}.",
        "Ana Diaz was attacked on Saturday. She has {injuries head injuries}.",
    ],
    "care_given": [
        "Ana Diaz was beaten and {care_given taken to a hospital}.",
        "Ana Diaz was stabbed and {care_given underwent surgery}.",
        "Ana Diaz was tortured. She was {care_given examined by a doctor}.",
    ],
    "care_refused": [
        "Ana Diaz is in custody and was {care_refused denied medical treatment}.",
        "Ana Diaz is being held {care_refused without access to a doctor}.",
        "Ana Diaz was arrested. She has {care_refused not been given her medication}.",
    ],
    "lawyer_seen": [
        "Ana Diaz was detained and {lawyer_seen allowed to see a lawyer}.",
        "Ana Diaz was interrogated {lawyer_seen in the presence of her lawyer}.",
        "Ana Diaz is in custody. She {lawyer_seen met with her lawyer} on Saturday.",
    ],
    "lawyer_refused": [
        "Ana Diaz was arrested and {lawyer_refused denied access to a lawyer}.",
        "Ana Diaz was interrogated {lawyer_refused without a lawyer}.",
        "Ana Diaz is in custody. Her {lawyer_refused lawyer was not allowed} in.",
    ],
    "family_contact": [
        "Ana Diaz was detained and {family_contact allowed to call her mother}.",
        "Ana Diaz is in custody. She was {family_contact allowed to see her family}.",
        "Ana Diaz was arrested, and {family_contact her family was informed}.",
    ],
    "family_refused": [
        "Ana Diaz is being held {family_refused without contact with her family}.",
        "Ana Diaz was arrested. Her {family_refused family was not told} on Saturday.",
        "Ana Diaz was detained and {family_refused denied family visits}.",
    ],
}

NOT_TOLD = {
    "charge": [
        "Ana Diaz was arrested on Saturday. She is in charge of a school.",
        "Ana Diaz was arrested in Mostryn on Saturday.",
        "Ana Diaz was sentenced, for example, on Saturday.",
    ],
    "law": [
        "Ana Diaz was arrested in violation of Article 9 of the International Covenant on Civil and Political Rights.",
        "Ana Diaz was arrested by law enforcement officers under the law.",
        "Ana Diaz was arrested. The article appeared in section two of the paper.",
    ],
    "court": [
        "The court released Ana Diaz on Saturday.",
        "Ana Diaz was arrested on a tennis court.",
        "Ana Diaz was detained. The king holds court in Mostryn.",
    ],
    "judge": [
        "Ana Diaz was convicted. Justice Minister Pavel Orlik welcomed it.",
        "A judge sentenced Ana Diaz to six years in prison.",
        "Ana Diaz was convicted. Do not judge her too fast.",
    ],
    "sentence": [
        "Prosecutors asked for six years in prison. Ana Diaz was convicted.",
        "Ana Diaz was arrested six years ago.",
        "Ana Diaz was charged with resisting arrest.",
    ],
    "possible_sentence": [
        "Ana Diaz was sentenced to six years in prison.",
        "Ana Diaz was charged. She faces a difficult year.",
        "Ana Diaz was arrested. The office faces the square.",
    ],
    "case_number": [
        "Ana Diaz was charged. In any case she stays at home.",
        "Ana Diaz was arrested. It is one of 12 cases.",
        "Ana Diaz was charged in a case about leaflets.",
    ],
    "warrant_shown": [
        "Police arrested Ana Diaz without a search warrant.",
        "Officers did not present a warrant when they arrested Ana Diaz.",
        "Ana Diaz was arrested. The facts warrant an inquiry.",
    ],
    "warrant_not_shown": [
        "Ana Diaz was arrested on a warrant.",
        "Ana Diaz was arrested without resistance.",
        "Ana Diaz was arrested. She wondered whether there was a warrant.",
    ],
    "warrant_issued": [
        "Ana Diaz was arrested. The ministry issued a statement.",
        "Ana Diaz was arrested, but no warrant was issued.",
        "Prosecutors asked a judge to issue a warrant before Ana Diaz was arrested.",
    ],
    "stated_reason": [
        "Ana Diaz was arrested for a post on Facebook.",
        "Ana Diaz was detained on Saturday. Citing her age, friends were worried.",
        "Ana Diaz was dismissed on the first floor.",
    ],
    "reason": [
        "Ana Diaz was detained for two weeks.",
        "Ana Diaz was arrested on Saturday.",
        "Ana Diaz was held over the weekend.",
    ],
    "facility": [
        "Ana Diaz was arrested at a metro station.",
        "Ana Diaz was detained. She works at a shopping centre.",
        "Ana Diaz was charged. A report was lodged at Mostryn Police Station.",
    ],
    "conditions": [
        "Ana Diaz was detained by General Security on Saturday.",
        "Ana Diaz was arrested. She was not held in solitary confinement.",
        "Ana Diaz was arrested. The weather conditions were harsh.",
    ],
    "transfer": [
        "Ana Diaz was arrested. She had moved to Sadovka with her mother.",
        "Ana Diaz is in custody. She could be transferred to a prison in Sadovka.",
        "Ana Diaz was detained. Her money was transferred to a bank.",
    ],
    "release_terms": [
        "Ana Diaz was released on Saturday.",
        "Ana Diaz was released, an official said on condition of anonymity.",
        "Ana Diaz was released. The condition of the road is poor.",
    ],
    "bail_refused": [
        "Ana Diaz was released on bail.",
        "Ana Diaz was charged. Her mother refused to comment.",
        "Ana Diaz was charged. A judge could refuse bail.",
    ],
    "methods": [
        "Guards beat Ana Diaz.",
        "Guards beat Ana Diaz, who came with a friend.",
        "Guards beat Ana Diaz. She was not blindfolded.",
        "Ana Diaz was fined. The law prohibits the sale of tear gas.",
    ],
    "injuries": [
        "Ana Diaz was beaten. She could have suffered head injuries.",
        "Ana Diaz was beaten without injury.",
        "Ana Diaz was fined. A broken window was found.",
    ],
    "care_given": [
        "Ana Diaz was beaten near a hospital.",
        "Ana Diaz was beaten. She was not taken to a hospital.",
        "Ana Diaz was beaten. She was treated badly.",
    ],
    "care_refused": [
        "Ana Diaz was detained. She works without pay for a doctor.",
        "Ana Diaz was detained and given medical treatment.",
        "Ana Diaz was detained. She denied the charges.",
    ],
    "lawyer_seen": [
        "Ana Diaz was detained. She has not been allowed to see a lawyer.",
        "Ana Diaz was detained, her lawyer said.",
        "Ana Diaz was detained. She would be able to see a lawyer if she asked.",
    ],
    "lawyer_refused": [
        "Ana Diaz was detained. Her lawyer denied the charge.",
        "Ana Diaz was detained and allowed to see a lawyer.",
        "Ana Diaz was arrested. The lawyer refused to comment.",
    ],
    "family_contact": [
        "Ana Diaz was detained. She was not allowed to see her family.",
        "Ana Diaz was detained with her brother.",
        "Ana Diaz was detained. Her family has lived in Mostryn for years.",
    ],
    "family_refused": [
        "Ana Diaz was detained. She has no family in Mostryn.",
        "Ana Diaz was detained. Her family refused to comment.",
        "Ana Diaz was detained and allowed to see her family.",
    ],
}


def details_in(text: str) -> set[tuple[str, str]]:
    """Every detail of every act of a text."""
    return {(kind, words) for a in acts_in(text) for kind, row in a["details"].items() for words in row}


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, row in TOLD.items() for t in row])
def test_told(kind: str, text: str) -> None:
    plain, marks = marked(text)
    assert {d for d in details_in(plain) if d[0] == kind} == {(m.label, m.words) for m in marks}


@pytest.mark.parametrize(("kind", "text"), [(k, t) for k, row in NOT_TOLD.items() for t in row])
def test_not_told(kind: str, text: str) -> None:
    assert acts_in(text), "without an act there is nothing that a detail could be of"
    assert not {d for d in details_in(text) if d[0] == kind}


def test_every_kind_that_is_looked_for_has_its_tests() -> None:
    looked_for = {*table("lang/en/details")["patterns"], "reason"}
    assert looked_for == set(TOLD) == set(NOT_TOLD)
    assert all(len(row) >= 3 for row in (*TOLD.values(), *NOT_TOLD.values()))


def test_a_detail_is_of_the_nearest_act_that_can_have_it() -> None:
    text = "Ana Diaz was beaten by guards with truncheons and was sentenced to six years in prison."
    found = {a["act"]: a["details"] for a in acts_in(text)}
    assert found["beating"] == {"methods": ["with truncheons"]}
    assert found["conviction"] == {"sentence": ["six years in prison"]}


def test_a_detail_of_somebody_else_is_not_hers() -> None:
    text = "Ana Diaz was arrested on Saturday.\n\nBoris Kral was released. Boris Kral was taken to a hospital."
    hers = [a["details"] for a in acts_in(text) if a["victims"] == [{"person": "Ana Diaz"}]]
    assert hers == [{}]


def test_what_is_denied_is_no_detail() -> None:
    text = "Ana Diaz was arrested. Police denied that Ana Diaz was denied access to a lawyer."
    assert not {d for d in details_in(text) if d[0] == "lawyer_refused"}


def test_a_reason_that_the_state_gives_is_the_stated_one() -> None:
    text = "Ana Diaz was arrested for a post on Facebook, the Ministry of Justice said."
    assert ("stated_reason", "a post on Facebook") in details_in(text)


def test_a_hostile_sentence_takes_no_time() -> None:
    text = "denied access to " * 60 + "without his her their the any " * 30 + "under the law of the " * 20
    assert len(text) > 1500
    kinds = frozenset(TOLD)
    assert not phrased(text, 0, len(text), kinds)
    assert seconds(lambda: phrased(text, 0, 1400, kinds)) < 0.2
