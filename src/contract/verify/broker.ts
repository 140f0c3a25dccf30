/** A broker, as far as it is read before the official verifier reads it: which pacts it has, and whether it answers. */
import { readFileSync, writeFileSync } from 'node:fs';
import { devNull } from 'node:os';
import { join } from 'node:path';
import tls from 'node:tls';
import { jsonOrText } from '../cloud.ts';
import { type Answer, answerTo, type Connection, ended } from '../connection.ts';
import { type PactContent, pactContentOf } from './pact.ts';

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

/** A broker cannot be used. The message says why, and what to do; no credentials are in it. */
export class BrokerProblem extends Error {
  override readonly name = 'BrokerProblem';
}

/**
 * The selectors that are sent. The official verifier hears of pending pacts only where it sends some: without any it
 * fetches the latest pacts, which this selector finds, too.
 */
export function selectorsOf({ selectors = [], enablePending }: BrokerSource): readonly object[] {
  return selectors.length === 0 && enablePending === true ? [{ latest: true }] : selectors;
}

/**
 * The pacts that a broker has for a provider, in the order in which the official verifier takes them.
 * @throws BrokerProblem where it does not answer, refuses, or is no broker.
 */
export async function brokerPacts(source: BrokerSource, provider: string): Promise<readonly PactContent[]> {
  const base = source.brokerUrl.replace(/\/+$/, '');
  proxyProblem(base);
  const reader = { base, connection: brokerConnection(base), headers: headersFor(process.env) };
  const root = await linksAt(reader, { method: 'GET', url: `${base}/` });
  const isSelecting = selectorsOf(source).length > 0;
  const relation = isSelecting ? 'pb:provider-pacts-for-verification' : 'pb:latest-provider-pacts';
  const template = hrefOf(root['_links']?.[relation]);
  if (template === undefined)
    throw new BrokerProblem(
      `${base}/ answers, but not as a Pact Broker: it has no link ${relation}. Is the path of the URL right, and is the broker a current one?`,
    );
  const url = new URL(template.replace('{provider}', encodeURIComponent(provider)), `${base}/`).href;
  const found = await linksAt(reader, {
    url,
    ...(isSelecting ? { method: 'POST', body: wanted(source) } : { method: 'GET' }),
  });
  const listed = isSelecting ? selectedIn(found) : latestIn(found);
  return Promise.all(
    listed.map(async ({ href, name, isPending }) => {
      const pact = await linksAt(reader, { method: 'GET', url: href });
      return pactContentOf(pact, { name, isPending });
    }),
  );
}

/** The body by which the official verifier asks for pacts. */
function wanted(source: BrokerSource): object {
  const { enablePending = false, providerBranch } = source;
  return {
    consumerVersionSelectors: selectorsOf(source),
    includePendingStatus: enablePending,
    providerVersionTags: [],
    ...(providerBranch === undefined ? {} : { providerVersionBranch: providerBranch }),
  };
}

interface Link {
  readonly href?: string;
  readonly name?: string;
}

/** A resource of a broker, as far as it is read. */
interface Resource {
  readonly _links?: Readonly<Record<string, Link | readonly Link[] | undefined>>;
  readonly _embedded?: { readonly pacts?: readonly ListedResource[] };
}

interface ListedResource {
  readonly _links?: { readonly self?: Link };
  readonly shortDescription?: string;
  readonly verificationProperties?: { readonly pending?: boolean };
}

interface ListedPact {
  readonly href: string;
  readonly name: string;
  readonly isPending: boolean;
}

function hrefOf(link: Link | readonly Link[] | undefined): string | undefined {
  return (Array.isArray(link) ? (link as readonly Link[])[0] : (link as Link | undefined))?.href;
}

function selectedIn({ _embedded: { pacts = [] } = {} }: Resource): readonly ListedPact[] {
  return pacts.flatMap(({ _links, shortDescription: name = '', verificationProperties }) => {
    const href = _links?.self?.href;
    return href === undefined ? [] : [{ href, name, isPending: verificationProperties?.pending === true }];
  });
}

function latestIn({ _links = {} }: Resource): readonly ListedPact[] {
  const links = [_links['pb:pacts'] ?? _links['pacts'] ?? []].flat() as readonly Link[];
  return links.flatMap(({ href, name = '' }) =>
    href === undefined ? [] : [{ href, name, isPending: false }],
  );
}

/** How a broker is read. */
interface Reader {
  readonly base: string;
  readonly connection: Connection;
  readonly headers: Readonly<Record<string, string>>;
}

interface Asked {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: object;
}

