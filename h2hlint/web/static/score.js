"use strict";
/* The score: a ring with the number in it, and what takes points, as bars. */
(() => {
  const { el, say, number } = H2H;
  const ROUND = 2 * Math.PI * 42;

  const band = (value) => (value === null ? "none" : value >= 90 ? "good" : value >= 50 ? "fair" : "poor");

  /** Return the ring of a score. */
  H2H.ring = (value, size = "") => {
    const drawn = value === null ? 0 : Math.max(value / 100, 0.01) * ROUND;
    return el("div", { class: `ring ${band(value)} ${size}` },
      el("svg:svg", { viewBox: "0 0 100 100", "aria-hidden": "true" },
        el("svg:circle", { class: "track", cx: 50, cy: 50, r: 42 }),
        el("svg:circle", { class: "arc", cx: 50, cy: 50, r: 42, "stroke-dasharray": `${drawn} ${ROUND}` })),
      el("p", {},
        el("span", { class: "hidden-label" }, value === null ? "" : `${say("score")}: `),
        el("strong", {}, value === null ? "–" : number(value)),
        el("span", { class: value === null ? "hidden-label" : null }, value === null ? say("no-score") : ` ${say("of")}`)));
  };

  /** Return what takes points from a score, by category. */
  H2H.makeup = (parts, how) => {
    const points = new Map();
    for (const [category, , count, lost] of parts) {
      const before = points.get(category) ?? [0, 0];
      points.set(category, [before[0] + count, before[1] + lost]);
    }
    const rows = [...points].sort((one, other) => other[1][1] - one[1][1]);
    const most = Math.max(...rows.map(([, [, lost]]) => lost), 1);
    const bar = (lost) => {
      const made = el("span", { class: "bar", "aria-hidden": "true" });
      made.style.setProperty("--part", lost / most);
      return made;
    };
    return el("section", { class: "makeup" },
      el("h3", {}, say("makeup")),
      rows.length > 0 && el("ul", {}, rows.map(([category, [count, lost]]) =>
        el("li", {},
          el("span", { class: "name" }, H2H.capital(H2H.category(category))),
          el("span", { class: "count" }, say("found", count)),
          el("span", { class: "lost" }, lost < 0.05 ? `< ${number(0.1)}` : `−${number(lost)}`),
          bar(lost)))),
      el("p", { class: "quiet" }, how));
  };
})();
