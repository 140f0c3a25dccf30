/** What is asked of a side. Placeholders (see `names.ts`) in path, headers and text bodies stand for ids that differ between sides. */
export interface Asked {
  /** The persona that asks (`alpha`, `breader`, `admin`); null: nobody, without a token. */
  readonly as: string | null;
  readonly method: string;
  /** Path and query as they go out. What begins with `/identity` goes to Keystone. */
  readonly path: string;
  /** Exactly these headers are sent, besides the token, `Host`, and what HTTP needs for the body. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What a side answers, as it came. Names of headers are in lower case; a header that came twice is joined with commas. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Somebody who asks: a user in its tenant. */
export interface Resident {
  readonly user: string;
  readonly tenant: string;
  readonly tenantName: string;
  readonly password: string;
}

/** One of the two that are compared: a real cloud or a fake. */
export interface Side {
  readonly name: string;
  /** Who lives there, by persona. */
  readonly residents: Readonly<Record<string, Resident>>;
  /** Where it answers: what its links begin with. `catalog` is the Glance that Keystone names, where that is another. */
  readonly places: { readonly glance: string; readonly identity: string; readonly catalog?: string };
  /** Asks. Placeholders must have been replaced already. */
  ask(asked: Asked): Promise<Answer>;
}

/** The token of a persona. Logs in once and remembers. */
export function tokensOf(
  residents: Side['residents'],
  ask: (asked: Asked) => Promise<Answer>,
): (persona: string) => Promise<string> {
  const tokens = new Map<string, Promise<string>>();
  const logIn = async (persona: string): Promise<string> => {
    const resident = residents[persona];
    if (resident === undefined) throw new Error(`nobody is called ${persona}: see test/parity/residents.ts`);
    const { status, headers } = await ask({
      as: null,
      method: 'POST',
      path: '/identity/v3/auth/tokens',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(loginOf(resident)),
    });
    const token = headers['x-subject-token'];
    if (token === undefined)
      throw new Error(`the login of ${persona} was answered ${status}: is its password right?`);
    return token;
  };
  return (persona) => {
    const known = tokens.get(persona) ?? logIn(persona);
    tokens.set(persona, known);
    return known;
  };
}

function loginOf({ user, tenant, password }: Resident): object {
  return {
    auth: {
      identity: { methods: ['password'], password: { user: { id: user, password } } },
      scope: { project: { id: tenant } },
    },
  };
}
