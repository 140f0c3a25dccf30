import type { Exchanged } from '../../world/fake.ts';

/** Says of each path that Glance has and the fake does not, once, that it is so. */
export function unservedPaths(): { warningFor(exchanged: Exchanged): string | undefined } {
  const told = new Set<string>();
  return {
    warningFor({ method, target, trace }) {
      const path = target.replace(/\?.*$/s, '');
      if (trace.refused?.refusal !== 'notServed' || told.has(path)) return undefined;
      told.add(path);
      return `${method} ${path} is part of Glance, but not of this fake, which does image sharing: it answers 501.`;
    },
  };
}
