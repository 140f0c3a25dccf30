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
  const { origin: own, pathname } = checkedUrl(written);
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

function checkedUrl(written: string): URL {
  const url = parsed(written);
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw refusal(
      written,
      'is not the absolute URL of a server',
      'Begin it with http:// or https://, as in https://cloud.test/openstack',
    );
  if (url.username !== '' || url.password !== '')
    throw refusal(
      written,
      'has a user name or a password',
      'Leave it out: users log in, or send a token in the header X-Auth-Token',
    );
  if (url.search === '' && url.hash === '') return url;
  const part = url.search === '' ? 'a fragment' : 'a query';
  throw refusal(written, `has ${part}`, `Leave ${url.search}${url.hash} out: paths come behind the URL`);
}

function parsed(written: string): URL | undefined {
  try {
    return new URL(written);
  } catch {
    return undefined;
  }
}

/** An error about a URL; what may be a password in it is not repeated. */
function refusal(written: string, problem: string, advice: string): TypeError {
  const shown = JSON.stringify(String(written).replace(/[^/]*@/, '***@'));
  return new TypeError(`The base URL ${shown} ${problem}. ${advice}.`);
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
