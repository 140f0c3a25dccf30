import type { Detail } from '../../trace.ts';

/** The name of a refusal of Identity v2.0, as journals and logs show it. */
export type RefusalNameV2 =
  | 'authUnparsable'
  | 'tenantTwice'
  | 'tenantNotNamed'
  | 'credentialsWrong'
  | 'userDisabled'
  | 'tenantNotOfUser'
  | 'tenantNotOfToken'
  | 'tokenNotAuthenticated'
  | 'tokenNotValid'
  | 'tokenNotFound'
  | 'tokenOfOther'
  | 'pathUnknown'
  | 'notServed'
  | 'methodUnknown';

/** A refusal: its status, its words, and where the rule comes from. */
export interface RefusalRowV2 {
  readonly status: number;
  /** `{name}` is filled in by the check. */
  readonly words: string;
  readonly source: string;
}

/**
 * Every refusal of Identity v2.0. Where the guide prints no words, they are those of Rackspace's own identity server (com.rackspace.idm) and of its fake (rackerlabs/mimic), or of the general form of
 * Rackspace's services.
 */
export const refusalsV2: { readonly [N in RefusalNameV2]: RefusalRowV2 } = {
  authUnparsable: {
    status: 400,
    words: 'Invalid request body: unable to parse Auth data. Please review XML or JSON formatting',
    source: 'docs-cloud-identity, Authenticate using cURL',
  },
  tenantTwice: {
    status: 400,
    words: 'Invalid request. Specify tenantId OR tenantName, not both.',
    source:
      'docs-cloud-identity, Authenticate as user: 400; words of com.rackspace.idm, DefaultCloud20Service',
  },
  tenantNotNamed: {
    status: 400,
    words: 'Invalid request. Specify tenantId or tenantName.',
    source:
      'docs-cloud-identity, Authenticate as tenant with token: 400; words of com.rackspace.idm, AuthWithToken',
  },
  credentialsWrong: {
    status: 401,
    words: 'Unable to authenticate user with credentials provided.',
    source: 'docs-cloud-identity, Authenticate using cURL',
  },
  userDisabled: {
    status: 403,
    words: 'User disabled',
    source: 'docs-cloud-identity, Authenticate as user: 403',
  },
  tenantNotOfUser: {
    status: 401,
    words: "Tenant with Name/Id: '{tenant}' is not valid for User '{user}' (id: '{id}')",
    source: 'com.rackspace.idm, DefaultAuthenticateResponseService; rackerlabs/mimic, test_auth.py',
  },
  tenantNotOfToken: {
    status: 401,
    words: "Token doesn't belong to Tenant with Id/Name: '{tenant}'",
    source: 'com.rackspace.idm, DefaultAuthenticateResponseService; rackerlabs/mimic',
  },
  tokenNotAuthenticated: {
    status: 401,
    words: 'Token not authenticated',
    source:
      'docs-cloud-identity, Authenticate as tenant with token: 401; words of com.rackspace.idm, AuthWithToken',
  },
  tokenNotValid: {
    status: 401,
    words: "No valid token provided. Please use the 'X-Auth-Token' header with a valid token.",
    source: 'com.rackspace.idm, DefaultScopeAccessService; rackerlabs/mimic',
  },
  tokenNotFound: {
    status: 404,
    words: 'Token not found.',
    source: 'docs-cloud-identity, Validate token: 404; words of com.rackspace.idm',
  },
  tokenOfOther: {
    status: 403,
    words: 'Not Authorized',
    source:
      'docs-cloud-identity, Validate token: 403; words of com.rackspace.idm, DefaultAuthorizationService',
  },
  notServed: {
    status: 501,
    words:
      '{method} /v2.0/{path} is part of Identity v2.0, and this fake does not implement it. It implements logins, tokens and tenants. Nothing was changed.',
    source: "the fake's own: a clear no where a silent wrong answer would stand",
  },
  pathUnknown: {
    status: 404,
    words: 'Not Found',
    source: 'docs-cloud-servers, Faults',
  },
  methodUnknown: {
    status: 405,
    words: 'Bad Method',
    source: 'docs-cloud-identity: 405 in all tables of response codes; docs-cloud-servers, Faults',
  },
};

/** A decision that refuses: which refusal, and what its words are filled in with. */
export interface RefusalV2 {
  readonly kind: 'refused';
  readonly name: RefusalNameV2;
  readonly values: Readonly<Record<string, string>>;
  /** What more is known, for the trace. */
  readonly detail?: Detail | undefined;
}

/** Refuses. */
export function refuseV2(
  name: RefusalNameV2,
  values: Readonly<Record<string, string>> = {},
  detail?: Detail,
): RefusalV2 {
  return { kind: 'refused', name, values, ...(detail && { detail }) };
}
