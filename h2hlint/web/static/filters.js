"use strict";
/* Filters by severity and category: boxes to tick, each with the number of its findings. */
(() => {
  const { el, say } = H2H;

  /** Return filters over findings: their element, and what says whether a finding is wanted; `changed` is called on a change. */
  H2H.filters = (findings, changed) => {
    const off = { severity: new Set(), category: new Set() };
    const count = (key) => {
      const counts = new Map();
      for (const finding of findings) counts.set(finding[key], (counts.get(finding[key]) ?? 0) + 1);
      return counts;
    };
    const box = (key, name, label, number) =>
      el("label", { class: key === "severity" ? `check ${name}` : "check" },
        el("input", { type: "checkbox", checked: true, change: (event) => {
          off[key][event.target.checked ? "delete" : "add"](name);
          changed();
        } }),
        el("span", {}, H2H.capital(label)), el("span", { class: "count" }, H2H.number(number, 0)));
    const group = (key, title, names, label) => {
      const counts = count(key);
      const present = names(counts).filter((name) => counts.has(name));
      return present.length > 0 && el("fieldset", {}, el("legend", {}, title), present.map((name) => box(key, name, label(name), counts.get(name))));
    };
    const byNumber = (counts) => [...counts.keys()].sort((one, other) => counts.get(other) - counts.get(one));
    const element = el("div", { class: "filters" },
      group("severity", say("severity"), () => H2H.SEVERITIES, H2H.severity),
      group("category", say("category"), byNumber, H2H.category));
    return { element, wants: (finding) => !off.severity.has(finding.severity) && !off.category.has(finding.category) };
  };
})();
