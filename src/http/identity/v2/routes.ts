import { parametersIn } from '../path.ts';
import { documentReply } from '../reply.ts';
import { version2 } from '../discovery.ts';
import {
  type CallV2,
  type OpenCallV2,
  type OutcomeV2,
  listTenantsV2,
  authenticate,
  listEndpointsV2,
  revokeOwnToken,
  revokeTokenV2,
  showTokenV2,
} from './handlers.ts';

/** A handler under the name of its operation. One that is open asks for no token. */
export type EndpointV2 = { readonly operation: string } & (
  | { readonly open: true; readonly handle: (call: OpenCallV2) => OutcomeV2 }
  | { readonly open: false; readonly handle: (call: CallV2) => OutcomeV2 }
);

/** A path below `/identity/v2.0`. A segment in braces is a parameter. HEAD answers as GET does. */
export interface RouteV2 {
  readonly path: string;
  readonly methods: Readonly<Record<string, EndpointV2>>;
}

function open(operation: string, handle: (call: OpenCallV2) => OutcomeV2): EndpointV2 {
  return { operation, open: true, handle };
}

function closed(operation: string, handle: (call: CallV2) => OutcomeV2): EndpointV2 {
  return { operation, open: false, handle };
}

function showVersion({ request }: OpenCallV2): OutcomeV2 {
  return documentReply(200, { version: version2(request.base) });
}

/** Every path that is served. Source: rackerlabs/docs-cloud-identity, Token operations, Tenant operations, Versions. */
export const routesV2: readonly RouteV2[] = [
  { path: '', methods: { GET: open('show_version', showVersion) } },
  {
    path: 'tokens',
    methods: {
      POST: open('authenticate', authenticate),
      DELETE: closed('revoke_token', revokeOwnToken),
    },
  },
  {
    path: 'tokens/{tokenId}',
    methods: {
      GET: closed('validate_token', showTokenV2),
      DELETE: closed('revoke_token', revokeTokenV2),
    },
  },
  { path: 'tokens/{tokenId}/endpoints', methods: { GET: closed('list_endpoints', listEndpointsV2) } },
  { path: 'tenants', methods: { GET: closed('list_tenants', listTenantsV2) } },
];

/**
 * The first segments of what the guide documents besides: users and their credentials, roles, domains, extensions.
 * Source: rackerlabs/docs-cloud-identity, API reference.
 */
export const unservedV2: ReadonlySet<string> = new Set(['users', 'OS-KSADM', 'RAX-AUTH', 'extensions']);

/** The route of a path and the values of its parameters; undefined where there is none. */
export function findRouteV2(
  segments: readonly string[],
): { readonly route: RouteV2; readonly parameters: readonly string[] } | undefined {
  for (const route of routesV2) {
    const parameters = parametersIn(route.path, segments);
    if (parameters !== undefined) return { route, parameters };
  }
  return undefined;
}
