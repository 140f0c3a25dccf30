import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fake } from '../world/fake.ts';
import type { SeedUser } from '../world/seed.ts';
import { fullPath } from '../yaml-file/bytes.ts';
import type { CommandArguments } from './arguments.ts';
import { accessOf, cloudsYaml, unsetVariables, userNamed, userVariables } from './env.ts';
import { CommandError, UsageError } from './errors.ts';
import { exitCodeOf } from './pact-tools.ts';
import { type Residents, residentsOf } from './residents.ts';
import { serveCloud, tell, writeRecording } from './serve.ts';
import { whenNpmIsGone } from './serve/stop.ts';
import { someoneOf } from './serve/suggestions.ts';

/**
 * `run`: runs a command with a cloud of its own.
 * @returns the exit code of the command.
 * @throws UsageError where an option, the seed or the user is not right, or there is no command; Failure where the
 * command succeeded and the recording could not be written.
 */
export async function runCommand(args: CommandArguments): Promise<number> {
  const [program, ...words] = args.command;
  if (program === undefined)
    throw new UsageError(
      'run needs a command: image-members-fake run [OPTIONS] -- COMMAND [ARGUMENTS]. See image-members-fake help run.',
    );
  const checked = (fake: Fake): void => void runsAs(fake, residentsOf(fake.world({ secrets: true })), args);
  const cloud = await serveCloud(args, { port: 0, quiet: !args.has('log'), checked });
  const { host, listening, reporter, recording, warnings } = cloud;
  let code: number;
  try {
    using surroundings = await surroundingsIn(cloud.fake, listening.url, args);
    for (const warning of warnings) tell(process.stderr, reporter.warning(warning));
    code = await ended(program, words, surroundings.env);
  } finally {
    await listening.close();
    await host.close();
  }
  if (recording !== undefined) await writeRecording(recording).catch(lostUnless(code));
  return code;
}

/** A failure of ours is the outcome only of a command that succeeded; the exit code of another one must not be lost. */
function lostUnless(code: number): (error: unknown) => void {
  return (error) => {
    if (code === 0 || !(error instanceof CommandError)) throw error;
    tell(process.stderr, `image-members-fake: ${error.message}`);
  };
}

/** The clients of OpenStack and Node trust the cloud's own certificate. */
function trusting(file: string | undefined): NodeJS.ProcessEnv {
  return file === undefined ? {} : { OS_CACERT: file, NODE_EXTRA_CA_CERTS: file };
}

/** What a command finds in its environment. Disposing of it removes the file. */
interface Surroundings extends Disposable {
  readonly env: NodeJS.ProcessEnv;
}

/** Who the command is; undefined: the world has nobody. @throws UsageError where there is no such user. */
function runsAs(fake: Fake, residents: Residents, args: CommandArguments): SeedUser | undefined {
  const as = args.text('as');
  return as === undefined ? someUser(fake, residents) : userNamed(as, residents);
}

/** @throws UsageError where there is no such user. */
async function surroundingsIn(fake: Fake, url: string, args: CommandArguments): Promise<Surroundings> {
  const certificate = args.text('tls-cert');
  const cacert = certificate === undefined ? undefined : fullPath(certificate);
  const residents = residentsOf(fake.world({ secrets: true }));
  const place = { url, region: fake.rules.identity.region, identityV2: fake.identityV2 };
  const all = Array.from(residents.users.values(), (user) => accessOf(user, residents, place));
  const user = runsAs(fake, residents, args);
  const own = user === undefined ? {} : userVariables(accessOf(user, residents, place));
  const file = cloudsFileFor(await cloudsYaml(all, cacert));
  const env = {
    ...withoutClouds(process.env),
    ...own,
    IMAGE_MEMBERS_FAKE_URL: url,
    OS_CLIENT_CONFIG_FILE: file.path,
    ...trusting(cacert),
  };
  return { env, [Symbol.dispose]: file.remove };
}

/** The owner of the first image, or else the first user. */
function someUser(fake: Fake, residents: Residents): SeedUser | undefined {
  const [image] = fake.world().images ?? [];
  const owner = someoneOf(image?.owner ?? null, residents, fake.rules);
  return owner ?? residents.users.values().next().value;
}

/** Variables of OpenStack's test runners: they are about no cloud. */
const ofTestRunners: RegExp = /^OS_(?:TEST_|STDOUT_|STDERR_|LOG_|DEBUG$)/;

/** An environment without the variables that would lead a client to another cloud. */
function withoutClouds(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const isLeft = (name: string): boolean =>
    ofTestRunners.test(name) || !(/^(?:OS|RS)_/.test(name) || unsetVariables.includes(name));
  return Object.fromEntries(Object.entries(env).filter(([name]) => isLeft(name)));
}

/** A `clouds.yaml` that only this user can read, until it is removed or the process ends. */
function cloudsFileFor(text: string): { readonly path: string; readonly remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'image-members-fake-'));
  const remove = (): void => {
    rmSync(directory, { recursive: true, force: true });
    process.off('exit', remove);
  };
  process.once('exit', remove);
  const path = join(directory, 'clouds.yaml');
  writeFileSync(path, `${text}\n`, { mode: 0o600 });
  return { path, remove };
}

/** Runs a command to its end. @returns its exit code, as a shell would report it. */
async function ended(program: string, words: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  let child: ChildProcess;
  // The command may have begun before its start is known here: a signal must find it already.
  using _ = passingSignals((signal) => child.kill(signal));
  try {
    child = spawn(program, words, { stdio: 'inherit', env });
    await once(child, 'spawn');
  } catch (error) {
    return notRun(program, error as NodeJS.ErrnoException);
  }
  return await exitCodeOf(child);
}

/** Says why a command cannot be run. @returns the exit code that shells have for it. */
function notRun(program: string, { code, message }: NodeJS.ErrnoException): number {
  const isThere = program.includes('/') && existsSync(program);
  const [why, exitCode] =
    code !== 'ENOENT'
      ? [`${program} cannot be run: ${message}.`, 126]
      : isThere
        ? [`${program} cannot be run: the interpreter that its first line names was not found.`, 126]
        : [`the command ${program} was not found. Is it installed, and is it in PATH?`, 127];
  tell(process.stderr, `image-members-fake: ${why}`);
  return Number(exitCode);
}

/**
 * Passes signals on. Those that a terminal sends, it sends to the command as well: to interrupt it twice would break
 * off what it does to end well.
 */
function passingSignals(send: (signal: NodeJS.Signals) => void): Disposable {
  const fromTerminal = process.stdin.isTTY ? ['SIGINT', 'SIGQUIT'] : [];
  const pass = (signal: NodeJS.Signals): void => {
    if (!fromTerminal.includes(signal)) send(signal);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
  for (const signal of signals) process.on(signal, pass);
  whenNpmIsGone(() => pass('SIGTERM'));
  return {
    [Symbol.dispose]() {
      for (const signal of signals) process.off(signal, pass);
    },
  };
}
