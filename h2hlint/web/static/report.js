"use strict";
/* The report: a list of texts with their scores, filters, and one text at a time, drawn when it is looked at. */
(() => {
  const { el, say, data } = H2H;
  const files = data.files;
  const findings = files.flatMap((file) => file.findings);
  const byScore = files.map((_, at) => at).sort((one, other) => value(files[one]) - value(files[other]) || one - other);
  const main = el("main", { id: "text", tabindex: "-1" });
  const status = el("p", { class: "hidden-label", role: "status" });
  const filters = H2H.filters(findings, () => { list(); draw(); });
  const links = el("ul", { class: "files" });
  const search = el("input", { type: "search", id: "find", input: list, autocomplete: "off", spellcheck: "false" });
  let at = null;

  /* What all paths begin with, up to a slash, says nothing in a list of them. */
  const shared = files.reduce((common, { path }) => {
    while (!path.startsWith(common)) common = common.slice(0, common.lastIndexOf("/", common.length - 2) + 1);
    return common;
  }, files[0]?.path.slice(0, files[0].path.lastIndexOf("/") + 1) ?? "");
  const short = (file) => file.path.slice(shared.length);

  function value(file) { return file.score ?? 1000; }
  function wanted(file) { return file.findings.filter(filters.wants); }

  function list() {
    const asked = search.value.trim().toLocaleLowerCase();
    const shown = byScore.filter((number) => files[number].path.toLocaleLowerCase().includes(asked));
    const entry = (href, name, score, count) => el("li", {}, el("a", { href, "aria-current": href === here() ? "page" : null },
      el("span", { class: "name" }, el("bdi", {}, name)), el("span", { class: "count" }, count), small(score)));
    links.replaceChildren(
      ...(asked || files.length < 2 ? [] : [entry("#all", say("all"), data.score, H2H.number(findings.filter(filters.wants).length, 0))]),
      ...shown.map((number) => entry(`#text-${number}`, short(files[number]), files[number].score, H2H.number(wanted(files[number]).length, 0))));
  }

  function small(score) {
    const made = el("span", { class: "small-score" }, score === null ? "–" : H2H.number(score, 0));
    made.style.setProperty("--part", (score ?? 0) / 100);
    return made;
  }

  function here() { return at === null ? "#all" : `#text-${at}`; }

  function about(file) {
    const hidden = file.findings.length - wanted(file).length;
    const facts = [say("words", file.words), say("found", file.findings.length)];
    if (file.language) facts.unshift(H2H.language(file.language));
    return [
      el("p", { class: "facts" }, facts.join(" · ")),
      !file.covered && file.language && el("p", { class: "quiet" }, say("uncovered", H2H.language(file.language))),
      file.findings.length === 0 && file.covered && el("p", { class: "clean" }, say("clean")),
      hidden > 0 && el("p", { class: "quiet" }, say("hidden", hidden)),
    ];
  }

  function article(number, level = "h1") {
    const file = files[number];
    return el("article", { "aria-label": file.path },
      el("header", { class: "top" }, H2H.ring(file.score),
        el("div", {}, el(level, {}, H2H.path(file.path)), about(file)),
        file.findings.length > 0 && H2H.makeup(file.parts, say("makeup-how"))),
      el("div", { class: "paper" }, H2H.textView(file, { isShown: filters.wants, prefix: `${number}-` })));
  }

  function overview() {
    const parts = files.flatMap((file) => file.parts.map((part) => [...part.slice(0, 3), weight(file, part)]));
    return el("section", {},
      el("header", { class: "top" }, H2H.ring(data.score),
        el("div", {}, el("h1", {}, say("all")),
          el("p", { class: "facts" }, [say("words", total("words")), say("found", findings.length)].join(" · ")),
          hiding() > 0 && el("p", { class: "quiet" }, say("hidden", hiding())),
          findings.length === 0 && el("p", { class: "clean" }, say("clean"))),
        findings.length > 0 && H2H.makeup(parts, say("makeup-all"))),
      table());
  }

  /* Of all texts each counts by its words, as their mean does. */
  function weight(file, part) { return (part[3] * Math.max(file.words, 1)) / Math.max(scored(), 1); }
  function scored() { return files.reduce((sum, file) => sum + (file.score === null ? 0 : Math.max(file.words, 1)), 0); }
  function hiding() { return findings.length - findings.filter(filters.wants).length; }
  function total(key) { return files.reduce((sum, file) => sum + file[key], 0); }

  function table() {
    return el("table", { class: "all" },
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, H2H.capital(say("score"))), el("th", { scope: "col" }, say("texts")),
        H2H.SEVERITIES.map((name) => el("th", { scope: "col", class: "figure" }, H2H.capital(H2H.severity(name)))))),
      el("tbody", {}, byScore.map((number) => {
        const shown = wanted(files[number]);
        return el("tr", {}, el("td", {}, small(files[number].score)),
          el("th", { scope: "row" }, el("a", { href: `#text-${number}`, title: files[number].path }, H2H.path(short(files[number])))),
          H2H.SEVERITIES.map((name) => {
            const count = shown.filter((finding) => finding.severity === name).length;
            return el("td", { class: `figure ${count ? name : "none"}` }, H2H.number(count, 0));
          }));
      })));
  }

  function mistakes() {
    return data.errors.length > 0 && el("section", { class: "mistakes" }, el("h2", {}, say("errors")),
      el("ul", {}, data.errors.map(([path, line, message]) => el("li", {}, el("b", {}, [path, line].filter(Boolean).join(":")), " ", message))));
  }

  function draw() {
    main.replaceChildren(...(at === null ? [overview(), mistakes()] : [article(at), mistakes()]).filter(Boolean));
    status.textContent = say("found", (at === null ? findings : files[at].findings).filter(filters.wants).length);
  }

  /* A place in a text may be linked too: the text is drawn first, then the browser goes there. */
  function route() {
    const [, kind, number] = /^#(text|mark|note)-(\d+)/.exec(location.hash) ?? [];
    const next = number !== undefined && files[number] ? Number(number) : files.length === 1 ? 0 : null;
    const isNew = next !== at || !main.firstChild;
    at = next;
    if (isNew) {
      list();
      draw();
      document.title = `${at === null ? say("report") : files[at].path} · h2hlint`;
    }
    const target = kind && kind !== "text" && document.getElementById(location.hash.slice(1));
    if (target) go(target, kind);
    else if (isNew) { window.scrollTo(0, 0); if (kind) main.focus({ preventScroll: true }); }
  }

  function go(target, kind) {
    const place = kind === "mark" ? document.querySelector(`a.foot[href="#note-${target.id.slice(5)}"]`) ?? target : target;
    place.scrollIntoView({ block: "center" });
    place.focus({ preventScroll: true });
  }

  /* On paper every reason is open; of the overview, every text follows. */
  let printed = [];
  window.addEventListener("beforeprint", () => {
    if (at === null) printed = byScore.filter((number) => wanted(files[number]).length > 0).map((number) => article(number, "h2"));
    main.append(...printed);
    for (const one of main.querySelectorAll("details")) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of printed) one.remove();
    for (const one of main.querySelectorAll("details")) one.open = false;
    printed = [];
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "F8") {
      event.preventDefault();
      H2H.step(main, event.shiftKey);
    }
  });
  window.addEventListener("hashchange", route);

  const wide = window.matchMedia("(min-width: 60rem)");
  const choices = el("details", { class: "choices", open: wide.matches },
    el("summary", {}, say("choices")),
    filters.element,
    files.length > 1 && el("nav", { "aria-label": say("texts") },
      el("h2", {}, say("texts")),
      files.length > 8 && el("p", { class: "find" }, el("label", { for: "find" }, say("find")), search),
      links));
  wide.addEventListener("change", () => { choices.open = wide.matches; });
  document.body.prepend(
    el("a", { class: "skip", href: "#text", click: (event) => { event.preventDefault(); main.focus(); } }, say("skip")),
    el("header", { class: "head" },
      el("p", { class: "brand" }, "h2hlint"), el("p", { class: "what" }, say("report")),
      el("div", { class: "tools" },
        H2H.stepper("↑", "previous", () => H2H.step(main, true)),
        H2H.stepper("↓", "next", () => H2H.step(main, false)),
        el("button", { type: "button", click: () => window.print() }, say("print")))),
    el("div", { class: "page" }, el("aside", { class: "side", "aria-label": say("choices") }, choices), main),
    status);
  route();
})();
