import type { Book, Pact, Version } from './book.ts';

/** A version that is asked about: `q[][pacticipant]=…&q[][version]=…`. */
interface Asked {
  pacticipant: string;
  version?: string;
  latest?: string;
}

interface Row {
  readonly pact: Pact;
  readonly verifier: Version | undefined;
}

/**
 * The answer to whether versions can be deployed: with the versions in an environment, with the latest ones, or
 * with each other. A version that nobody verified is neither good nor bad: `deployable` is null.
 */
export function matrix(book: Book, query: URLSearchParams, base: string): object {
  const asked = askedIn(query);
  const rows = asked.flatMap((each) => rowsFor(book, each, asked, query.get('environment')));
  const results = rows.map(({ pact, verifier }) => verifier && book.resultOf(pact, verifier));
  const known = asked.every((each) => versionOf(book, each) !== undefined);
  const failed = results.some((result) => result?.success === false);
  const unknown = !known || results.includes(undefined);
  const deployable = failed ? false : unknown ? null : true;
  const reason = deployable
    ? 'All required verification results are published and successful'
    : failed
      ? 'A verification failed'
      : 'A verification or a version is missing';
  return {
    summary: { deployable, reason, success: results.filter((result) => result?.success).length },
    notices: [{ type: deployable ? 'success' : 'error', text: reason }],
    matrix: rows.map(({ pact, verifier }, place) => ({
      consumer: { name: pact.consumer, version: { number: pact.version.number } },
      provider: { name: pact.provider, version: verifier === undefined ? null : { number: verifier.number } },
      verificationResult:
        results[place] === undefined
          ? null
          : { success: results[place].success, _links: { self: { href: `${base}/results/${pact.sha}` } } },
    })),
    _links: {},
  };
}

function askedIn(query: URLSearchParams): readonly Asked[] {
  const asked: Asked[] = [];
  for (const [name, value] of query) {
    const [, key] = /^q\[\]\[(\w+)\]$/.exec(name) ?? [];
    if (key === 'pacticipant') asked.push({ pacticipant: value });
    else if (key !== undefined) Object.assign(asked.at(-1) ?? {}, { [key]: value });
  }
  return asked;
}

function versionOf(book: Book, { pacticipant, version }: Asked): Version | undefined {
  return book.versionsOf(pacticipant).findLast(({ number }) => version === undefined || number === version);
}

/** The pacts of a version as a consumer, and as a provider those of the consumers it would meet. */
function rowsFor(
  book: Book,
  each: Asked,
  asked: readonly Asked[],
  environment: string | null,
): readonly Row[] {
  const own = versionOf(book, each);
  if (own === undefined) return [];
  const met = (pacticipant: string): readonly Version[] => {
    if (environment !== null)
      return book.versionsOf(pacticipant).filter(({ environments }) => environments.has(environment));
    const other = asked.find((one) => one.pacticipant === pacticipant);
    const version =
      other === undefined && asked.length > 1 ? undefined : versionOf(book, other ?? { pacticipant });
    return version === undefined ? [] : [version];
  };
  const asConsumer = book.pactsOf(own).flatMap((pact): readonly Row[] => {
    const verifiers = met(pact.provider);
    return verifiers.length === 0
      ? [{ pact, verifier: undefined }]
      : verifiers.map((verifier) => ({ pact, verifier }));
  });
  if (asked.length > 1) return asConsumer;
  const consumers = new Set(
    book.pacts.filter(({ provider }) => provider === own.pacticipant).map(({ consumer }) => consumer),
  );
  const asProvider = [...consumers]
    .flatMap(met)
    .flatMap((version) => book.pactsOf(version))
    .filter(({ provider }) => provider === own.pacticipant)
    .map((pact) => ({ pact, verifier: own }));
  return [...asConsumer, ...asProvider];
}
