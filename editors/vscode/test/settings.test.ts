import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { LANGUAGES, SENT, program, selector, sent, unreasoned, withReason } from '../src/settings';

const manifest = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8'));

test('every setting that is sent can be set', () => {
  const set = Object.keys(manifest.contributes.configuration.properties).map((name) => name.replace('h2hlint.', ''));
  assert.deepEqual([...set].sort(), [...SENT, 'path', 'trace.server'].sort());
});

test('the extension wakes up for every kind of text that it hears of', () => {
  assert.deepEqual(manifest.activationEvents, LANGUAGES.map((language) => `onLanguage:${language}`));
  assert.ok(selector().some((one) => one.language === 'markdown' && one.scheme === 'untitled'));
});

test('nothing is sent of what was left as it is', () => {
  const defaults = manifest.contributes.configuration.properties;
  assert.deepEqual(sent((name) => defaults[`h2hlint.${name}`].default), {});
  const set: Record<string, string | string[] | boolean> = { language: 'da', ignore: ['buzzword'], isolated: true };
  assert.deepEqual(sent((name) => set[name]), set);
});

test('where the program is', () => {
  assert.equal(program('h2hlint', '/site', '/home/a'), 'h2hlint');
  assert.equal(program('.venv/bin/h2hlint', '/site', '/home/a'), path.join('/site', '.venv/bin/h2hlint'));
  assert.equal(program('~/bin/h2hlint', '/site', '/home/a'), '/home/a/bin/h2hlint');
  assert.equal(program('/opt/h2hlint', '/site', '/home/a'), '/opt/h2hlint');
  assert.equal(program(' ', undefined, '/home/a'), 'h2hlint');
});

const COMMENTS = [
  '<!-- h2hlint: ignore-next buzzword/x -->\n', '# h2hlint: ignore-next buzzword/x\n', '{# h2hlint: ignore-next buzzword/x #}\n',
  '{{!-- h2hlint: ignore-next buzzword/x --}}\n', '{/* h2hlint: ignore-next buzzword/x */}\n', '<%# h2hlint: ignore-next buzzword/x %>\n',
  '{{/* h2hlint: ignore-next buzzword/x */}}\n', '{{-- h2hlint: ignore-next buzzword/x --}}\n', '/* h2hlint: ignore-next buzzword/x */\n',
  '.. h2hlint: ignore-next buzzword/x\n', '% h2hlint: ignore-next buzzword/x\n', '// h2hlint: ignore-next buzzword/x\n\n',
];

for (const comment of COMMENTS) {
  test(`a reason goes into ${comment.trim()}`, () => {
    assert.equal(unreasoned(comment), 'buzzword/x');
    const said = withReason(comment, ' it is\na name --> ');
    assert.ok(said.includes('ignore-next buzzword/x it is a name'));
    assert.equal(said.replace(' it is a name', ''), comment);
    assert.equal(unreasoned(said), undefined);
    assert.equal(withReason(comment, '  '), comment);
  });
}

test('other changes are no comments', () => {
  assert.equal(unreasoned('use'), undefined);
  assert.equal(withReason('use', 'because'), 'use');
});
