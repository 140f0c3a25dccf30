import type { Role } from './model.ts';
import type { Action } from './operations.ts';
import type { Permission } from './permissions.ts';

/** A minor version of the Image API: its number, and what the versions document says of it. */
export interface ApiVersion {
  /** `15` is `v2.15`. */
  readonly minor: number;
  readonly status: 'CURRENT' | 'SUPPORTED';
}

/**
 * What a release of OpenStack shows otherwise than others, whatever the policy: the facts of its Glance, of its Keystone, and of the
 * libraries that come with them. Data, no code.
 */
export interface Release {
  readonly name: string;
  /** One sentence for humans. */
  readonly title: string;
  /** The versions of the Image API, in the order of the versions document; each is a prefix of paths, too. */
  readonly versions: readonly ApiVersion[];
  /**
   * Which answers without a body say so by `Content-Length: 0`: all; those that could have one; none. WebOb leaves it out
   * since 1.8.7, then eventlet puts it in where there could be a body, and uwsgi does not.
   */
  readonly emptyLength: 'all' | 'where a body may be' | 'none';
  /** The order in which members are listed. None is promised: Glance does not ask its database for one. */
  readonly memberOrder: MemberOrder;
  /** Another order, in which the members of an image are listed right after one of them was removed. */
  readonly afterRemoval: OrderAfterRemoval;
  /**
   * Every endpoint, in the order of its list and of the catalog. None is promised: Keystone sorts them by ids that it makes up. This
   * is that of the cloud that was asked.
   */
  readonly endpoints: readonly EndpointName[];
  /** Whether the health check answers with a slash at the end of its path, too. */
  readonly healthcheckSlash: boolean;
  readonly mediaTypes: MediaTypeRefusals;
  readonly uploads: UploadRules;
  /** Whether the details of a store say how much it weighs when one is chosen. */
  readonly storeWeight: boolean;
  /** Whether there is an API for where data lies, `/v2/images/{image_id}/locations`. */
  readonly locations: 'none' | 'there';
  /** The cells of the profiles' permission tables that the release has otherwise than the newest one. */
  readonly permissions: { readonly [A in Action]?: Partial<Permission> };
  /** The types of tasks that there are, in the order of the schema. */
  readonly taskTypes: readonly string[];
  readonly schemaErrors: SchemaErrors;
  /** The roles of an application credential: those that were asked for, or with them those that they imply. */
  readonly credentialRoles: 'as asked' | 'with implied';
  /**
   * Whether a token for the system or for a domain counts where the policy lets it: oslo.policy 6 refuses it whatever the
   * policy says. Source: asked of Glance 33 with the old policy and a token for a domain.
   */
  readonly imageScopes: 'as the policy' | 'enforced';
  readonly webServer: WebServer;
  /** Paths below Keystone's `/v3` that later releases have. */
  readonly lackingPaths: readonly string[];
  readonly residents: ResidentRules;
  readonly roles: RoleFacts;
  readonly logins: LoginFacts;
}

/** An endpoint by the type of its service and its interface. */
export type EndpointName = readonly ['identity' | 'image', 'internal' | 'public' | 'admin'];

/** What the web server below Glance makes of requests and of answers. None of it is Glance's own doing. */
export interface WebServer {
  /** What becomes of segments `.` and `..` in paths: they are segments like others, or the web server resolves them. */
  readonly dotSegments: 'kept' | 'resolved';
  /** What becomes of a `%` in a path that no two hexadecimal digits follow: it stays, or is read as if they did. */
  readonly brokenPercent: 'kept' | 'read';
  /** Whether JSON that comes in chunks reaches Glance, or Glance takes a body without a length for empty. */
  readonly chunkedJson: 'read' | 'taken for empty';
  /** Whether a client is believed that says by which protocol it came to a proxy. */
  readonly forwardedProtocol: 'believed' | 'ignored';
  /** What a client gets where Glance breaks outside its own handling of errors: a status without words, or no answer at all. */
  readonly broken: 'answered 500' | 'cut';
}

/** The roles that Keystone's bootstrap makes. */
export interface RoleFacts {
  /** The roles that every cloud has, the least first. */
  readonly builtIn: readonly Role[];
  /** The roles that a role brings along. */
  readonly implied: Readonly<Record<Role, readonly Role[]>>;
}

/** How Keystone takes logins. */
export interface LoginFacts {
  /** The ways of logging in that are named to who asks for another one. */
  readonly methods: readonly string[];
  /** Whether a token that was got with an application credential may be changed for another: 403, or Keystone breaks on it. */
  readonly delegated: 'refused' | 'broken';
}

/** How Keystone takes requests about domains, projects, users and their roles. */
export interface ResidentRules {
  /**
   * What the schema of a body is held against, and when: the thing that it is about, behind the policy; or the whole body,
   * before anybody has looked at the token.
   */
  readonly bodies: 'the thing, last' | 'the whole, first';
  /** Whether a policy looks at what a token is for: domains and the system are no matter of a token for a domain. */
  readonly scopes: 'any' | 'enforced';
  /** The response to changing the password of an unknown user. */
  readonly unknownUser: 'notAuthenticated' | 'notFound';
  /** Whether the id that a client gives a domain is shown once more, as a field of its own. */
  readonly explicitIdShown: boolean;
}

/** What uploaded data is held against. */
export interface UploadRules {
  /** Whether the data must have the format that the image says it has. */
  readonly formats: 'any' | 'as said';
  /** Whether the data must be as long as `x-openstack-image-size` says. */
  readonly sizes: 'any' | 'as said';
}

/** What a 415 says of the media type of a request. */
export interface MediaTypeRefusals {
  /** Whether it says in a line of its own what is expected, or what came. */
  readonly explained: boolean;
  /** What it names where no type was sent: what the web server puts in its place, or what WebOb cannot fill in. */
  readonly untyped: string;
}

/** How python-jsonschema says that a value does not fit its schema. */
export interface SchemaErrors {
  /** The order of the keys of schemas and values, where they are printed. */
  readonly keys: 'sorted' | 'as written';
  /** What is said of an empty text or object where something must be in it. */
  readonly empty: 'is too short, or has not enough properties' | 'should be non-empty';
  /** Which error is told, of those whose values are nested as deep: the first, or that of the greatest path. */
  readonly told: 'first' | 'greatest path';
}

/** An order of members: as they were added, or by their ids, as an index of the database has them. */
export type MemberOrder = 'added' | 'id';

/**
 * An order of members for a while after one was removed, whatever is done to the image meanwhile. Source: asked of Glance 33 over
 * MariaDB 11.8. For a tenth of a second each list was as added, from a whole second on each was by ids, and of those
 * between them some: until the database has tidied away what was removed.
 */
export interface OrderAfterRemoval {
  readonly order: MemberOrder;
  /** How long; 0: never. */
  readonly milliseconds: number;
}
