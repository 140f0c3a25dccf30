import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';

/** The project's directory. */
export const root: string = new URL('../..', import.meta.url).pathname;

/** A step of a workflow or an action. */
export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** How a step ended. */
export interface StepEnd {
  readonly run: string;
  readonly code: number | null;
  readonly output: string;
}

/** What is to be known of a workflow besides its text. */
export interface Running {
  readonly folder: string;
  /** Values of expressions: `secrets.TOKEN`, `inputs.run`. Others are empty. */
  readonly values: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Why a command cannot be run here; undefined for one that can. */
  readonly impossible?: (run: string) => string | undefined;
}

/** Runs the steps one by one, as they are written; says loudly which it cannot run. */
export async function runSteps(
  steps: readonly Step[],
  { folder, values, env = {}, impossible = () => undefined }: Running,
): Promise<readonly StepEnd[]> {
  const filled = (written: string): string =>
    written.replaceAll(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (_, name: string) => values[name] ?? '');
  const ends: StepEnd[] = [];
  for (const { uses, run, env: own = {} } of steps) {
    const why = uses === undefined ? impossible(run ?? '') : 'it belongs to GitHub';
    if (why !== undefined || run === undefined) {
      console.warn(`NOT DONE HERE: ${uses ?? run}: ${why}`);
      continue;
    }
    const all = Object.entries({ ...env, ...own }).map(([name, value]) => [name, filled(value)]);
    ends.push(await inBash(run, folder, Object.fromEntries(all) as Record<string, string>));
  }
  return ends;
}

/** Runs a text as GitHub does: `bash -eo pipefail`. */
export async function inBash(
  run: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<StepEnd> {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:PACT_BROKER|OS|npm)_/.test(name));
  const child = spawn('bash', ['--norc', '-eo', 'pipefail', '-c', run], {
    cwd,
    env: { ...Object.fromEntries(inherited), NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { run, code: code as number | null, output: stdout + stderr };
}

/** A folder of its own, empty but for files; gone when it is disposed of. */
export function cleanFolder(files: Readonly<Record<string, string>> = {}): { path: string } & Disposable {
  const path = mkdtempSync(`${tmpdir()}/image-members-fake-`);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(`${path}/${name}`, content);
    chmodSync(`${path}/${name}`, 0o755);
  }
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/**
 * Makes a folder what it would be after `npm install` of this package and of Pact's tools. Of the contracts the package has
 * those of some consumers alone: to verify all of them takes minutes.
 */
export function installInto(folder: string, consumers: readonly string[] = []): void {
  const own = `${folder}/package`;
  copyInto(folder, ['src', 'fixtures', 'package.json'], own);
  symlinkSync(`${root}node_modules`, `${own}/node_modules`);
  mkdirSync(`${own}/contracts/pacts`, { recursive: true });
  for (const file of consumers.map((each) => `contracts/pacts/${each}-image-members-api.json`))
    cpSync(`${root}${file}`, `${own}/${file}`);
  mkdirSync(`${folder}/node_modules/.bin`, { recursive: true });
  const main = `#!/bin/sh\nexec "${process.execPath}" "${own}/src/cli/main.mjs" "$@"\n`;
  writeFileSync(`${folder}/node_modules/.bin/image-members-fake`, main, { mode: 0o755 });
  const broker = 'node_modules/@pact-foundation/pact-cli/bin/pact-broker.js';
  symlinkSync(`${root}${broker}`, `${folder}/node_modules/.bin/pact-broker`);
}

/** Copies files of the project into a folder, without what is installed or built. */
export function copyInto(folder: string, names: readonly string[], into: string = folder): void {
  for (const name of names) {
    const directory = name.includes('.') ? into : `${into}/${name}`;
    cpSync(`${root}${name}`, name.includes('.') ? `${directory}/${name}` : directory, { recursive: true });
  }
}
