/** Which URIs `web-download` takes, as Glance's default `[import_filtering_opts]` has it. */

/** What becomes of a URI: it is taken, it does not pass the filter (400), or Python fails on it (500). */
export type SourceVerdict = 'taken' | 'filtered' | 'failing';

const schemes: ReadonlySet<string> = new Set(['http', 'https']);
const ports: ReadonlySet<number> = new Set([80, 443]);

/**
 * What Glance makes of a URI to download from, without looking its host up.
 * Source: glance/common/utils.py `validate_import_uri`, `normalize_hostname`; asked of Glance 25.1.
 */
export function sourceVerdict(uri: string): SourceVerdict {
  const sent = seenByPython(uri);
  const [, scheme = '', authority] = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?/.exec(sent) ?? [];
  if (authority === undefined) return 'filtered';
  const parts = hostAndPort(authority);
  if (parts === undefined) return 'failing';
  const { host, port } = parts;
  const isFit = schemes.has(scheme.toLowerCase()) && isHost(host) && (port === 0 || ports.has(port));
  return isFit ? 'taken' : 'filtered';
}

/** A URI without what Python drops before it looks at one: white space and control characters in front, line breaks and tabs anywhere. */
export function seenByPython(uri: string): string {
  return uri.replace(/^[\0- ]+/, '').replaceAll(/[\t\r\n]/g, '');
}

/** What Python says of a URI whose brackets hold no address; undefined where it can read it. Source: asked of Glance 33. */
export function uriProblem(uri: string): string | undefined {
  const [, authority = ''] = /^(?:[A-Za-z][A-Za-z0-9+.-]*:)?\/\/([^/?#]*)/.exec(seenByPython(uri)) ?? [];
  if (authority.includes('[') !== authority.includes(']')) return 'Invalid IPv6 URL';
  // Not by a pattern: from each bracket on, it would look for the next that closes.
  const opens = authority.indexOf('[');
  const closes = authority.indexOf(']', opens);
  if (opens === -1 || closes === -1) return undefined;
  const address = authority.slice(opens + 1, closes);
  if (isAddress6(address)) return undefined;
  return `'${address}' does not appear to be an IPv4 or IPv6 address`;
}

/**
 * Whether a URI that `sourceVerdict` takes names the cloud's own machine or its link by address or as `localhost`. Glance looks
 * other names up; this does not. Source: asked of Glance 33 (`import_filtering_opts`).
 */
export function isNearby(uri: string): boolean {
  const host = URL.parse(seenByPython(uri))?.hostname ?? '';
  return /^(?:localhost\.?|127\..*|169\.254\..*|\[::1\]|\[fe[89ab].*\]|\[::ffff:(?:7f|a9fe:).*\])$/.test(
    host,
  );
}

/** The host and the port (0: none) of a URI, as Python's urlparse has them; undefined where it raises an error. */
function hostAndPort(authority: string): { readonly host: string; readonly port: number } | undefined {
  const [opens, closes] = [authority.includes('['), authority.includes(']')];
  if (opens !== closes) return undefined;
  const rest = authority.slice(authority.lastIndexOf('@') + 1);
  const [, address, behind = ''] = /^[^[]*\[([^\]]*)\](.*)$/.exec(rest) ?? [];
  if (opens && (address === undefined || !isAddress6(address))) return undefined;
  const colon = rest.indexOf(':');
  const host = address ?? (colon === -1 ? rest : rest.slice(0, colon));
  const written =
    address === undefined ? (colon === -1 ? '' : rest.slice(colon + 1)) : behind.replace(/^[^:]*:?/, '');
  if (!/^\d*$/.test(written) || Number(written) > 65_535) return undefined;
  return { host: host.toLowerCase(), port: Number(written) };
}

function isAddress6(text: string): boolean {
  return URL.canParse(`http://[${text}]/`);
}

/** Numbers that could stand for an address in another notation are none; any other name may be one. */
function isHost(host: string): boolean {
  if (isAddress6(host)) return true;
  const labels = host.replace(/\.$/, '').split('.');
  if (labels.every((label) => /^\d+$/.test(label)))
    return labels.length === 4 && !host.endsWith('.') && labels.every(isOctet);
  return labels.every((label) => label !== '') && !/^(?:\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? '');
}

function isOctet(label: string): boolean {
  return Number(label) <= 255 && (label === '0' || !label.startsWith('0'));
}
