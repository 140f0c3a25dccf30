/** The URL under which a cloud answers. */
export interface BaseUrl {
  /** Origin and path, as browsers write them, without slashes at the end. */
  readonly href: string;
  readonly origin: string;
  /** Path and query that a URL has below it, as they were sent; undefined for a URL that is not below it. */
  targetOf(url: string): string | undefined;
}

/**
 * Reads the URL of a cloud. Upper case and the default port do not matter, nor do slashes at its end or doubled ones.
 * @param written absolute, with `http:` or `https:`; a path is taken literally.
 * @throws TypeError where it is not a URL that requests can begin with.
 */
export function readBaseUrl(written: string): BaseUrl {
  const problem = baseUrlProblem(written);
  if (problem !== undefined) throw new TypeError(`The base URL ${shown(written)} ${problem}.`);
  const { origin: own, pathname } = new URL(written);
  const path = segmentsOf(pathname);
  const segments = path.map(decoded);
  return {
    href: [own, ...path].join('/'),
    origin: own,
    targetOf(requested) {
      const { origin, pathname: whole, search } = new URL(requested);
      const rest = origin === own ? restBelow(whole, segments) : undefined;
      return rest === undefined ? undefined : rest + search;
    },
  };
}

/** A URL as a message may show it: without what may be a password. */
function shown(written: string): string {
  return JSON.stringify(String(written).replace(/[^/]*@/, '***@'));
}

/**
 * What is wrong with a URL under which a cloud is to answer; undefined where nothing is. The text does not repeat it: it
 * may hold a password.
 */
export function baseUrlProblem(written: string): string | undefined {
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    return 'must be a URL that begins with http:// or https://, such as https://cloud.example/openstack';
  if (url.username !== '' || url.password !== '')
    return 'has a user or a password in it, which everybody could read in the links. Leave them out';
  const [mark, name] = url.href.includes('?') ? ['?', 'query'] : ['#', 'fragment'];
  if (!url.href.includes(mark)) return undefined;
  return `has a ${name}. Paths are put behind it: leave out what begins with ${mark}`;
}

function segmentsOf(pathname: string): readonly string[] {
  return pathname.split('/').filter((segment) => segment !== '');
}

/** What a client may write with percent signs or without: `(` and `%28` are one. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** What a path has behind some segments: nothing, or something with a slash before it; undefined where it begins otherwise. */
function restBelow(pathname: string, segments: readonly string[]): string | undefined {
  let rest = pathname;
  for (const segment of segments) {
    const [begin = '', first = ''] = /^\/+([^/]*)/.exec(rest) ?? [];
    if (decoded(first) !== segment) return undefined;
    rest = rest.slice(begin.length);
  }
  return rest;
}