async function linksAt(
  { base, connection, headers }: Reader,
  { method, url, body }: Asked,
): Promise<Resource> {
  // Credentials go to the broker alone.
  const own = new URL(url).origin === new URL(base).origin ? headers : {};
  const answer = await answerTo(
    url,
    {
      method,
      headers: {
        accept: 'application/hal+json, application/json',
        ...own,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    },
    connection,
  ).catch((error: Error) => {
    const text = `${method} ${url} was not answered: ${ended(error.message)}${proxyHint(url)}`;
    throw new BrokerProblem(text, { cause: error });
  });
  const read = jsonOrText(answer.text);
  if (answer.status === 200 && typeof read === 'object' && read !== null) return read as Resource;
  throw new BrokerProblem(
    `${method} ${url} was answered ${answer.status}. ${adviceFor(answer, url, 'authorization' in own)}`,
  );
}

function adviceFor({ status, headers, text }: Answer, url: string, hasCredentials: boolean): string {
  if (status === 401 || status === 403)
    return hasCredentials
      ? 'It refuses the credentials: are PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD, right, and may they read pacts?'
      : 'It wants credentials: set PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD.';
  if (status >= 300 && status < 400) {
    const moved = URL.parse(headers.location ?? '', url);
    const where = moved === null ? 'its new address' : moved.origin + moved.pathname;
    return `It is somewhere else: give ${where} as the URL of the broker.`;
  }
  if (status >= 500)
    return 'The broker itself failed, or what stands in front of it: look into its log, and try again.';
  if (status === 404) return 'There is no Pact Broker at this URL: is its path right?';
  const said = /^\s*[[{]/.test(text) ? ` It says: ${text.replaceAll(/\s+/g, ' ').slice(0, 300)}` : '';
  return status === 200
    ? 'That is no JSON, so no Pact Broker answers there: is the URL that of the broker itself, and not of a login page?'
    : `It does not take the request as it is: are selectors and branch right?${said}`;
}

function headersFor(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const { PACT_BROKER_USERNAME: user, PACT_BROKER_PASSWORD: password = '', PACT_BROKER_TOKEN: token } = env;
  if (user) return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` };
  return token ? { authorization: `Bearer ${token}` } : {};
}

/** The variable that names a proxy for a broker; undefined where none stands between. */
function proxyVariable(base: string): string | undefined {
  const { protocol, hostname } = new URL(base);
  const isExcepted = withoutProxy()
    .NO_PROXY.split(',')
    .some((each) => each === '*' || (each !== '' && hostname.endsWith(each.trim())));
  const name = protocol.replace(':', '_proxy');
  return isExcepted ? undefined : [name, name.toUpperCase()].find((each) => process.env[each]);
}

function proxyHint(url: string): string {
  const name = proxyVariable(url);
  return name === undefined
    ? ''
    : ` It was sent through the proxy that ${name} names: is that up? NO_PROXY names what is reached without it.`;
}

/** @throws BrokerProblem where a proxy stands before the broker that this Node does not know how to use. */
function proxyProblem(base: string): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 5)) return;
  const name = proxyVariable(base);
  if (name === undefined) return;
  throw new BrokerProblem(
    `${name} names a proxy for ${base}, which Node.js uses since 24.5: this is ${process.versions.node}. Use a newer Node.js, or name the broker in NO_PROXY if it can be reached without the proxy.`,
  );
}

/** What is reached without the proxies of the environment: the state server and the relay, besides what the variable names. */
export function withoutProxy(): { readonly NO_PROXY: string; readonly no_proxy: string } {
  const own = ['127.0.0.1', process.env['NO_PROXY'] || process.env['no_proxy']].filter(Boolean).join(',');
  return { NO_PROXY: own, no_proxy: own };
}

/** Seconds that an answer of a broker may take. */
const patienceSeconds = 30;

function brokerConnection(url: string): Connection {
  const ca = url.startsWith('https:') ? { ca: [...brokerAuthorities()] } : {};
  return { ...ca, seconds: patienceSeconds, proxies: { ...process.env, ...withoutProxy() } };
}

/**
 * The variables by which Pact's tools trust the authorities that a broker's certificate may be signed by: they do not know
 * NODE_EXTRA_CA_CERTS. Without HTTPS they trust nobody: they read the certificates of this machine before each request,
 * which takes longer than all the rest.
 * @param broker the URL of the broker; undefined where there is none.
 * @param folder where a file with all of them is written, if it is needed.
 */
export function authoritiesFor(broker: string | undefined, folder: string): NodeJS.ProcessEnv {
  if (broker?.startsWith('https:') !== true) return { SSL_CERT_FILE: devNull, SSL_CERT_DIR: devNull };
  if (!process.env['NODE_EXTRA_CA_CERTS']) return {};
  const file = join(folder, 'authorities.pem');
  writeFileSync(file, brokerAuthorities().join('\n'));
  return { SSL_CERT_FILE: file };
}

/** The authorities, in PEM: those of this machine, and those of NODE_EXTRA_CA_CERTS and SSL_CERT_FILE. */
function brokerAuthorities(): readonly string[] {
  const files = [process.env['NODE_EXTRA_CA_CERTS'], process.env['SSL_CERT_FILE']].filter(Boolean);
  const own = files.flatMap((file) => {
    try {
      return [readFileSync(file ?? '', 'utf8')];
    } catch {
      return [];
    }
  });
  // Node has this function since 22.15.
  const { getCACertificates: known } = tls as Partial<typeof tls>;
  return [...tls.rootCertificates, ...(known?.('system') ?? []), ...own];
}
