import type { Caller } from '../domain/model.ts';
import type { Wire } from '../domain/profile.ts';
import { type Refusal, refuse } from '../domain/refusals.ts';
import type { RequestPath } from './path.ts';
import { routes } from './routes.ts';

/** What stands first below `/v2` in the paths that are served. */
const firstSegments: ReadonlySet<string> = new Set(
  routes.map(({ path }) => path[1]).filter((part) => typeof part === 'string'),
);

/**
 * The path without the tenant that older clients put into it, `/v2/{tenant}/images`; or a refusal where it is
 * another tenant than the caller's: a number. Anything else there is no tenant, and the path leads nowhere. Source: CLOUD-IMAGES.md §6.
 */
export function withoutTenant(
  path: RequestPath,
  caller: Caller,
  { tenantInPath }: Wire,
): RequestPath | Refusal {
  const [version = '', tenant = '', first = '', ...rest] = path.segments;
  if (!tenantInPath || firstSegments.has(tenant) || !firstSegments.has(first)) return path;
  if (tenant === caller.tenant) return { ...path, segments: [version, first, ...rest] };
  return /^\d+$/.test(tenant) ? refuse('tenantNotYours', { tenant }) : path;
}
