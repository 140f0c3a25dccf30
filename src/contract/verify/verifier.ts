import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractCloud } from '../cloud.ts';
import { provider } from '../pact-file.ts';
import { pactEnvironment, pactProgram } from '../pact-packages.ts';
import { type ProviderStateChanged, serveStates } from '../provider-state-server.ts';
import { stageIn } from '../stage.ts';
import { targetOf } from './forwarder.ts';
import { type ReportedInteraction, type VerifiedInteraction, verifiedInteractionOf } from './results.ts';

/** Against what pacts are verified, and which. */
export interface Verifying {
  /** Where the image API answers, without version: `http://127.0.0.1:9292`. */
  readonly providerBaseUrl: string;
  /** The cloud behind it, in which provider states are made. */
  readonly cloud: ContractCloud;
  /** Files of pacts, or a broker that has them. */
  readonly pacts: readonly string[] | BrokerSource;
  /** How many pact files are verified at a time (2). */
  readonly parallel?: number;
  /** Hears that an interaction begins: how many have begun by now, and of how many, where that is known. */
  readonly progress?: (begun: number, all: number | undefined) => void;
  /** Aborted, the verifier is stopped; what states have made is taken away all the same. */
  readonly signal?: AbortSignal;
}

/** The official verifier could not do its work. The message has its last words. */
export class VerifierFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'VerifierFailed';
  }
}

/** One run of the verifier: a file or a broker. */
interface VerifierRun extends Pick<Verifying, 'providerBaseUrl' | 'cloud' | 'signal'> {
  readonly source: VerifierSource;
  /** Hears that an interaction begins. */
  readonly begins: () => void;
}

/**
 * Runs the official verifier once, beside a state server of its own.
 * @throws VerifierFailed where it ends without a report.
 */
export async function runVerifier(run: VerifierRun): Promise<readonly VerifiedInteraction[]> {
  const { cloud, without } = withTokensNoted(run.cloud);
  const stage = stageIn(cloud);
  const watcher = interactionWatcher(run.begins);
  const states = await serveStates(stage, { changed: watcher.changed });
  const target = await targetOf(run, watcher.failed);
  const folder = mkdtempSync(join(tmpdir(), 'image-members-verify-'));
  const report = join(folder, 'report.json');
  try {
    const { source, signal } = run;
    const args = verifierArguments({ providerBaseUrl: target.url, source, report, provider });
    const said = await ended(args, environmentFor(run, states.url), signal);
    const consumer = source.kind === 'broker' ? '' : source.pact.consumer;
    const inWords = (text: string): string =>
      without(target.inWords(text)).replaceAll(states.url, 'the state server');
    return reported(report, inWords, said).map((each, place) =>
      verifiedInteractionOf(consumer, each, watcher.troublesOf(place)),
    );
  } finally {
    rmSync(folder, { recursive: true });
    await target.close();
    await states.close();
    await stage.tearDown();
  }
}

/** A cloud of which the tokens that it gives are remembered: a server may repeat one in an answer, and it is not for reports. */
function withTokensNoted(cloud: ContractCloud): {
  readonly cloud: ContractCloud;
  without(text: string): string;
} {
  const tokens = new Set<string>();
  const token: ContractCloud['token'] = async (player) => {
    const given = await cloud.token(player);
    tokens.add(given);
    return given;
  };
  return {
    cloud: {
      token,
      tenant: (player) => cloud.tenant(player),
      ask: (player, request) => cloud.ask(player, request),
      imageId: (text) => cloud.imageId(text),
      freshWord: () => cloud.freshWord(),
      ...(cloud.pass === undefined ? {} : { pass: cloud.pass }),
    },
    without: (text) => [...tokens].reduce((rest, each) => rest.replaceAll(each, '***'), text),
  };
}

/** Tells from the changes of states which interaction is at work: each ends with its teardown. */
function interactionWatcher(begins: () => void): {
  readonly changed: (change: ProviderStateChanged) => void;
  /** The server did not answer the request of the interaction. */
  readonly failed: (why: string) => void;
  troublesOf(place: number): readonly string[];
} {
  const troubles: string[][] = [];
  let open = false;
  return {
    changed({ action, trouble }) {
      if (action === 'setup' && !open) {
        troubles.push([]);
        begins();
      }
      // After a state that could not be made, the verifier goes on with the next interaction, without a teardown.
      open = action === 'setup' && trouble === undefined;
      if (trouble !== undefined) troubles.at(-1)?.push(trouble);
    },
    failed: (why) => void troubles.at(-1)?.push(why),
    troublesOf: (place) => troubles[place] ?? [],
  };
}

