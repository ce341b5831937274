"""Passive clauses turned into the active voice, and clauses that must be left alone."""

from __future__ import annotations

import unicodedata

import pytest

from h2hlint import library
from h2hlint.language.passives import Passive
from h2hlint.language.tokens import Tokens
from h2hlint.language.voice import active

TURNED = {
    "da": """
    Din henvendelse *behandles* hurtigst muligt. > Vi behandler din henvendelse hurtigst muligt.
    Din ordre er blevet *sendt*. > Vi har sendt din ordre.
    Din sag blev *afsluttet* i går. > Vi afsluttede din sag i går.
    Pakken vil blive *leveret* fredag. > Vi leverer pakken fredag.
    I morgen bliver din ordre *sendt* til Odense. > I morgen sender vi din ordre til Odense.
    Din konto er endnu ikke blevet *oprettet*. > Vi har endnu ikke oprettet din konto.
    Din ordre kan ikke *annulleres*. > Vi kan ikke annullere din ordre.
    Dit abonnement kunne ikke blive *fornyet*. > Vi kunne ikke forny dit abonnement.
    Du får en mail, når din ordre er blevet *sendt*. > Du får en mail, når vi har sendt din ordre.
    Skriv til os, hvis din konto ikke *slettes*. > Skriv til os, hvis vi ikke sletter din konto.
    Hvis du ikke svarer, *lukkes* din sag. > Hvis du ikke svarer, lukker vi din sag.
    Der *sendes* en kvittering til din mail. > Vi sender en kvittering til din mail.
    Der er blevet *oprettet* en ny sag. > Vi har oprettet en ny sag.
    Beløbet bliver automatisk *trukket* den 1. juni. > Vi trækker automatisk beløbet den 1. juni.
    Alle henvendelser *besvares* inden for to dage. > Vi besvarer alle henvendelser inden for to dage.
    Du bliver ikke *debiteret*. > Vi debiterer dig ikke.
    Dine oplysninger *opbevares* i fem år, og du kan altid se dem. > Vi opbevarer dine oplysninger i fem år, og du kan altid se dem.
    Efter betaling *sendes* varerne til dig. > Efter betaling sender vi varerne til dig.
    Dit navn og din adresse *slettes* efter et år. > Vi sletter dit navn og din adresse efter et år.
    Din klage blev ikke *afvist*. > Vi afviste ikke din klage.
    Din plads på holdet + {antal} er blevet *reserveret*. > Vi har reserveret din plads på holdet + {antal}.
    Kære Ida, din billet er blevet *udstedt*. > Kære Ida, vi har udstedt din billet.
    Gebyret *opkræves* kun én gang. > Vi opkræver gebyret kun én gang.
    Prisen blev *nedsat* på grund af en fejl. > Vi nedsatte prisen på grund af en fejl.
    Betalingen på 500 kr. er blevet *modtaget*. > Vi har modtaget betalingen på 500 kr.
    """,
    "nb": """
    Henvendelsen din *behandles* i morgen. > Vi behandler henvendelsen din i morgen.
    Bestillingen din blir *sendt* i dag. > Vi sender bestillingen din i dag.
    Din ordre er blitt *sendt*. > Vi har sendt din ordre.
    Pakken har blitt *levert*. > Vi har levert pakken.
    Saken ble *avsluttet* i går. > Vi avsluttet saken i går.
    Pakken vil bli *levert* på fredag. > Vi leverer pakken på fredag.
    I morgen blir pakken *sendt* til Bergen. > I morgen sender vi pakken til Bergen.
    Kontoen din har ennå ikke blitt *opprettet*. > Vi har ennå ikke opprettet kontoen din.
    Din ordre kan ikke *kanselleres*. > Vi kan ikke kansellere din ordre.
    Betalingen kunne ikke bli *bekreftet*. > Vi kunne ikke bekrefte betalingen.
    Du får en e-post når ordren har blitt *sendt*. > Du får en e-post når vi har sendt ordren.
    Si fra hvis kontoen ikke blir *slettet*. > Si fra hvis vi ikke sletter kontoen.
    Hvis du ikke svarer, *lukkes* saken. > Hvis du ikke svarer, lukker vi saken.
    Det *sendes* en kvittering til deg. > Vi sender en kvittering til deg.
    Det er blitt *opprettet* en ny sak. > Vi har opprettet en ny sak.
    Alle henvendelser *besvares* innen to dager. > Vi besvarer alle henvendelser innen to dager.
    Du blir ikke *belastet*. > Vi belaster deg ikke.
    Opplysningene *lagres* i fem år, og du kan alltid se dem. > Vi lagrer opplysningene i fem år, og du kan alltid se dem.
    Etter betaling *sendes* varene til deg. > Etter betaling sender vi varene til deg.
    Klagen ble ikke *avvist*. > Vi avviste ikke klagen.
    """,
    "de": """
    Ihre Anfrage wird *bearbeitet*. > Wir bearbeiten Ihre Anfrage.
    Ihr Antrag wurde am 3. Mai *abgelehnt*. > Wir haben Ihren Antrag am 3. Mai abgelehnt.
    Die Bestellung wird morgen *verschickt*. > Wir verschicken die Bestellung morgen.
    Die Bestellung wird morgen *abgeschickt*. > Wir schicken die Bestellung morgen ab.
    Ihr Konto kann nicht *gelöscht* werden. > Wir können Ihr Konto nicht löschen.
    Die Zahlung konnte nicht *verarbeitet* werden. > Wir konnten die Zahlung nicht verarbeiten.
    Dein Konto ist *freigeschaltet* worden. > Wir haben dein Konto freigeschaltet.
    Ihr Konto wird in Kürze *gelöscht* werden. > Wir werden Ihr Konto in Kürze löschen.
    Wir schreiben Ihnen, sobald Ihre Zahlung *verbucht* wurde. > Wir schreiben Ihnen, sobald wir Ihre Zahlung verbucht haben.
    Sie sehen es, wenn die Bestellung *verschickt* worden ist. > Sie sehen es, wenn wir die Bestellung verschickt haben.
    Wir bedauern, dass Ihr Antrag nicht *genehmigt* werden kann. > Wir bedauern, dass wir Ihren Antrag nicht genehmigen können.
    Morgen wird Ihre Bestellung *versendet*. > Morgen versenden wir Ihre Bestellung.
    Nach Ihrer Kündigung wird der Vertrag sofort *beendet*. > Nach Ihrer Kündigung beenden wir den Vertrag sofort.
    Wenn Sie nicht zahlen, wird Ihr Konto *gesperrt*. > Wenn Sie nicht zahlen, sperren wir Ihr Konto.
    Ihnen wird in Kürze eine Karte *zugeschickt*. > Wir schicken Ihnen in Kürze eine Karte zu.
    Ihre E-Mail-Adresse wurde *geändert*. > Wir haben Ihre E-Mail-Adresse geändert.
    Leere Pakete werden nicht *verschickt*. > Wir verschicken leere Pakete nicht.
    Ihnen wurde eine Bestätigung *zugesendet*. > Wir haben Ihnen eine Bestätigung zugesendet.
    Danach werden Sie per E-Mail *benachrichtigt*. > Danach benachrichtigen wir Sie per E-Mail.
    Es wird ein Link an Sie *gesendet*. > Wir senden einen Link an Sie.
    Es werden keine Daten *gespeichert*. > Wir speichern keine Daten.
    Der Betrag wurde bereits *erstattet*, und Sie sehen ihn bald. > Wir haben den Betrag bereits erstattet, und Sie sehen ihn bald.
    Bestellungen werden am selben Tag *bearbeitet*. > Wir bearbeiten Bestellungen am selben Tag.
    """,
    "pl": """
    Zgłoszenie zostało *przyjęte*. > Przyjęliśmy zgłoszenie.
    Państwa wniosek jest *rozpatrywany*. > Rozpatrujemy Państwa wniosek.
    Paczka zostanie *wysłana* jutro. > Wyślemy paczkę jutro.
    Jutro zostanie *wysłana* paczka. > Jutro wyślemy paczkę.
    *Wysłano* potwierdzenie. > Wysłaliśmy potwierdzenie.
    Nie *znaleziono* zamówienia. > Nie znaleźliśmy zamówienia.
    Twoje konto zostało *usunięte*. > Usunęliśmy Twoje konto.
    Twoja reklamacja została *odrzucona*. > Odrzuciliśmy Twoją reklamację.
    Damy znać, gdy paczka zostanie *wysłana*. > Damy znać, gdy wyślemy paczkę.
    Faktura została już *wystawiona*. > Już wystawiliśmy fakturę.
    Zamówienie będzie *realizowane* w poniedziałek. > Będziemy realizować zamówienie w poniedziałek.
    Twoja płatność została *potwierdzona*, możesz zalogować się na konto. > Potwierdziliśmy Twoją płatność, możesz zalogować się na konto.
    W systemie *zapisano* nowy adres. > W systemie zapisaliśmy nowy adres.
    Wczoraj *wysłano* fakturę na adres e-mail. > Wczoraj wysłaliśmy fakturę na adres e-mail.
    Środki zostaną *zwrócone* na Twoje konto. > Zwrócimy środki na Twoje konto.
    Umowa została *przedłużona* do końca maja. > Przedłużyliśmy umowę do końca maja.
    Twój wniosek był *rozpatrywany* w maju. > Rozpatrywaliśmy Twój wniosek w maju.
    Twoja reklamacja i faktura zostały *przyjęte*. > Przyjęliśmy Twoją reklamację i fakturę.
    Status Twojego zamówienia został *zmieniony*. > Zmieniliśmy status Twojego zamówienia.
    Dane są *przechowywane* przez 30 dni. > Przechowujemy dane przez 30 dni.
    Usługa została *aktywowana*. > Aktywowaliśmy usługę.
    Napiszemy, jeśli reklamacja zostanie *uznana*. > Napiszemy, jeśli uznamy reklamację.
    """,
    "en": """
    Your order has been *shipped*. > We have shipped your order.
    Dear Ms Lee, Your order has been *shipped*. > Dear Ms Lee, We have shipped your order.
    Your order was *shipped* on Monday. > We shipped your order on Monday.
    Your request is being *processed*. > We are processing your request.
    Your payment will be *refunded* within five days. > We will refund your payment within five days.
    Your order cannot be *cancelled*. > We cannot cancel your order.
    You will hear from us once your payment has been *received*. > You will hear from us once we have received your payment.
    Your order has not been *shipped* yet. > We have not shipped your order yet.
    Your claim was not *approved*. > We did not approve your claim.
    Your card wasn't *charged*. > We didn't charge your card.
    The invoice hasn't been *sent*. > We haven't sent the invoice.
    You will be *notified* by email. > We will notify you by email.
    Orders are *shipped* within two days. > We ship orders within two days.
    Your data is *stored* in Dublin. > We store your data in Dublin.
    They have been *sent* to you. > We have sent them to you.
    If you cancel, your deposit will be *refunded*. > If you cancel, we will refund your deposit.
    A confirmation code was *sent* to your phone. > We sent a confirmation code to your phone.
    Your account has already been *closed*. > We have already closed your account.
    The status of your order has been *updated*. > We have updated the status of your order.
    Your booking could not be *confirmed*. > We could not confirm your booking.
    Your name and address are *kept* for two years, as you know. > We keep your name and address for two years, as you know.
    Emails to your team & guests will be *sent* on 4 May by 5 pm. > We will send emails to your team & guests on 4 May by 5 pm.
    No fees will be *charged*. > We will charge no fees.
    Your data will only be *used* to reach you and your bank. > We will use your data only to reach you and your bank.
    Your parcel is being *packed*. > We are packing your parcel.
    """,
}
LEFT = {
    "da": """
    Din sag *behandles* af kommunen.
    Skemaet skal *udfyldes* og sendes til os.
    Din ordre bliver *pakket* og sendt i dag.
    Er din ordre blevet *sendt*?
    Varer, der er blevet *sendt*, kan returneres.
    Hun blev *født* i Aarhus.
    Din adgangskode er blevet *ændret*.
    Abonnementet kan *opsiges* når som helst.
    Bordet er *lavet* af eg.
    Din ordre er *pakket*, men mangler betaling.
    Du får en kode, der bliver *sendt* til dig.
    Ved at lukke kontoen *slettes* dine data.
    I dag *håndteres* opdateringer til din app af en partner.
    Din besked er blevet *sendt*.
    Kuponen er allerede blevet *brugt*.
    Pakken "Luksus" er blevet *sendt*.
    """,
    "nb": """
    Saken *behandles* av kommunen.
    Skjemaet må *fylles* ut.
    Ordren blir *pakket* og sendt i dag.
    Har ordren blitt *sendt*?
    Varer som har blitt *sendt*, kan returneres.
    Hun ble *født* i Bodø.
    Passordet ditt er blitt *endret*.
    Abonnementet kan *sies* opp når som helst.
    Bordet er *laget* av eik.
    Vi ble *kontaktet* i går.
    """,
    "de": """
    Ihr Antrag wird von der Stadt *geprüft*.
    Das Formular muss *ausgefüllt* werden.
    Ihre Bestellung wird *geprüft* und verschickt.
    Wurde Ihre Bestellung *verschickt*?
    Daten, die *gespeichert* werden, löschen wir.
    Er wurde in Bremen *geboren*.
    Ihr Passwort wurde *geändert*.
    Die Rechnung wurde *storniert* und eine neue ausgestellt.
    Ihre Nachricht wurde *gesendet*.
    Diese Adresse wird bereits *verwendet*.
    Das Konto kann jederzeit *gelöscht* werden.
    Ihre Zahlung wurde durch die Bank *abgelehnt*.
    Wir werden in Kürze *kontaktiert*.
    Die Bestellung sollte *storniert* werden.
    """,
    "pl": """
    Wniosek został *rozpatrzony* przez urząd.
    Formularz powinien zostać *wypełniony*.
    Twoje konto nie zostało *usunięte*.
    Czy paczka została *wysłana*?
    Zamówienie zostało *przyjęte* i wysłane.
    Zamówienie, które zostało *przyjęte*, zrealizujemy jutro.
    Hasło zostało *zmienione*.
    Most został *zbudowany* w 1932 roku.
    Konto jest *zablokowane*.
    Płatność została *oznaczona* jako pilna.
    W 1920 roku *wysłano* pierwszą paczkę.
    Paczka „Lux” została *wysłana*.
    """,
    "en": """
    Your claim is *handled* by the bank.
    The form must be *completed*.
    Your order was *packed* and shipped today.
    Was your order *shipped*?
    The goods that were *sent* arrived late.
    The table is *made* of oak.
    Your order was *changed* and the seller informed.
    Your message has been *sent*.
    Only your card was *charged*.
    If the fee has not been *added*, call us.
    The invoice “A 12” was *sent*.
    YOUR ORDER HAS BEEN *SHIPPED*.
    Your password has been *changed*.
    Your subscription can be *cancelled* at any time.
    Your account is *closed*.
    We have been *informed* of the delay.
    Your data may be *shared* with partners.
    """,
}


