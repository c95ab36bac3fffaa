"""Where a sentence ends, in the languages that we publish in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsflow.domain.text import sentences


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ["Il a dit : « Nous partirons. »", "Puis il est sorti."]),
        ("fr", ["M. Martin et J.-P. Roux ont suivi... mais tard.", "Voilà !"]),
        ("fr", ["''Nous partirons''.", "Et d'ajouter : ''Demain''."]),
        ("fr", ["La loi no. 12 est votée.", "Mme. Roux s'en félicite…", "Le texte suit."]),
        ("tr", ["19. Yüzyıl bitti.", "2. Ordu geldi.", "Prof. Dr. Ayşe Kaya konuştu."]),
        ("tr", ['"Gideriz." dedi.', "İ. Demir ise sustu!", "Şimdi ne olacak?"]),
        ("ar", ["قال د. أحمد إن الأمر انتهى.", "وأضاف: هل نذهب؟", "نعم."]),
        ("ru", ["Завод им. Горького в г. Пермь открыт.", "А. С. Иванов сказал: «Да.»", "Конец!"]),
        ("ru", ["Цена выросла до 5 млн. рублей.", "Почему?"]),
        ("en", ["Mr. Smith of the U.S. Senate asked why.", "It cost 3.5 million.", "Yes."]),
        ("en", ["He said no. 10 was right.", "She said: “Go.”", "They left."]),
        ("de", ["Am 3. Oktober kam Dr. Weber.", "Am 4. Oktober ging er."]),
    ],
)
def test_a_paragraph_is_cut_after_whole_sentences(language: str, expected: list[str]):
    assert sentences(" ".join(expected), language) == expected


def test_a_short_number_ends_a_sentence_where_ordinals_have_no_dot():
    assert sentences("They won 12. Then it rained.", "en") == ["They won 12.", "Then it rained."]


@given(st.text(alphabet="Aa b.!?»\"'’…\n3İı)د؟", max_size=60), st.sampled_from([None, "tr", "fr", "ar"]))
def test_cutting_loses_no_word(text: str, language: str | None):
    assert "".join("".join(sentences(text, language)).split()) == "".join(text.split())
