// Speaks with the real server through the library that the extension uses.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { StreamMessageReader, StreamMessageWriter, createMessageConnection } from 'vscode-jsonrpc/node';
import { sent } from '../src/settings';

const server = process.env.H2HLINT ?? 'h2hlint';
const isThere = spawnSync(server, ['lsp', '--help']).status === 0;
const text = 'We make innovative tea.\n';
const uri = 'untitled:Untitled-1';

interface Mark { code: string; range: { start: { line: number; character: number } } }

test('the server marks a text under the settings of the editor', { skip: !isThere && 'h2hlint is not installed', timeout: 60_000 }, async () => {
  const child = spawn(server, ['lsp', '--stdio']);
  const connection = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  const marks = new Promise<Mark[]>((resolve) => {
    connection.onNotification('textDocument/publishDiagnostics', (params: { diagnostics: Mark[] }) => resolve(params.diagnostics));
  });
  connection.listen();
  const settings: Record<string, string> = { language: 'en', uiLanguage: 'en' };
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {}, initializationOptions: sent((name) => settings[name]) });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'markdown', version: 1, text } });
  assert.deepEqual((await marks).map((one) => [one.code, one.range.start.character]), [['buzzword/empty-adjective', 8]]);
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  assert.equal(await new Promise((resolve) => child.on('exit', resolve)), 0);
  connection.dispose();
});
