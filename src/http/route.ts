import type { Profile } from '../domain/profile.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import type { RequestPath } from './path.ts';
import { type Route, routes } from './routes.ts';

/** The route of a request with its parameters, or what Glance says where there is none. */
export type Routed =
  | {
      readonly kind: 'routed';
      readonly route: Route;
      readonly parameters: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'unrouted'; readonly refusal: Refusal; readonly allow?: string };

/** What decides which paths there are. */
type Served = Pick<Profile, 'wire' | 'release'>;

/** A place in the tree of all paths: those that go on with a text, those that go on with a parameter, and those that end here. */
interface Fork {
  readonly texts: Map<string, Fork>;
  parameter: Fork | undefined;
  readonly ends: Route[];
}

const tree: Fork = fork();
for (const route of routes) planted(tree, route.path).ends.push(route);

function fork(): Fork {
  return { texts: new Map(), parameter: undefined, ends: [] };
}

function planted(root: Fork, path: Route['path']): Fork {
  return path.reduce<Fork>((at, part) => {
    if (typeof part !== 'string') return (at.parameter ??= fork());
    const next = at.texts.get(part) ?? fork();
    at.texts.set(part, next);
    return next;
  }, root);
}

/** The routes of a path, one for each method; where a text leads nowhere, a parameter may. */
function routesAt(segments: readonly string[], at: Fork = tree, depth = 0): readonly Route[] {
  const segment = segments[depth];
  if (segment === undefined) return at.ends;
  // Most places of ids have no texts: there the id need not be looked for.
  const text = at.texts.size === 0 ? undefined : at.texts.get(segment);
  const found = text === undefined ? none : routesAt(segments, text, depth + 1);
  if (found.length > 0 || at.parameter === undefined) return found;
  return routesAt(segments, at.parameter, depth + 1);
}

const none: readonly Route[] = [];

/**
 * Finds the route of a path under `/v2`, given with `v2` as its first segment.
 * @param profile what of it the service and its release do not have; left out: they have all.
 * Source: RULES.md §1.3; §2, Routes and methods (case matters, a trailing slash is no route).
 */
export function findRoute(method: string, path: RequestPath, profile?: Served): Routed {
  if (last.routed === undefined || last.path !== path || last.method !== method || last.profile !== profile) {
    last.routed = routed(method, path, profile);
    last.path = path;
    last.method = method;
    last.profile = profile;
  }
  return last.routed;
}

/** What was found last, for a path that was read once: as with paths. */
const last: {
  path: RequestPath | undefined;
  method: string;
  profile: Served | undefined;
  routed: Routed | undefined;
} = { path: undefined, method: '', profile: undefined, routed: undefined };

function routed(method: string, path: RequestPath, profile: Served | undefined): Routed {
  const reached = path.trailing ? none : routesAt(path.segments);
  for (const route of reached)
    if (route.method === method && !isAbsent(route, profile))
      return { kind: 'routed', route, parameters: pathParameters(route.path, path.segments) };
  const { allow, unserved } = reached.find((route) => !isAbsent(route, profile)) ?? {};
  if (allow === '') return { kind: 'unrouted', refusal: refuse('resourceNotFound') };
  if (unserved?.includes(method)) return { kind: 'unrouted', refusal: notServed(method, path) };
  if (allow !== undefined)
    return { kind: 'unrouted', refusal: refuse('methodNotAllowed', { method }), allow };
  return { kind: 'unrouted', refusal: unrouted(method, path) };
}

function isAbsent({ operation, metadefs }: Route, served: Served | undefined): boolean {
  if (served === undefined) return false;
  const { wire, release } = served;
  return (
    (metadefs === true && wire.metadefs === null) ||
    (wire.absent as readonly string[]).includes(operation) ||
    (release.locations === 'none' && aboutLocations.has(operation))
  );
}

/** Operations that not every release has: where data lies, by an API of its own. */
const aboutLocations: ReadonlySet<Route['operation']> = new Set(['listLocations', 'addLocation']);

/** Methods that Glance knows, whether or not a path takes them. */
const known: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH']);

/** What is said of a path without a route. */
function unrouted(method: string, path: RequestPath): Refusal {
  if (!known.has(method)) return refuse('methodUnknown', { method });
  return unservedPath(path) === undefined ? refuse('resourceNotFound') : notServed(method, path);
}

/** Segments of a described path: literal texts and parameters. */
type Described = Route['path'];

/** Whether the segments of a path are those of a described one. */
export function fitsPath(described: Described, segments: readonly string[]): boolean {
  return (
    described.length === segments.length &&
    described.every((part, place) => typeof part !== 'string' || part === segments[place])
  );
}

/** The parameters in the segments of a path that fits a described one. */
export function pathParameters(
  described: Described,
  segments: readonly string[],
): Readonly<Record<string, string>> {
  const parameters: Record<string, string> = {};
  for (let place = 0; place < described.length; place += 1) {
    const part = described[place] ?? '';
    if (typeof part !== 'string') parameters[part.param] = segments[place] ?? '';
  }
  return parameters;
}

function notServed(method: string, { segments }: RequestPath): Refusal {
  return refuse('notServed', { method, path: segments.join('/') });
}

/** Paths that Glance has and that are nothing to image sharing: `*` stands for one segment, `**` for the rest. */
const elsewhere: readonly string[] = [
  'v2/images/*/import',
  'v2/images/*/tasks',
  'v2/stores/*/*',
  'v2/info/import',
  'v2/info/stores',
  'v2/tasks',
  'v2/tasks/*',
  'v2/cache/*',
  'v2/queued_images/**',
  'v2/cached_images',
  'v2/cached_images/*',
  'v2/metadefs/namespaces/*/resource_types/*',
  'v2/schemas/task',
  'v2/schemas/tasks',
  // Where they are served, these are routes for the methods that are.
  ...routes.filter(({ metadefs }) => metadefs === true).map(({ path }) => path.map(literal).join('/')),
];

function literal(part: Described[number]): string {
  return typeof part === 'string' ? part : '*';
}

const patterns: readonly (readonly [path: string, matches: RegExp])[] = elsewhere.map((path) => {
  const segments = path.split('/').map((segment) => ({ '*': '[^/]+', '**': '.+' })[segment] ?? segment);
  return [path, new RegExp(`^${segments.join('/')}$`)];
});

/**
 * The path of Glance that a path is an instance of, where the fake does not answer: said with 501, never with a wrong
 * answer. `*` stands for one segment, `**` for the rest; undefined: there is none.
 */
export function unservedPath({ segments, trailing }: RequestPath): string | undefined {
  const joined = segments.join('/');
  return trailing ? undefined : patterns.find(([, matches]) => matches.test(joined))?.[0];
}
