import { importsOf, type Source } from './source.ts';

/**
 * The units of src/ from the bottom to the top. A unit is a directory of src/, together with the file of the same
 * name, if there is one. A file imports from its own unit and from lower rows only.
 */
const layers: readonly (readonly string[])[] = [
  ['domain'],
  ['http'],
  ['world', 'rules-table', 'yaml-file', 'package-files', 'odd-requests'],
  ['seed-file', 'profile-file', 'listening', 'host'],
  ['inspector'],
  ['state'],
  ['index', 'sqlite', 'postgres', 'client', 'express', 'msw', 'data', 'contract', 'kit'],
  ['vitest', 'playwright', 'survey'],
  ['cli'],
];

/** Packages that run in a browser. */
const browserPackages: readonly string[] = ['valibot', '@noble/hashes', 'msw', '@msw/data'];

/** The packages that a unit may import; those that are not named here may import any, and Node. */
const packagesOfUnit: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  http: [],
  world: browserPackages,
};

/** What runs in a browser as well: everything that these files reach. */
const browserEntries: readonly string[] = ['src/index.ts', 'src/client.ts', 'src/msw.ts', 'src/data.ts'];

function unitOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.ts$/, '');
}

function rankOf(unit: string): number {
  return layers.findIndex((row) => row.includes(unit));
}

/** Units that have no layer, and imports that go sideways or upwards. */
export function wrongDirections(sources: readonly Source[]): string[] {
  const homeless = sources
    .filter(({ path }) => rankOf(unitOf(path)) === -1)
    .map(({ path }) => `${path}: "${unitOf(path)}" has no layer. Give it a row in test/house/layers.ts`);
  const upwards = sources.flatMap((source) =>
    importsOf(source).flatMap(({ line, file }) => {
      const [from, to] = [unitOf(source.path), unitOf(file ?? source.path)];
      if (from === to || rankOf(to) < rankOf(from)) return [];
      return `${source.path}:${line}: ${from} imports ${file}. Imports go downwards: move what is shared below both`;
    }),
  );
  return [...homeless, ...upwards];
}

/** Imports of packages that a unit must do without. */
export function forbiddenPackages(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const allowed = packagesOfUnit[unitOf(source.path)];
    if (allowed === undefined) return [];
    return importsOf(source)
      .filter((each) => each.package !== null && !allowed.includes(each.package))
      .map(
        (each) =>
          `${source.path}:${each.line}: ${unitOf(source.path)} imports ${each.package}. ` +
          `It may import ${allowed.join(', ') || 'no package'}: let a caller pass in what is needed`,
      );
  });
}

/** What the browser entries reach, each file with the way to it. */
export function reachableInBrowser(sources: readonly Source[]): ReadonlyMap<string, readonly string[]> {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const ways = new Map(browserEntries.filter((path) => byPath.has(path)).map((path) => [path, [path]]));
  for (const [path, way] of ways) {
    const source = byPath.get(path);
    for (const { file } of source === undefined ? [] : importsOf(source)) {
      if (file !== null && !ways.has(file)) ways.set(file, [...way, file]);
    }
  }
  return ways;
}

/** Imports of Node or of packages that need it, in files that a browser loads. */
export function nodeInBrowser(sources: readonly Source[]): string[] {
  const ways = reachableInBrowser(sources);
  return sources.flatMap((source) => {
    const way = ways.get(source.path);
    if (way === undefined) return [];
    return importsOf(source)
      .filter((each) => each.package !== null && !browserPackages.includes(each.package))
      .map(
        (each) =>
          `${source.path}:${each.line}: imports ${each.package}, but a browser loads this file ` +
          `(${way.join(' -> ')}). Do it in express.ts or cli/, or add a browser-safe package to test/house/layers.ts`,
      );
  });
}

/** Circles of imports, each told once, from its file that comes first in the alphabet. */
export function circles(sources: readonly Source[]): string[] {
  const imports = new Map(sources.map((source) => [source.path, importsOf(source).map(({ file }) => file)]));
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path);
    if (start !== -1)
      found.push(`${[...way.slice(start), path].join(' -> ')}. Move what both need to a third file`);
    if (start !== -1 || done.has(path)) return;
    for (const next of imports.get(path) ?? []) if (next !== null) visit(next, [...way, path]);
    done.add(path);
  };
  for (const path of imports.keys()) visit(path, []);
  return found;
}
