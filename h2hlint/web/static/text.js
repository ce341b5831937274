"use strict";
/* A text as it reads: its blocks in order, findings marked in place, what to write instead beside each. */
(() => {
  const { el, say } = H2H;
  const WIDE = 70; // a mark longer than this is a whole passage, and shown more quietly
  const MANY = 2; // more notes than this stand below their block, side by side, instead of beside it

  /** Return what says how grave a finding is and what it is about. */
  H2H.grade = (finding) =>
    el("span", { class: "grade" }, `${H2H.capital(H2H.severity(finding.severity))} · ${H2H.category(finding.category)}`);

  /** Return why a finding is one, to open; the page about the rule behind it. */
  H2H.reasons = (finding, open = false) => {
    const safe = /^https:\/\//.test(finding.url);
    return (finding.why || safe) && el("details", { class: "why", open },
      el("summary", {}, say("why")),
      finding.why && el("p", {}, finding.why),
      safe && el("p", {}, el("a", { href: finding.url, rel: "noreferrer noopener", target: "_blank" }, say("rule-page"))));
  };

  /** Return the note about a finding; of a rule that was met before in the text, the advice is not said again. */
  const note = (finding, id, number, isFirst) =>
    el("li", { class: `remark ${finding.severity}`, id: `note-${id}`, tabindex: "-1" },
      el("p", { class: "head" },
        el("a", { class: "number", href: `#mark-${id}`, "aria-label": `${number}: ${say("to-text")}` }, String(number)),
        H2H.grade(finding),
        el("span", { class: "line" }, finding.place || say("line", String(finding.line)))),
      el("p", { class: "message", id: `message-${id}` }, finding.message),
      finding.suggestions.length > 0 && el("p", { class: "try" }, el("b", {}, say("try")), " ",
        finding.suggestions.map((text, at) => [at > 0 && " · ", el("q", { lang: finding.language }, text)])),
      isFirst && finding.advice && el("p", { class: "advice" }, el("b", {}, say("advice")), " ", finding.advice),
      isFirst && H2H.reasons(finding));

  const TAGS = { heading: "h3", quote: "blockquote", "list-item": "li" };

  /** Return the element of a block; what a reader does not see as running text says what it is. */
  const element = (block, children) => {
    const tag = TAGS[block.kind] ?? "p";
    const kind = say(`kinds/${block.kind}`);
    const label = (block.key || (kind && block.kind !== "quote")) && el("span", { class: "kind", lang: H2H.reader }, block.key || kind, " ");
    const body = el(tag, { class: `block ${block.kind}`, lang: block.language }, tag === "li" ? null : label, children);
    return tag === "li" ? el("ul", { class: "block" }, body) : body;
  };

  /** Return the runs of a block with their marks; `begun` remembers which findings have begun, `numbers` how they are counted. */
  const marked = (block, context) => {
    const last = new Map();
    block.runs.forEach((run, at) => typeof run !== "string" && run.slice(1).forEach((finding) => last.set(finding, at)));
    return block.runs.map((run, at) => {
      if (typeof run === "string") return run.replaceAll("\ufffc", "▫");
      const shown = run.slice(1).filter((finding) => context.isShown(context.file.findings[finding]));
      if (shown.length === 0) return run[0];
      return mark(run[0], shown, shown.filter((finding) => last.get(finding) === at), context);
    });
  };

  /** Return the finding that a stretch of text shows: that with the fewest words, and of those the gravest. */
  H2H.nearest = (findings) => findings.reduce((best, one) => {
    const shorter = best.words.length - one.words.length;
    const graver = H2H.SEVERITIES.indexOf(best.severity) - H2H.SEVERITIES.indexOf(one.severity);
    return shorter > 0 || (shorter === 0 && graver > 0) ? one : best;
  });

  const mark = (text, shown, ending, context) => {
    const nearest = H2H.nearest(shown.map((finding) => context.file.findings[finding]));
    const begins = shown.filter((finding) => !context.begun.has(finding));
    begins.forEach((finding) => context.begun.add(finding));
    const id = (finding) => `${context.prefix}${finding}`;
    const body = el("mark", { class: `${nearest.severity}${nearest.words.length > WIDE ? " wide" : ""}` }, text.replaceAll("\ufffc", "▫"));
    return [
      begins.map((finding) => el("span", { class: "anchor", id: `mark-${id(finding)}` })),
      body,
      ending.map((finding) => el("a", {
        class: `foot ${context.file.findings[finding].severity}`, href: `#note-${id(finding)}`,
        "aria-describedby": `message-${id(finding)}`, "data-finding": finding,
      }, el("span", { class: "hidden-label" }, `${H2H.severity(context.file.findings[finding].severity)} `), String(context.number(finding)))),
    ];
  };

  /** Return a text, block by block; `isShown` says which findings are wanted, `prefix` keeps the ids of texts apart. */
  H2H.textView = (file, { isShown = () => true, prefix = "" } = {}) => {
    const numbers = new Map();
    const met = new Set();
    const number = (finding) => {
      if (!numbers.has(finding)) numbers.set(finding, numbers.size + 1);
      return numbers.get(finding);
    };
    const context = { file, isShown, prefix, number, begun: new Set() };
    const notes = (findings) => findings.length > 0 && el("ol", { class: "notes", lang: H2H.reader }, findings.map((at) => {
      const finding = file.findings[at];
      const isFirst = !met.has(finding.rule);
      met.add(finding.rule);
      return note(finding, `${prefix}${at}`, number(at), isFirst);
    }));
    const wanted = (findings) => findings.filter((at) => isShown(file.findings[at]));
    const rows = [];
    let list = null; // the list that the block before was an item of, as long as nothing stands beside its items
    for (const block of file.blocks) {
      const inside = new Set(block.runs.flatMap((run) => (typeof run === "string" ? [] : run.slice(1))));
      const body = element(block, marked(block, context));
      const here = wanted([...inside]).sort((one, other) => number(one) - number(other));
      const isItem = block.kind === "list-item";
      if (isItem && list && here.length === 0) {
        list.append(...body.childNodes);
        continue;
      }
      list = isItem && here.length === 0 ? body : null;
      rows.push(el("div", { class: `row${here.length > MANY ? " many" : ""}${isItem ? " item" : ""}` }, body, notes(here)));
    }
    const loose = wanted(file.loose);
    if (loose.length > 0) rows.push(el("div", { class: "row" }, el("h3", { class: "block" }, say("loose")), notes(loose)));
    return el("div", { class: "text", lang: file.language }, rows);
  };

  /** Return a button that goes to another place; on a phone only its sign is seen. */
  H2H.stepper = (sign, key, go) => el("button", { type: "button", class: "stepper", title: key === "previous" ? "Shift+F8" : "F8", click: go },
    el("span", { "aria-hidden": "true" }, sign), " ", el("span", { class: "label" }, say(key)));

  /** Move to the next marked place from where the focus is, or back. */
  H2H.step = (root, back) => {
    const feet = [...root.querySelectorAll("a.foot")];
    if (feet.length === 0) return;
    const at = feet.findIndex((foot) => foot === document.activeElement || foot === root.lastFoot);
    const next = feet[(at + (back ? -1 : 1) + feet.length) % feet.length] ?? feet[0];
    root.lastFoot = next;
    next.focus();
    next.scrollIntoView({ block: "center" });
  };
})();
