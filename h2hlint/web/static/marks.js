"use strict";
/* Marks under the words of a text area: a copy of its text lies behind it, line for line, with the marks drawn in. */
(() => {
  const { el } = H2H;

  /** Return the one change that makes `after` of `before`: where it begins, where it ended, and by how much the rest moves. */
  H2H.change = (before, after) => {
    const least = Math.min(before.length, after.length);
    let start = 0;
    while (start < least && before[start] === after[start]) start += 1;
    let tail = 0;
    while (tail < least - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
    return { start, end: before.length - tail, moved: after.length - before.length };
  };

  /** Return findings after a change: those behind it move along, those that it touches are gone until the text is read again. */
  H2H.moved = (findings, change) => findings.flatMap((finding) => {
    if (finding.end <= change.start) return reach(finding) <= change.start ? [finding] : [];
    if (Math.min(finding.start, ...finding.offers.map(([start]) => start)) < change.end) return [];
    if (finding.start === change.start && change.end === change.start && finding.start === finding.end) return [];
    return [{ ...finding, start: finding.start + change.moved, end: finding.end + change.moved,
      offers: finding.offers.map(([start, end, text]) => [start + change.moved, end + change.moved, text]) }];
  });
  const reach = (finding) => Math.max(finding.end, ...finding.offers.map(([, end]) => end));

  /** Draw a text with its marks into the copy; `active` is the finding that is looked at. */
  H2H.drawMarks = (mirror, text, findings, active) => {
    const borders = [...new Set([0, text.length, ...findings.flatMap(({ start, end }) => [start, end])])].sort((one, other) => one - other);
    const ordered = [...findings].sort((one, other) => one.start - other.start);
    const parts = [];
    let from = 0;
    let open = [];
    for (let at = 0; at < borders.length - 1; at += 1) {
      const [start, end] = [borders[at], borders[at + 1]];
      while (from < ordered.length && ordered[from].start <= start) open.push(ordered[from++]);
      open = open.filter((finding) => finding.end > start);
      const words = text.slice(start, end);
      if (open.length === 0) { parts.push(words); continue; }
      const nearest = H2H.nearest(open);
      const isWide = nearest.words.length > 70 ? " wide" : "";
      parts.push(el("mark", { class: `${nearest.severity}${isWide}${open.includes(active) ? " active" : ""}`, "data-start": start }, words));
    }
    mirror.replaceChildren(...parts, "\n");
  };

  /** Return the finding at a place of the text: the shortest of those that hold it. */
  H2H.findingAt = (findings, place) => {
    const here = findings.filter(({ start, end }) => start <= place && place <= end);
    return here.length > 0 ? H2H.nearest(here) : null;
  };
})();
