/** Runs the programs under test: without a shell, and with nothing of this process's environment. */
import { spawn } from 'node:child_process';

/** What a program left behind. */
export interface Ran {
  /** The exit status; null where a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; its standard input is empty. */
export function run(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (status) => resolve({ status, stdout, stderr }));
  });
}

/**
 * How a program ended, in one line: `exit 0`, or `exit 1: ` and what it said last. Of an error of openstacksdk, the
 * class, the status, and Glance's message: the URL is left out, and so is the title, which comes first or last by chance.
 */
export function says({ status, stderr }: Ran): string {
  if (status === 0) return 'exit 0';
  const last = stderr.trimEnd().split('\n').at(-1) ?? '';
  return `exit ${status}: ${last.replace(sdkError, (_, kind: string, code: string, message: string) => {
    return `${kind} ${code}: ${withoutTitle(message)}`;
  })}`;
}

const sdkError: RegExp = /^(\w+): (\d+): Client Error for url: \S+, (.*)$/;

function withoutTitle(message: string): string {
  return message.replace(/^\d+ [A-Z]\w+(?: [A-Z]\w+)*: |: \d+ [A-Z]\w+(?: [A-Z]\w+)*$/, '');
}

/** What a program printed as JSON. @throws Error where it failed. */
export function printed(ran: Ran): unknown {
  if (ran.status !== 0) throw new Error(`exit ${ran.status}: ${ran.stderr || ran.stdout}`);
  return JSON.parse(ran.stdout) as unknown;
}

/** The cells of the table that `glance` printed, without its heading. @throws Error where it failed. */
export function rows({ status, stdout, stderr }: Ran): readonly (readonly string[])[] {
  if (status !== 0) throw new Error(`exit ${status}: ${stderr || stdout}`);
  const lines = stdout.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(1).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
