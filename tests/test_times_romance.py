"""Times in Spanish and French: each sentence with its dates marked; what is not marked is no date."""

from __future__ import annotations

import pytest

from tests.test_times import check, claims_of

IN_SPANISH = [
    "Fue detenido el {when=2010-12-19 19 de diciembre de 2010} y liberado el {when=2011-02-19 19 de febrero}.",
    "Lo llamaron {when=2011-03-13 ayer} y será juzgado {when=2011-03-15 mañana}.",
    "Fue detenido {when=2011-02-28~ hace dos semanas}, no el {when=2011-03-11 viernes pasado}.",
    "La cárcel se construyó en el {when=17XX siglo XVIII} y se cerró en {when=199X los años 1990}.",
    "Estuvo preso {time=P9W nueve semanas}; las visitas eran {time=XXXX-WXX-5 cada viernes}.",
    "En {when=2008-05 mayo de 2008} huyó y volvió a {when=2009 finales de 2009}.",
    "Fue detenido el {when=2010-12-19 19 de diciembre de 2010}. Al {when=2010-12-20 día siguiente} lo golpearon.",
    "La {when=2011-03-07/2011-03-13 semana pasada} cerró el diario; desde el {when=2010 año pasado} no cobraban.",
    "Murió en {when=1975 1975}, tras {time=P3M tres meses} de huelga.",
]
NONE_IN_SPANISH = [
    "Las madres de la Plaza de Mayo marcharon por la calle.",
    "En la cárcel hay 1860 presos; costó 1860 euros, según el artículo 1860.",
    "Tiene 25 años y llegó tarde.",
    "Ese hombre y el anterior eran los mismos.",
    "La mañana era fría y la primera vez fue mejor.",
    "Un total de 2010-6 y cinco casas.",
    "El último tren pasa cada vez más tarde.",
    "Murió a los 69 y dejó dos hijos.",
]
IN_FRENCH = [
    "Il a été arrêté le {when=2010-12-19 19 décembre 2010} et libéré le {when=2011-02-19 19 février}.",
    "On l'a appelé {when=2011-03-13 hier} et il sera jugé {when=2011-03-15 demain}.",
    "Il a été arrêté {when=2011-02-28~ il y a deux semaines}, non {when=2011-03-11 vendredi dernier}.",
    "La prison fut bâtie au {when=17XX XVIIIe siècle} et fermée dans les {when=199X années 1990}.",
    "Il est resté {time=P9W neuf semaines} en prison; les visites étaient {time=XXXX-WXX-5 chaque vendredi}.",
    "En {when=2008-05 mai 2008} il a fui et il est revenu {when=2009 fin 2009}.",
    "Il a été arrêté le {when=2010-12-19 19 décembre 2010}. Le {when=2010-12-20 jour suivant} on l'a battu.",
    "Il a été libéré le {when=2010-12-19 19 décembre 2010}; {when=2010-12-05~ deux semaines plus tôt} il était malade.",
    "La {when=2011-03-07/2011-03-13 semaine dernière} le journal a fermé.",
    "{when=2010 L'année dernière} il a fui; {when=2010-22 l'été 2010} fut long.",
    "Il est mort en {when=1975 1975}, après {time=P3M trois mois} de grève.",
    "{when=2011-03-14 Aujourd'hui} le tribunal a siégé; le {when=2009-05-01 1er mai 2009} aussi.",
]
NONE_IN_FRENCH = [
    "La planète Mars et le mot été; il a été battu.",
    "Dans la prison il y a 1860 prisonniers; cela coûta 1860 euros, selon l'article 1860.",
    "Un homme âgé de 25 ans est venu.",
    "Cet homme et le précédent étaient les mêmes.",
    "La fin du film et le début du livre.",
    "Un total de 2010-6 et cinq maisons.",
    "Le dernier train passe plus tard, après les autres.",
    "Il est mort à 69 et laissa deux fils.",
    "Il y a deux hommes là.",
]


@pytest.mark.parametrize(("text", "language"), [(t, "es") for t in IN_SPANISH] + [(t, "fr") for t in IN_FRENCH])
def test_times_in_spanish_and_french(text: str, language: str) -> None:
    check(text, language=language)


@pytest.mark.parametrize(("text", "language"), [(t, "es") for t in NONE_IN_SPANISH] + [(t, "fr") for t in NONE_IN_FRENCH])
def test_what_is_no_time_in_spanish_and_french(text: str, language: str) -> None:
    assert not claims_of(text, language=language)
