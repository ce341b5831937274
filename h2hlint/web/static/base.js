"use strict";
/* What report and desk share: the data of the page, elements, words. Texts only ever become text nodes. */
globalThis.H2H = {};
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  H2H.data = data;
  H2H.reader = data.reader;

  /** Return an element; `null` and `false` children and attributes are left out. */
  H2H.el = (name, attributes = {}, ...children) => {
    const made = name.startsWith("svg:")
      ? document.createElementNS("http://www.w3.org/2000/svg", name.slice(4))
      : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value === null || value === false || value === undefined) continue;
      if (typeof value === "function") made.addEventListener(key, value);
      else made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.flat(Infinity).filter((child) => child !== null && child !== false && child !== undefined));
    return made;
  };

  /** Return a word of the page; the first field, when it is a number, chooses the form. */
  H2H.say = (key, ...fields) => {
    let text = key.split("/").reduce((words, part) => words?.[part], data.words[H2H.reader]);
    if (text && typeof text === "object") {
      const form = new Intl.PluralRules(H2H.reader).select(fields[0]);
      text = text[form] ?? text.other;
    }
    const shown = fields.map((field) => (typeof field === "number" ? H2H.number(field, 0) : field));
    return (text ?? "").replace(/\{\}/g, () => shown.shift() ?? "");
  };

  H2H.number = (value, digits = 1) =>
    new Intl.NumberFormat(H2H.reader, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);

  H2H.severity = (name) => H2H.say(`severities/${name}`) || name;
  H2H.category = (name) => H2H.say(`categories/${name}`) || name;

  /** Return what a language is called. */
  H2H.language = (tag) => {
    try {
      return new Intl.DisplayNames([H2H.reader], { type: "language" }).of(tag);
    } catch {
      return tag;
    }
  };

  /** Return a path that may break behind its slashes. */
  H2H.path = (path) => H2H.el("bdi", {}, path.split(/(?<=\/)/).flatMap((part) => [part, H2H.el("wbr")]));

  H2H.capital = (text) => text.charAt(0).toLocaleUpperCase(H2H.reader) + text.slice(1);
  H2H.SEVERITIES = ["error", "warning", "note"];
})();