def _offered(language: str, marked: str) -> str:
    """Return the sentence as `active` would have it, or nothing; the passive verb is marked by stars."""
    start = marked.index("*")
    text = marked.replace("*", "")
    tokens = Tokens(text, library.shipped(language).facts)
    verb = tokens.number_at(start)
    word = tokens.words[verb]
    kind = "imps" if word.endswith("o") and language == "pl" else "s_pass" if word.endswith("s") and language in ("da", "nb") else "be_pass"
    turned = active(language, tokens, Passive(kind, verb, -1, 1.0))
    return "" if turned is None else text[: turned.span.start] + turned.text + text[turned.span.end :]


def _lines(texts: dict[str, str]) -> list[tuple[str, str]]:
    return [(language, line.strip()) for language, lines in texts.items() for line in lines.splitlines() if line.strip()]


@pytest.mark.parametrize(("language", "line"), _lines(TURNED))
def test_a_passive_clause_is_turned(language: str, line: str) -> None:
    passive, _, expected = line.partition(">")
    assert _offered(language, passive.strip()) == expected.strip()


@pytest.mark.parametrize(("language", "line"), _lines(LEFT))
def test_an_unsure_clause_is_left(language: str, line: str) -> None:
    assert _offered(language, line) == ""


def test_a_text_with_letters_and_marks_apart_is_turned() -> None:
    text = unicodedata.normalize("NFD", "Zamówienie zostało wysłane.")
    tokens = Tokens(text, library.shipped("pl").facts)
    turned = active("pl", tokens, Passive("be_pass", 2, 1, 1.0))
    assert turned is not None
    assert text[turned.span.end :] == "."
    assert unicodedata.normalize("NFC", turned.text) == "Wysłaliśmy zamówienie"


def test_a_language_without_frames_has_no_suggestion() -> None:
    tokens = Tokens("Your order was shipped.", library.shipped("en").facts)
    assert active("xx", tokens, Passive("be_pass", 3, 2, 1.0)) is None
