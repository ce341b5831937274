// Starts the server, tells it of changed settings, and asks for the reason when a finding is left.

import * as os from 'node:os';
import * as vscode from 'vscode';
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from 'vscode-languageclient/node';
import { program, selector, sent, unreasoned, withReason } from './settings';

const LEAVE = 'h2hlint.leaveWithReason';
let client: LanguageClient | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand('h2hlint.restart', restart),
    vscode.commands.registerCommand(LEAVE, leave),
    vscode.workspace.onDidChangeConfiguration(configure),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
  client = undefined;
}

async function restart(): Promise<void> {
  await deactivate();
  await start();
}

async function start(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const command = program(read('path') as string, folder, os.homedir());
  const server: ServerOptions = { command, args: ['lsp'], options: { cwd: folder } };
  const options: LanguageClientOptions = {
    documentSelector: selector(),
    initializationOptions: sent(read),
    middleware: { provideCodeActions: async (document, range, about, token, next) => asking(await next(document, range, about, token)) },
  };
  client = new LanguageClient('h2hlint', 'h2hlint', server, options);
  try {
    await client.start();
  } catch {
    const said = `h2hlint could not be started as “${command}”. Install it with: pip install 'h2hlint[lsp]', or set h2hlint.path.`;
    void vscode.window.showErrorMessage(said);
  }
}

function read(name: string): string | boolean | string[] | undefined {
  return vscode.workspace.getConfiguration('h2hlint').get(name);
}

async function configure(event: vscode.ConfigurationChangeEvent): Promise<void> {
  if (event.affectsConfiguration('h2hlint.path')) {
    await restart();
  } else if (event.affectsConfiguration('h2hlint')) {
    await client?.sendNotification('workspace/didChangeConfiguration', { settings: { h2hlint: sent(read) } });
  }
}

/** Lets an action that puts in a comment without a reason ask for it first. */
function asking(found: (vscode.Command | vscode.CodeAction)[] | null | undefined): (vscode.Command | vscode.CodeAction)[] {
  for (const action of found ?? []) {
    const [uri, edits] = ('edit' in action && action.edit?.entries()[0]) || [undefined, []];
    if (uri && 'edit' in action && edits.length === 1 && unreasoned(edits[0].newText)) {
      action.command = { title: action.title, command: LEAVE, arguments: [uri, edits[0]] };
      action.edit = undefined;
    }
  }
  return found ?? [];
}

async function leave(uri: vscode.Uri, edit: vscode.TextEdit): Promise<void> {
  const reason = await vscode.window.showInputBox({ prompt: unreasoned(edit.newText), placeHolder: '…' });
  if (reason !== undefined) {
    const change = new vscode.WorkspaceEdit();
    change.insert(uri, edit.range.start, withReason(edit.newText, reason));
    await vscode.workspace.applyEdit(change);
  }
}
