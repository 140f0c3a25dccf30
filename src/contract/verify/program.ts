/** The official verifier as a program: its arguments, its environment, its report. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pactEnvironment, pactProgram } from '../pact-packages.ts';
import { authoritiesFor, type BrokerSource, selectorsOf, withoutProxy } from './broker.ts';
import type { PactFile } from './pact.ts';
import type { ReportedInteraction, ReportedMismatch } from './reported.ts';

/** A run of the verifier reads one file, or all that a broker has. */
export type VerifierSource =
  | { readonly kind: 'file'; readonly pact: PactFile }
  | { readonly kind: 'broker'; readonly broker: BrokerSource };

/** The official verifier could not do its work, or what it works with. The message has its last words. */
export class VerifierFailed extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'VerifierFailed';
  }
}

/** What a run of the official verifier needs. */
export interface ProgramRun {
  readonly providerBaseUrl: string;
  /** Where provider states are changed: with a secret in it. */
  readonly stateUrl: string;
  readonly source: VerifierSource;
  readonly provider: string;
  /** A text of the verifier as it may be shown. */
  inWords(text: string): string;
  readonly signal: AbortSignal;
}

/**
 * Runs the official verifier.
 * @throws VerifierFailed where it ends without a report.
 */
export async function runProgram(run: ProgramRun): Promise<VerifierReport> {
  const folder = mkdtempSync(join(tmpdir(), 'image-members-verify-'));
  const report = join(folder, 'report.json');
  try {
    const said = await ended(verifierArguments(run, report), environmentFor(run, folder), run.signal);
    return reportAt(report, run, said);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Variables of the verifier that add to its arguments, or take some of the interactions away. */
const misleading: RegExp = /^PACT_(?:PROVIDER_|VERIFIER_|DESCRIPTION$|WEBHOOK_|BROKER_BASE_URL$)|^OTEL_/;

const proxies: RegExp = /^(?:https?|all)_proxy$/i;

function environmentFor({ source, stateUrl }: ProgramRun, folder: string): NodeJS.ProcessEnv {
  const env = pactEnvironment();
  const broker = source.kind === 'broker' ? source.broker.brokerUrl : undefined;
  for (const name of Object.keys(env))
    if (misleading.test(name) || (broker === undefined && proxies.test(name))) delete env[name];
  // The URL has a secret in it, and everybody on the machine sees the arguments of a program.
  const secret = { PACT_PROVIDER_STATE_CHANGE_URL: stateUrl };
  return { ...env, ...withoutProxy(), ...secret, ...authoritiesFor(broker, folder) };
}

function ended(args: readonly string[], env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(pactProgram(), args, { env, signal });
    child.stdin.end();
    const leave = (): void => void child.kill();
    process.once('exit', leave);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-20_000)));
    child.once('error', (error) => (signal.aborted ? resolve(said) : reject(error)));
    child.once('close', (code, by) => {
      process.off('exit', leave);
      resolve(`${said}\n(ended with ${code ?? by})`);
    });
  });
}

/** What the official verifier reports, in the order of the pacts. */
export interface VerifierReport {
  readonly interactionResults: readonly ReportedInteraction[];
  /** Why interactions do not hold, in the same order; those that are pending have a list of their own. */
  readonly errors: readonly ReportedError[];
  readonly pendingErrors: readonly ReportedError[];
}

/** Why an interaction does not hold, or why a pact could not be read. */
export interface ReportedError {
  /** `Verifying a pact between c and p Given A And B - description`. */
  readonly interaction: string;
  readonly mismatch: ReportedMismatch;
}

function reportAt(file: string, { inWords }: ProgramRun, said: string): VerifierReport {
  try {
    const report = JSON.parse(inWords(readFileSync(file, 'utf8'))) as Partial<VerifierReport>;
    return { interactionResults: [], errors: [], pendingErrors: [], ...report };
  } catch {
    const last = inWords(said).trim().split('\n').slice(-8).join('\n  ');
    throw new VerifierFailed(`The official verifier ended without a result. Its last words:\n  ${last}`);
  }
}

/** The relay and the provider states have bounds of their own; the verifier would give up after five seconds. */
const patience = 4_000_000;

/** The arguments of the official verifier. Credentials are not among them, nor the URL for changes of state. */
function verifierArguments(
  { providerBaseUrl, source, provider }: ProgramRun,
  report: string,
): readonly string[] {
  const { protocol, hostname, port, pathname } = new URL(providerBaseUrl);
  const options = {
    hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
    transport: protocol.replace(':', ''),
    port: port || undefined,
    'base-path': pathname.replace(/\/+$/, '') || undefined,
    'provider-name': provider,
    'request-timeout': String(patience),
    json: report,
    ...(source.kind === 'broker' ? brokerOptions(source.broker) : { file: source.pact.file }),
  };
  const switches = source.kind === 'broker' ? brokerSwitches(source.broker) : [];
  return ['verifier', ...optionWords(options), '--state-change-teardown', '--no-colour', ...switches];
}

type OptionValues = Readonly<Record<string, string | readonly string[] | undefined>>;

function optionWords(options: OptionValues): readonly string[] {
  return Object.entries(options).flatMap(([name, option]) =>
    option === undefined ? [] : [option].flat().map((value) => `--${name}=${value}`),
  );
}

function brokerOptions(source: BrokerSource): OptionValues {
  return {
    'broker-url': source.brokerUrl.replace(/\/+$/, ''),
    'consumer-version-selectors': selectorsOf(source).map((each) => JSON.stringify(each)),
    'provider-version': source.providerVersion,
    'provider-branch': source.providerBranch,
    'build-url': source.buildUrl,
  };
}

function brokerSwitches({ publish, enablePending }: BrokerSource): readonly string[] {
  return [...(publish ? ['--publish'] : []), ...(enablePending ? ['--enable-pending'] : [])];
}
