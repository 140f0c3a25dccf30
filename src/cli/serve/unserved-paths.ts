import { readPath } from '../../http/path.ts';
import { unservedPath } from '../../http/route.ts';
import type { Exchanged } from '../../world/fake.ts';

/** Says of each path that Glance has and the fake does not, once, that it is so. Paths that differ in ids alone are one. */
export function unservedPaths(): { warningFor(exchanged: Exchanged): string | undefined } {
  const warned = new Set<string>();
  return {
    warningFor({ method, target, trace }) {
      if (trace.refused?.refusal !== 'notServed') return undefined;
      const path = glancePath(target);
      if (path === undefined || warned.has(path)) return undefined;
      warned.add(path);
      return `${method} ${path} is part of Glance, but not of this fake, which does image sharing: it answers 501.`;
    },
  };
}

/** The path of Glance: its version may stand in `Accept` instead, a tenant behind it, and `.json` at its end. */
function glancePath(target: string): string | undefined {
  const path = readPath(target.replace(/\.json(?=\?|$)/, ''));
  if (path === undefined) return undefined;
  const found = [1, 0, 2].flatMap(
    (start) => unservedPath({ ...path, segments: ['v2', ...path.segments.slice(start)] }) ?? [],
  );
  return found[0] && `/${found[0]}`;
}