/** Variables that override the arguments of the verifier, or add pacts to those that they name. */
const misleadingVariables: readonly string[] = [
  'PACT_BROKER_BASE_URL',
  'PACT_PROVIDER_BASE_PATH',
  'PACT_PROVIDER_PORT',
  'PACT_PROVIDER_STATE_CHANGE_AS_QUERY',
  'PACT_PROVIDER_TRANSPORT',
];

/** The verifier reads the certificates of this machine before each request, which takes longer than all the rest. */
function environmentFor({ source }: VerifierRun, stateUrl: string): NodeJS.ProcessEnv {
  const none = { SSL_CERT_FILE: devNull, SSL_CERT_DIR: devNull };
  const secure = source.kind === 'broker' && source.broker.brokerUrl.startsWith('https:');
  const without = Object.fromEntries(misleadingVariables.map((name) => [name, undefined]));
  // The URL has a secret in it, and everybody on the machine sees the arguments of a program.
  const secret = { PACT_PROVIDER_STATE_CHANGE_URL: stateUrl };
  return { ...pactEnvironment(), ...without, ...secret, ...(secure ? {} : none) };
}

function ended(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(pactProgram(), args, { env, ...(signal ? { signal } : {}) });
    child.stdin.end();
    const leave = (): void => void child.kill();
    process.once('exit', leave);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-20_000)));
    child.once('error', (error) => (signal?.aborted ? resolve(said) : reject(error)));
    child.once('close', (code, by) => {
      process.off('exit', leave);
      resolve(`${said}\n(ended with ${code ?? by})`);
    });
  });
}

/** What the verifier's report says. Where the server did not answer, only the list of errors has the reason. */
function reported(
  file: string,
  without: (text: string) => string,
  said: string,
): readonly ReportedInteraction[] {
  try {
    const text = without(readFileSync(file, 'utf8'));
    const { interactionResults, errors } = JSON.parse(text) as VerifierReport;
    return interactionResults.map((each) => {
      const error = errors.find(({ interaction }) => interaction.endsWith(` - ${each.description}`));
      return error === undefined ? each : { mismatch: error.mismatch, ...each };
    });
  } catch {
    const last = without(said).trim().split('\n').slice(-8).join('\n  ');
    throw new VerifierFailed(`The official verifier ended without a result. Its last words:\n  ${last}`);
  }
}

interface VerifierReport {
  readonly interactionResults: readonly ReportedInteraction[];
  readonly errors: readonly {
    readonly interaction: string;
    readonly mismatch: NonNullable<ReportedInteraction['mismatch']>;
  }[];
}

/** A pact file that is to be verified. */
export interface PactFile {
  readonly file: string;
  readonly consumer: string;
  /** How many there are. */
  readonly interactions: number;
}

/** What a pact file says of itself. @throws the system's error where it cannot be read, SyntaxError where it is no JSON. */
export function pactFileAt(file: string): PactFile {
  const { consumer, interactions = [] } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly consumer?: { readonly name?: string };
    readonly interactions?: readonly unknown[];
  };
  return { file, consumer: consumer?.name ?? file, interactions: interactions.length };
}

/** A run of the verifier reads one file, or all that a broker has. */
type VerifierSource =
  | { readonly kind: 'file'; readonly pact: PactFile }
  | { readonly kind: 'broker'; readonly broker: BrokerSource };

/** A broker that pacts are fetched from. Its credentials are in the environment: PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD. */
export interface BrokerSource {
  readonly brokerUrl: string;
  /** Which versions of the consumers, as the broker's documentation writes selectors; the latest ones by default. */
  readonly selectors?: readonly object[];
  /** The version and branch of the provider, under which results are published where `publish` is true. */
  readonly providerVersion?: string;
  readonly providerBranch?: string;
  readonly publish?: boolean;
  readonly buildUrl?: string;
  /** Whether pacts that never were verified fail the verification (they do by default). */
  readonly enablePending?: boolean;
}

/** What the official verifier needs to know about the provider and the pacts. */
interface VerifierArguments {
  readonly providerBaseUrl: string;
  readonly source: VerifierSource;
  /** Where it leaves its results. */
  readonly report: string;
  readonly provider: string;
}

/** A state may take many requests: an image with 128 members. The verifier would give up after five seconds. */
const patience = 120_000;

/** The arguments of the official verifier. Credentials are not among them, nor the URL for changes of state. */
function verifierArguments({
  providerBaseUrl,
  source,
  report,
  provider,
}: VerifierArguments): readonly string[] {
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
    'broker-url': source.brokerUrl,
    'consumer-version-selectors': (source.selectors ?? []).map((each) => JSON.stringify(each)),
    'provider-version': source.providerVersion,
    'provider-branch': source.providerBranch,
    'build-url': source.buildUrl,
  };
}

function brokerSwitches({ publish, enablePending }: BrokerSource): readonly string[] {
  return [...(publish ? ['--publish'] : []), ...(enablePending ? ['--enable-pending'] : [])];
}
