"use strict";
/* The desk: a text area that is read along. What is asked of the server goes to this page's own address and nowhere else. */
(() => {
  const { el, say, data } = H2H;
  const find = (id) => document.getElementById(id);
  const [words, card, list, status] = [find("words"), find("card"), find("list"), find("status")];
  const mirror = document.querySelector(".mirror");
  const WAIT = 250; // milliseconds after the last key
  const view = crypto.randomUUID();
  const state = { text: "", name: "", number: 0, found: null, findings: [], active: null, waiting: null, asking: null };

  // --- asking ----------------------------------------------------------------------------------

  /* Read the text soon, or at once; an answer to an older text is not looked at. */
  function ask(wait = WAIT) {
    clearTimeout(state.waiting);
    state.waiting = setTimeout(check, wait);
  }

  async function check() {
    state.asking?.abort();
    state.asking = new AbortController();
    const number = (state.number += 1);
    const text = words.value;
    if (text.trim() === "") { take(null, []); return; }
    if (text.length > data.longest) { mistake(say("too-long")); return; }
    const asked = { text, number, window: view, name: state.name, reader: H2H.reader, language: find("language").value, channel: find("channel").value };
    const found = await send("/check", "application/json", JSON.stringify(asked), {}, state.asking.signal);
    if (found && number === state.number && text === words.value) take(found, found.findings);
  }

  /* Return the answer, null when there is none to use; what went wrong is said. */
  async function send(path, kind, body, headers, signal) {
    try {
      const answer = await fetch(path, { method: "POST", headers: { "Content-Type": kind, ...headers }, body, signal, cache: "no-store" });
      if (answer.status === 204) return null;
      const said = await answer.json();
      mistake(answer.ok ? "" : answer.status === 413 ? say(path === "/open" ? "too-big" : "too-long") : said.error);
      return answer.ok ? said : null;
    } catch (error) {
      if (error.name !== "AbortError") mistake(say("gone"));
      return null;
    }
  }

  function mistake(text) {
    find("mistake").textContent = text;
    find("mistake").hidden = !text;
  }

  // --- showing ---------------------------------------------------------------------------------

  function take(found, findings) {
    const before = state.found;
    state.found = found;
    state.findings = findings.map((finding, key) => ({ ...finding, key }));
    if (H2H.cardIsOpen() && !focusInCard()) close();
    draw();
    list.replaceChildren(...inOrder().map(entry));
    if (!find("reading").hidden) read();
    tell(before);
  }

  function focusInCard() { return card.contains(document.activeElement); }

  function draw() {
    H2H.drawMarks(mirror, words.value, state.findings, state.active);
    find("start").hidden = words.value !== "";
  }

  const inOrder = () => [...state.findings].sort((one, other) => one.start - other.start || one.end - other.end);

  /* The list is drawn with every answer; in between its places move, so an entry asks for the finding as it stands now. */
  function entry(finding) {
    const now = () => state.findings.find(({ key }) => key === finding.key);
    return el("li", {}, el("button", { type: "button", class: `entry ${finding.severity}`, click: () => now() && look(now(), true) },
      el("span", { class: "message" }, finding.message), H2H.grade(finding)));
  }

  function tell(before) {
    const found = state.found;
    find("ring").replaceChildren(H2H.ring(found ? found.score : null));
    const change = found && typeof before?.score === "number" && found.score !== null ? found.score - before.score : 0;
    const facts = found ? [say("words", found.words), say("found", found.findings.length)] : [];
    find("facts").replaceChildren(facts.join(" · "),
      Math.abs(change) >= 0.05 ? el("span", { class: change > 0 ? "change up" : "change down" }, `${change > 0 ? "▲" : "▼"} ${H2H.number(Math.abs(change))}`) : "");
    const isUncovered = found && !found.covered && found.language;
    const remark = !found ? null : isUncovered ? el("p", { class: "quiet" }, say("uncovered", H2H.language(found.language)))
      : found.findings.length > 0 ? H2H.makeup(found.parts, say("makeup-how"))
      : found.score !== null && el("p", { class: "clean" }, say("clean"));
    find("makeup").replaceChildren(...[remark].filter(Boolean));
    find("language").options[0].text = found?.language && !find("language").value ? H2H.capital(say("auto-found", H2H.language(found.language))) : say("auto");
    const channel = found?.channel && !find("channel").value ? H2H.capital(say("auto-found", say(`channels/${found.channel}`))) : say("auto");
    find("channel").options[0].text = channel;
    words.lang = found?.language ?? "";
    mirror.lang = words.lang; // hyphens and quotation marks of both must fall alike
    if (before && found && before.findings.length === found.findings.length) return; // a screen reader need not say it again
    status.textContent = found && found.score !== null ? `${say("score")}: ${H2H.number(found.score)} ${say("of")}. ${say("found", found.findings.length)}` : "";
  }

  function read() {
    find("reading").replaceChildren(state.found ? H2H.textView(state.found, { prefix: "r" }) : "");
  }

  // --- looking at a finding ----------------------------------------------------------------------

  function look(finding, focus) {
    show("write");
    state.active = finding;
    H2H.drawMarks(mirror, words.value, state.findings, finding);
    const mark = mirror.querySelector(`mark[data-start="${finding.start}"]`) ?? mirror;
    if (focus) {
      words.focus({ preventScroll: true });
      words.setSelectionRange(finding.start, finding.start);
      mark.scrollIntoView({ block: "center" });
    }
    H2H.showCard(finding, mark.getBoundingClientRect(), { take: accept, close: back, step }, focus);
  }

  function close() {
    H2H.hideCard();
    if (!state.active) return;
    state.active = null;
    H2H.drawMarks(mirror, words.value, state.findings, null);
  }

  function back() {
    close();
    words.focus();
  }

  function step(isBack) {
    if (!find("reading").hidden) { H2H.step(find("reading"), isBack); return; }
    const ordered = inOrder();
    if (ordered.length === 0) return;
    const at = ordered.indexOf(state.active);
    const here = words.selectionStart;
    let next = at + (isBack ? -1 : 1);
    if (at < 0) next = isBack ? ordered.findLastIndex(({ end }) => end < here) : ordered.findIndex(({ start }) => start >= here);
    look(ordered[at < 0 && next < 0 && !isBack ? 0 : (next + ordered.length) % ordered.length], true);
  }

  /* Put a wording in as if it were typed, so that Ctrl+Z takes it back. */
  function accept([start, end, text]) {
    close();
    words.focus();
    words.setSelectionRange(start, end);
    const typed = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (!typed) {
      words.setRangeText(text, start, end, "end");
      changed();
    }
    ask(0);
  }

  function changed() {
    state.findings = H2H.moved(state.findings, H2H.change(state.text, words.value));
    state.text = words.value;
    close();
    draw();
    ask();
  }

  // --- what somebody does ------------------------------------------------------------------------

  words.addEventListener("input", changed);
  words.addEventListener("click", () => {
    const finding = words.selectionStart === words.selectionEnd && H2H.findingAt(state.findings, words.selectionStart);
    if (finding) look(finding, false);
    else close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "F8") {
      event.preventDefault();
      step(event.shiftKey);
    } else if (event.key === "Escape" && H2H.cardIsOpen()) back();
  });
  document.addEventListener("pointerdown", (event) => {
    if (H2H.cardIsOpen() && !card.contains(event.target) && event.target !== words) close();
  });
  window.addEventListener("resize", close);

  function put(text, name) {
    state.name = name;
    find("file-name").textContent = name;
    show("write");
    words.value = text;
    changed();
    words.setSelectionRange(0, 0);
    words.focus();
    ask(0);
  }

  async function open(file) {
    if (!file) return;
    if (file.size > data.largest) { mistake(say("too-big")); return; }
    status.textContent = say("reading");
    const opened = await send("/open", "application/octet-stream", file, { "X-Name": encodeURIComponent(file.name) });
    if (!opened) return;
    if (opened.channel !== undefined) find("channel").value = opened.channel;
    put(opened.text, opened.name);
    status.textContent = say("opened", file.name);
  }

  const dropping = document.querySelector(".dropping");
  let depth = 0; // how many elements a file hangs over
  const holdsFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  const hang = (by) => (event) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    depth = Math.max(0, by === null ? 0 : depth + by);
    dropping.hidden = depth === 0;
    if (by === null) open(event.dataTransfer.files[0]);
  };
  document.addEventListener("dragenter", hang(1));
  document.addEventListener("dragleave", hang(-1));
  document.addEventListener("drop", hang(null));
  document.addEventListener("dragover", (event) => { if (holdsFile(event)) event.preventDefault(); });

  find("open").addEventListener("click", () => find("file").click());
  find("file").addEventListener("change", (event) => { open(event.target.files[0]); event.target.value = ""; });
  find("sample").addEventListener("click", () => put(say("sample"), ""));
  find("copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(words.value);
    } catch {
      words.select();
      return; // the browser forbids it: all is selected, ready for Ctrl+C
    }
    status.textContent = say("copied");
    find("copy").textContent = `✓ ${say("copied")}`;
    setTimeout(() => { find("copy").textContent = say("copy"); }, 1500);
  });
  for (const id of ["language", "channel"]) find(id).addEventListener("change", () => ask(0));

  // --- tabs --------------------------------------------------------------------------------------

  function show(name) {
    for (const one of ["write", "read"]) {
      const isShown = one === name;
      find(`tab-${one}`).setAttribute("aria-selected", String(isShown));
      find(`tab-${one}`).tabIndex = isShown ? 0 : -1;
      find(one === "write" ? "writing" : "reading").hidden = !isShown;
    }
    if (name === "read") { close(); read(); }
  }
  for (const name of ["write", "read"]) {
    find(`tab-${name}`).addEventListener("click", () => show(name));
    find(`tab-${name}`).addEventListener("keydown", (event) => {
      if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
      const other = name === "write" ? "read" : "write";
      show(other);
      find(`tab-${other}`).focus();
    });
  }

  // --- the words of the page ---------------------------------------------------------------------

  function speak() {
    document.documentElement.lang = H2H.reader;
    document.title = `${say("tagline")} · h2hlint`;
    for (const one of document.querySelectorAll("[data-say]")) one.textContent = say(one.dataset.say);
    for (const one of document.querySelectorAll("[data-say-label]")) one.setAttribute("aria-label", say(one.dataset.sayLabel));
    for (const one of document.querySelectorAll("[data-say-placeholder]")) one.placeholder = say(one.dataset.sayPlaceholder);
    choose("language", ["", ...data.languages], (tag) => (tag ? H2H.capital(H2H.language(tag)) : say("auto")));
    choose("channel", ["", ...data.channels], (name) => (name ? H2H.capital(say(`channels/${name}`)) : say("auto")));
    find("steppers").replaceChildren(H2H.stepper("↑", "previous", () => step(true)), H2H.stepper("↓", "next", () => step(false)));
    tell();
  }

  function choose(id, values, label) {
    const chosen = find(id).value;
    find(id).replaceChildren(...values.map((value) => el("option", { value }, label(value))));
    find(id).value = chosen;
  }

  const own = (tag) => H2H.capital(new Intl.DisplayNames([tag], { type: "language" }).of(tag));
  find("interface").replaceChildren(...data.languages.map((tag) => el("option", { value: tag, lang: tag }, own(tag))));
  find("interface").value = H2H.reader;
  find("interface").addEventListener("change", (event) => {
    H2H.reader = event.target.value;
    close();
    speak();
    ask(0);
  });
  speak();
  if (words.value) changed(); // what the browser kept over a reload
})();
