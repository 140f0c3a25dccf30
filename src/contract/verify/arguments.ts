import type { PactIn } from './pact-in.ts';

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

/** What the official verifier is told about the provider and the pacts. */
export interface VerifierArguments {
  readonly providerBaseUrl: string;
  readonly source: PactIn | BrokerSource;
  /** Where it leaves its results. */
  readonly report: string;
  readonly provider: string;
}

/** A state may take many requests: an image with 128 members. The verifier would give up after five seconds. */
const patience = 120_000;

/** The arguments of the official verifier. Credentials are not among them, nor the URL for changes of state. */
export function argumentsOf(given: VerifierArguments): readonly string[] {
  const { source } = given;
  const { protocol, hostname, port, pathname } = new URL(given.providerBaseUrl);
  const options = {
    hostname: hostname.replace(/^\[(.*)\]$/, '$1'),
    transport: protocol.replace(':', ''),
    port: port || undefined,
    'base-path': pathname.replace(/\/+$/, '') || undefined,
    'provider-name': given.provider,
    'request-timeout': String(patience),
    json: given.report,
    ...('brokerUrl' in source ? brokerOptions(source) : { file: source.file }),
  };
  const switches = 'brokerUrl' in source ? brokerSwitches(source) : [];
  return ['verifier', ...words(options), '--state-change-teardown', '--no-colour', ...switches];
}

type OptionValues = Readonly<Record<string, string | readonly string[] | undefined>>;

function words(options: OptionValues): readonly string[] {
  return Object.entries(options).flatMap(([name, given]) =>
    given === undefined ? [] : [given].flat().map((value) => `--${name}=${value}`),
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
