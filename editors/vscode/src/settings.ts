// What needs no editor: settings, which texts are read, and the reason that goes into a comment.

import * as path from 'node:path';

/** Settings that the server takes, by the names that it takes them by. */
export const SENT = [
  'language', 'uiLanguage', 'channel', 'config', 'isolated', 'rules', 'noDefaultRules', 'select', 'ignore',
] as const;

/** Kinds of texts that are read whatever their name; of data the server reads what lies in folders for copy. */
export const LANGUAGES = [
  'plaintext', 'markdown', 'html', 'mdx', 'latex', 'tex', 'restructuredtext', 'asciidoc', 'org', 'vue', 'svelte', 'astro',
  'javascriptreact', 'typescriptreact', 'handlebars', 'twig', 'jinja', 'jinja-html', 'liquid', 'erb', 'blade', 'eml', 'po',
  'json', 'yaml', 'toml', 'xml', 'php', 'properties',
] as const;

type Value = string | boolean | string[] | undefined;

/** Returns what the server is told when it starts, and whenever a setting changes: nothing of what was left as it is. */
export function sent(read: (name: string) => Value): Record<string, Value> {
  const entries = SENT.map((name) => [name, read(name)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== '' && value !== false && !isEmpty(value)));
}

function isEmpty(value: Value): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Returns the program to start: a relative path with a slash counts from the first folder, a bare name is looked for by the system. */
export function program(set: string, folder: string | undefined, home: string): string {
  const whole = set.trim().replace(/^~(?=[\\/])/, home);
  const isRelative = /[\\/]/.test(whole) && !path.isAbsolute(whole);
  return isRelative && folder ? path.join(folder, whole) : whole || 'h2hlint';
}

/** Which texts the server hears of: files, and those that were never saved. */
export function selector(): { language: string; scheme: string }[] {
  return LANGUAGES.flatMap((language) => ['file', 'untitled'].map((scheme) => ({ language, scheme })));
}

/** How comments end in the formats that the server writes them in, the longest first; some end with their line. */
const ENDS = ['--}}', '*/}}', '-->', '*/}', '*/', '#}', '%>', '}}'];

/** Returns the rule of a comment without a reason, undefined where one stands or nothing is silenced. */
export function unreasoned(comment: string): string | undefined {
  const found = /h2hlint: ignore-next (\S+)\s*(.*)/.exec(comment);
  return found && ['', ...ENDS].includes(found[2].trim()) ? found[1] : undefined;
}

/** Returns a comment with the reason that somebody wrote, on one line and unable to end the comment. */
export function withReason(comment: string, reason: string): string {
  const said = ENDS.reduce((text, end) => text.replaceAll(end, ''), reason.replace(/[\r\n]+/g, ' ')).trim();
  const rule = unreasoned(comment);
  return rule && said ? comment.replace(`ignore-next ${rule}`, () => `ignore-next ${rule} ${said}`) : comment;
}
