import { createHash } from 'node:crypto';

/** A version of a pacticipant. */
export interface Version {
  readonly pacticipant: string;
  readonly number: string;
  readonly branches: Set<string>;
  readonly tags: Set<string>;
  readonly environments: Set<string>;
}

/** A pact as a version of a consumer published it. Pacts with the same content share their results. */
export interface Pact {
  readonly consumer: string;
  readonly version: Version;
  readonly provider: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly sha: string;
}

/** What a version of a provider made of a pact. */
export interface Result {
  readonly sha: string;
  readonly version: Version;
  readonly success: boolean;
}

/** What one may ask for, to find versions; an empty selector finds all. */
export interface Selector {
  readonly consumer?: string;
  readonly branch?: string;
  readonly mainBranch?: boolean;
  readonly matchingBranch?: boolean;
  readonly tag?: string;
  readonly latest?: boolean;
  readonly deployed?: boolean;
  readonly deployedOrReleased?: boolean;
  readonly environment?: string;
}

/** What a broker remembers; in the order in which it came. */
export class Book {
  readonly versions: Version[] = [];
  readonly pacts: Pact[] = [];
  readonly results: Result[] = [];
  /** The consumers whose pacts are pending: a failure is to fail nothing. */
  readonly pending: Set<string> = new Set();

  /** The version of a pacticipant, which is written down if it is new. */
  version(pacticipant: string, number: string): Version {
    const known = this.versionsOf(pacticipant).find((version) => version.number === number);
    if (known !== undefined) return known;
    const version: Version = {
      pacticipant,
      number,
      branches: new Set<string>(),
      tags: new Set<string>(),
      environments: new Set<string>(),
    };
    this.versions.push(version);
    return version;
  }

  versionsOf(pacticipant: string): readonly Version[] {
    return this.versions.filter((version) => version.pacticipant === pacticipant);
  }

  /** Whether a pacticipant was ever named: by a version, or by a pact. */
  knows(pacticipant: string): boolean {
    return (
      this.versionsOf(pacticipant).length > 0 || this.pacts.some(({ provider }) => provider === pacticipant)
    );
  }

  /** Writes a pact down; undefined where the version has another one for that provider. */
  publish(version: Version, provider: string, content: Pact['content']): Pact | undefined {
    const sha = createHash('sha1').update(JSON.stringify(content)).digest('hex');
    const old = this.pactsOf(version).find((pact) => pact.provider === provider);
    if (old !== undefined) return old.sha === sha ? old : undefined;
    const pact = { consumer: version.pacticipant, version, provider, content, sha };
    this.pacts.push(pact);
    return pact;
  }

  pactsOf(version: Version): readonly Pact[] {
    return this.pacts.filter((pact) => pact.version === version);
  }

  /** What a version of a provider made of a pact last. */
  resultOf(pact: Pact, version: Version): Result | undefined {
    return this.results.findLast(({ sha, version: verifier }) => sha === pact.sha && verifier === version);
  }

  /** The pacts for a provider that a selector finds; of each consumer the latest, except of deployed versions. */
  selected(provider: string, selector: Selector, providerBranch?: string): readonly Pact[] {
    const branch = selector.mainBranch ? 'main' : selector.matchingBranch ? providerBranch : selector.branch;
    const deployed = selector.deployed || selector.deployedOrReleased || selector.environment !== undefined;
    const found = this.pacts.filter(
      ({ consumer, version, provider: to }) =>
        to === provider &&
        (selector.consumer === undefined || consumer === selector.consumer) &&
        (branch === undefined || version.branches.has(branch)) &&
        (selector.tag === undefined || version.tags.has(selector.tag)) &&
        (!deployed || version.environments.size > 0) &&
        (selector.environment === undefined || version.environments.has(selector.environment)),
    );
    return deployed ? found : [...new Map(found.map((pact) => [pact.consumer, pact])).values()];
  }
}
