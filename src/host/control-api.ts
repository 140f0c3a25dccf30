// Generated from contracts/control.yaml by `npm run generate`. Do not edit.
export interface paths {
  readonly '/_fake': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** What this is, and what there is below it. */
    readonly get: operations['describeFake'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/_fake/health': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Whether it is alive. */
    readonly get: operations['showHealth'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/_fake/ready': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Whether it answers for the cloud. */
    readonly get: operations['showReadiness'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/_fake/world': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** What the world holds, as a seed. */
    readonly get: operations['exportWorld'];
    /** Starts the world again from another seed, to which it goes back at a reset. */
    readonly put: operations['replaceWorld'];
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/_fake/reset': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Back to the seed; the clock runs with the time of day, and there are no faults. */
    readonly post: operations['resetWorld'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/_fake/snapshots': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The names of the snapshots. */
    readonly get: operations['listSnapshots'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/_fake/snapshots/{snapshot}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description The name of a snapshot. */
        readonly snapshot: components['parameters']['snapshot'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    /** Keeps the world as it is now, under this name. */
    readonly put: operations['saveSnapshot'];
    readonly post?: never;
    /** Forgets a snapshot. */
    readonly delete: operations['deleteSnapshot'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/_fake/snapshots/{snapshot}/restore': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description The name of a snapshot. */
        readonly snapshot: components['parameters']['snapshot'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Makes the world what it was; clock, faults and journal stay as they are. */
    readonly post: operations['restoreSnapshot'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/_fake/snapshots/{snapshot}/diff': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description The name of a snapshot. */
        readonly snapshot: components['parameters']['snapshot'];
      };
      readonly cookie?: never;
    };
    /** What became different since then, in words. */
    readonly get: operations['compareSnapshots'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/_fake/clock': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The time of the world. */
    readonly get: operations['showClock'];
    /** Shows another time, stands still, or runs again. */
    readonly put: operations['setClock'];
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/_fake/clock/advance': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    /** Goes forwards. */
    readonly post: operations['advanceClock'];
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/_fake/faults': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The faults that are set. */
    readonly get: operations['listFaults'];
    readonly put?: never;
    /** Sets a fault. */
    readonly post: operations['addFault'];
    /** Removes all faults. */
    readonly delete: operations['clearFaults'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/_fake/faults/{fault}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description The id of a fault. */
        readonly fault: components['parameters']['fault'];
      };
      readonly cookie?: never;
    };
    readonly get?: never;
    readonly put?: never;
    readonly post?: never;
    /** Removes a fault. */
    readonly delete: operations['removeFault'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/_fake/journal': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The last exchanges that fit, oldest first. */
    readonly get: operations['listJournal'];
    readonly put?: never;
    readonly post?: never;
    /** Forgets all exchanges. */
    readonly delete: operations['clearJournal'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/_fake/journal/events': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** Each exchange from now on that fits, as server-sent events. */
    readonly get: operations['followJournal'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/_fake/worlds': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    /** The worlds besides the default one. */
    readonly get: operations['listWorlds'];
    readonly put?: never;
    readonly post?: never;
    readonly delete?: never;
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
  readonly '/_fake/worlds/{world}': {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description The name of a world. */
        readonly world: components['parameters']['world'];
      };
      readonly cookie?: never;
    };
    /** A world. */
    readonly get: operations['showWorld'];
    /** Makes a world, in place of one of the same name. */
    readonly put: operations['makeWorld'];
    readonly post?: never;
    /** Ends a world. */
    readonly delete: operations['deleteWorld'];
    readonly options?: never;
    readonly head?: never;
    readonly patch?: never;
    readonly trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    readonly Refusal: {
      /** @description What is wrong, where, and what to do. */
      readonly error: string;
      /** @description Of a seed, each problem with its place. */
      readonly problems?: readonly string[];
    };
    /** @description A world to start from, as fixtures/world.schema.json describes it. */
    readonly Seed: Record<string, never>;
    readonly Clock: {
      /** Format: date-time */
      readonly now: string;
      /** @description Whether it stands still. */
      readonly frozen: boolean;
      /** @description Seconds by which it is ahead of the time of day. */
      readonly offset: number;
    };
    readonly ClockSetting: {
      /**
       * Format: date-time
       * @description The time that it shows from now on.
       */
      readonly now?: string;
      /** @description Whether it stands still from now on, or runs. */
      readonly frozen?: boolean;
    };
    readonly Advance: {
      /** @description How far it goes forwards; a negative number goes backwards. */
      readonly seconds: number;
    };
    /** @description In which requests (all that is named must fit), in which of them, and what happens. */
    readonly Fault: {
      /** @description The name of an operation. */
      readonly operation?: string;
      /** @description The name or id of a user or a tenant. */
      readonly caller?: string;
      /** @description The id or name of the image in the path. */
      readonly image?: string;
      readonly method?: string;
      /** @description Only in so many of these requests, the first ones. */
      readonly first?: number;
      /** @description Only in each so-many-th of these requests. */
      readonly every?: number;
      /** @description Only in a share of these requests. */
      readonly share?: number;
      /** @description Where the draw for the share begins (1). */
      readonly seed?: number;
      /**
       * @description Answers this and does nothing.
       * @enum {integer}
       */
      readonly status?: 401 | 413 | 429 | 500 | 503;
      /** @description Seconds, for the header Retry-After of that answer. */
      readonly retryAfter?: number;
      /** @description Milliseconds by which the answer is late. */
      readonly delay?: number;
      /**
       * @description Cuts the connection. `before-headers`: nothing is done and nothing answered. `after-headers`: it is done, and
       *     the answer ends behind its head and half of its body. `answer-lost`: it is done, and nothing answered.
       * @enum {string}
       */
      readonly cut?: 'before-headers' | 'after-headers' | 'answer-lost';
      /** @description For so many seconds of the world's clock, reading shows images as they were when it was set. */
      readonly stale?: number;
    };
    readonly SetFault: components['schemas']['Fault'] & {
      readonly id: number;
      /** @description Requests that fitted. */
      readonly matched: number;
      /** @description Requests in which it happened. */
      readonly applied: number;
    };
    /** @description One exchange. No header, no body, no secret. */
    readonly JournalEntry: {
      /** @description Counted from 1 since the world was made. */
      readonly number: number;
      /**
       * Format: date-time
       * @description By the world's clock.
       */
      readonly at: string;
      readonly world: string;
      readonly method: string;
      /** @description Path and query, with *** for secrets. */
      readonly target: string;
      /** @description 0 where a fault cut the connection and nothing was done. */
      readonly status: number;
      /** @description How long the answer took to make. */
      readonly milliseconds?: number;
      /** @description Who sent it, or logged in by it. */
      readonly caller?: {
        readonly user?: string;
        readonly userName?: string | null;
        readonly tenant?: string | null;
        readonly tenantName?: string | null;
      } | null;
      /** @description Why it was refused; null: it was not. */
      readonly because: string | null;
      /** @description What became different. */
      readonly changes?: readonly string[];
      /** @description What is allowed and most likely not meant. */
      readonly warnings?: readonly string[];
      /** @description What was sent and nobody reads. */
      readonly unread?: readonly string[];
      /** @description The fault that happened. */
      readonly fault?: {
        readonly id: number;
        /** @description What it did. */
        readonly sentence: string;
      } | null;
      /** @description Names by ids. */
      readonly names?: {
        readonly [key: string]: string;
      };
      /** @description How the answer came about. */
      readonly trace: {
        readonly operation: string | null;
        readonly refused: {
          /** @description The check that refused. */
          readonly check: string;
          readonly refusal: string;
        } | null;
        /** @description Where nobody knows what the service answers. */
        readonly unproven: readonly string[];
        /** @description What the caller is to the image, and the checks that passed. */
        readonly decision?: Record<string, never> | null;
      };
    };
    readonly World: {
      readonly name: string;
      /** @description What its profile is called: glance, glance-legacy, rackspace, or one of your own. */
      readonly profile: string;
      readonly release: components['schemas']['ReleaseOrNone'];
      /** @description How many images it has. */
      readonly images: number;
      /** @description Seconds since somebody asked it for something. */
      readonly idle: number;
    };
    /**
     * @description The release of OpenStack whose facts are shown; null where the profile follows none.
     * @enum {string|null}
     */
    readonly ReleaseOrNone: 'zed' | '2025.1' | '2026.2' | null;
    readonly WorldOptions: {
      readonly seed?: components['schemas']['Seed'];
      /** @description A built-in profile by its name (glance, glance-legacy or rackspace), that of the server by its name, or one of your own, as fixtures/profile.schema.json describes it. */
      readonly profile?: string | Record<string, never>;
      /** @enum {string} */
      readonly release?: 'zed' | '2025.1' | '2026.2';
      /** @description Names of switches of the profile. */
      readonly observed?: readonly string[];
      /** @description Names of bugs on purpose. */
      readonly bugs?: readonly string[];
      /** @description The name of a world whose copy it begins as, or "default". */
      readonly from?: string;
    };
  };
  responses: {
    /** @description It is done. */
    readonly Done: {
      headers: {
        readonly [name: string]: unknown;
      };
      content?: never;
    };
    /** @description It is refused, and nothing is different. */
    readonly Refused: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
      };
    };
    /** @description There is no such thing. */
    readonly Missing: {
      headers: {
        readonly [name: string]: unknown;
      };
      content: {
        readonly 'application/json': components['schemas']['Refusal'];
      };
    };
  };
  parameters: {
    /** @description The name of a snapshot. */
    readonly snapshot: string;
    /** @description The id of a fault. */
    readonly fault: number;
    /** @description The name of a world. */
    readonly world: string;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  readonly describeFake: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The world, its profile and clock, and every path of the control plane. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            /** @constant */
            readonly name: 'image-members-fake';
            readonly world: string;
            readonly profile: string;
            readonly release: components['schemas']['ReleaseOrNone'];
            /** @description How many worlds there may be besides the default one. */
            readonly mostWorlds: number;
            readonly paths: readonly string[];
          };
        };
      };
    };
  };
  readonly showHealth: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description It is. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            /** @constant */
            readonly status: 'ok';
            readonly profile: string;
            readonly release: components['schemas']['ReleaseOrNone'];
          };
        };
      };
    };
  };
  readonly showReadiness: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description It does. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly ready: boolean;
          };
        };
      };
      /** @description It does not yet, since worlds are being read that were kept (`--state`); or it does not now. */
      readonly 503: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly ready: boolean;
            /** @description Why not. */
            readonly error: string;
            /** @description How many worlds are there already. */
            readonly worlds?: number;
            /** @description How many there will be. */
            readonly of?: number;
          };
        };
      };
    };
  };
  readonly exportWorld: {
    readonly parameters: {
      readonly query?: {
        /** @description Whether passwords, API keys, fixed tokens and secrets are in it, so that it starts the same world again. */
        readonly secrets?: boolean;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The seed. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Seed'];
        };
      };
      readonly 400: components['responses']['Refused'];
    };
  };
  readonly replaceWorld: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "tenants": [
         *         {
         *           "name": "acme"
         *         }
         *       ],
         *       "users": [
         *         {
         *           "name": "acme",
         *           "token": "acme-token"
         *         }
         *       ]
         *     }
         */
        readonly 'application/json': components['schemas']['Seed'];
      };
    };
    readonly responses: {
      readonly 204: components['responses']['Done'];
      readonly 400: components['responses']['Refused'];
    };
  };
  readonly resetWorld: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 204: components['responses']['Done'];
    };
  };
  readonly listSnapshots: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Their names. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly snapshots: readonly string[];
          };
        };
      };
    };
  };
  readonly saveSnapshot: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description The name of a snapshot. */
        readonly snapshot: components['parameters']['snapshot'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 204: components['responses']['Done'];
      readonly 400: components['responses']['Refused'];
    };
  };
  readonly deleteSnapshot: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description The name of a snapshot. */
        readonly snapshot: components['parameters']['snapshot'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 204: components['responses']['Done'];
      readonly 404: components['responses']['Missing'];
    };
  };
  readonly restoreSnapshot: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description The name of a snapshot. */
        readonly snapshot: components['parameters']['snapshot'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 204: components['responses']['Done'];
      readonly 404: components['responses']['Missing'];
    };
  };
  readonly compareSnapshots: {
    readonly parameters: {
      readonly query?: {
        /** @description Another snapshot, to compare with; the world as it is now where it is left out. */
        readonly to?: string;
      };
      readonly header?: never;
      readonly path: {
        /** @description The name of a snapshot. */
        readonly snapshot: components['parameters']['snapshot'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description A line for each difference. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly differences: readonly string[];
          };
        };
      };
      readonly 404: components['responses']['Missing'];
    };
  };
  readonly showClock: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The clock. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Clock'];
        };
      };
    };
  };
  readonly setClock: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "now": "2030-01-01T00:00:00Z",
         *       "frozen": true
         *     }
         */
        readonly 'application/json': components['schemas']['ClockSetting'];
      };
    };
    readonly responses: {
      /** @description The clock. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Clock'];
        };
      };
      readonly 400: components['responses']['Refused'];
    };
  };
  readonly advanceClock: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "seconds": 86400
         *     }
         */
        readonly 'application/json': components['schemas']['Advance'];
      };
    };
    readonly responses: {
      /** @description The clock. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['Clock'];
        };
      };
      readonly 400: components['responses']['Refused'];
    };
  };
  readonly listFaults: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description Each with how often it fitted and happened. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly faults: readonly components['schemas']['SetFault'][];
          };
        };
      };
    };
  };
  readonly addFault: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody: {
      readonly content: {
        /**
         * @example {
         *       "operation": "addMember",
         *       "first": 2,
         *       "status": 503,
         *       "retryAfter": 1
         *     }
         */
        readonly 'application/json': components['schemas']['Fault'];
      };
    };
    readonly responses: {
      /** @description It is set. */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['SetFault'];
        };
      };
      readonly 400: components['responses']['Refused'];
    };
  };
  readonly clearFaults: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 204: components['responses']['Done'];
    };
  };
  readonly removeFault: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description The id of a fault. */
        readonly fault: components['parameters']['fault'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 204: components['responses']['Done'];
      readonly 404: components['responses']['Missing'];
    };
  };
  readonly listJournal: {
    readonly parameters: {
      readonly query?: {
        /** @description The name of an operation. */
        readonly operation?: string;
        /** @description The name or id of a user or a tenant; nobody: no good token was sent. */
        readonly caller?: string;
        readonly status?: number;
        /** @description The id of the image in the path. */
        readonly image?: string;
        /** @description The name of a check or a refusal. */
        readonly refused?: string;
        readonly method?: string;
        /** @description Only what a test would want to know of – unknown paths, failures that no fault asked for, warnings. */
        readonly unexpected?: boolean;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The exchanges. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly entries: readonly components['schemas']['JournalEntry'][];
          };
        };
      };
      readonly 400: components['responses']['Refused'];
    };
  };
  readonly clearJournal: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 204: components['responses']['Done'];
    };
  };
  readonly followJournal: {
    readonly parameters: {
      readonly query?: {
        /** @description The name of an operation. */
        readonly operation?: string;
        /** @description The name or id of a user or a tenant; nobody: no good token was sent. */
        readonly caller?: string;
        readonly status?: number;
        /** @description The id of the image in the path. */
        readonly image?: string;
        /** @description The name of a check or a refusal. */
        readonly refused?: string;
        readonly method?: string;
        /** @description Only what a test would want to know of – unknown paths, failures that no fault asked for, warnings. */
        readonly unexpected?: boolean;
      };
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description An event `exchange` for each, whose data is a JournalEntry and whose id is its number. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'text/event-stream': string;
        };
      };
      readonly 400: components['responses']['Refused'];
      readonly 503: components['responses']['Refused'];
    };
  };
  readonly listWorlds: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path?: never;
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The worlds. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': {
            readonly worlds: readonly components['schemas']['World'][];
          };
        };
      };
    };
  };
  readonly showWorld: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description The name of a world. */
        readonly world: components['parameters']['world'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      /** @description The world. */
      readonly 200: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['World'];
        };
      };
      readonly 404: components['responses']['Missing'];
    };
  };
  readonly makeWorld: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description The name of a world. */
        readonly world: components['parameters']['world'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: {
      readonly content: {
        /**
         * @example {
         *       "profile": "rackspace"
         *     }
         */
        readonly 'application/json': components['schemas']['WorldOptions'];
      };
    };
    readonly responses: {
      /** @description It is made. */
      readonly 201: {
        headers: {
          readonly [name: string]: unknown;
        };
        content: {
          readonly 'application/json': components['schemas']['World'];
        };
      };
      readonly 400: components['responses']['Refused'];
      readonly 404: components['responses']['Missing'];
      readonly 503: components['responses']['Refused'];
    };
  };
  readonly deleteWorld: {
    readonly parameters: {
      readonly query?: never;
      readonly header?: never;
      readonly path: {
        /** @description The name of a world. */
        readonly world: components['parameters']['world'];
      };
      readonly cookie?: never;
    };
    readonly requestBody?: never;
    readonly responses: {
      readonly 204: components['responses']['Done'];
      readonly 404: components['responses']['Missing'];
    };
  };
}
