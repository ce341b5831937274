"use strict";
/* The card beside a mark: what is wrong, why, how a person would write it, and wordings to take. */
(() => {
  const { el, say } = H2H;
  const card = document.getElementById("card");

  /** Show the card of a finding near `place`; `acts` are what its buttons do. */
  H2H.showCard = (finding, place, { take, close, step }, focus) => {
    const offers = finding.offers.map(([start, end, text]) =>
      el("button", { type: "button", class: "main", click: () => take([start, end, text]) }, text ? say("take", text) : say("take-out")));
    const shown = new Set(finding.offers.map(([, , text]) => text));
    const others = finding.suggestions.filter((text) => !shown.has(text));
    card.className = `card ${finding.severity}`;
    card.replaceChildren(...[
      el("div", { class: "card-head" }, H2H.grade(finding),
        H2H.stepper("↑", "previous", () => step(true)), H2H.stepper("↓", "next", () => step(false)),
        el("button", { type: "button", class: "close", "aria-label": say("close"), title: "Esc", click: close }, "×")),
      el("p", { class: "message", id: "card-message" }, finding.message),
      offers.length > 0 && el("p", { class: "offers" }, offers),
      others.length > 0 && el("p", { class: "try" }, el("b", {}, say("try")), " ",
        others.map((text, at) => [at > 0 && " · ", el("q", { lang: finding.language }, text)])),
      finding.advice && el("p", { class: "advice" }, el("b", {}, say("advice")), " ", finding.advice),
      finding.why && el("p", { class: "because" }, el("b", {}, say("why")), " ", finding.why),
    ].filter(Boolean));
    card.hidden = false;
    put(place);
    if (focus) (card.querySelector(".main") ?? card.querySelector(".close")).focus();
  };

  H2H.hideCard = () => { card.hidden = true; };
  H2H.cardIsOpen = () => !card.hidden;

  /* Below the words, else above them; on a phone the style sheet keeps it at the bottom. */
  const put = (place) => {
    const width = document.documentElement.clientWidth;
    const left = Math.max(12, Math.min(place.left + window.scrollX, width - card.offsetWidth - 12));
    const below = place.bottom + 10;
    const isAbove = below + card.offsetHeight > window.innerHeight && place.top - card.offsetHeight - 10 > 0;
    const top = isAbove ? place.top - card.offsetHeight - 10 : below;
    card.style.setProperty("--left", `${left}px`);
    card.style.setProperty("--top", `${top + window.scrollY}px`);
  };
})();
