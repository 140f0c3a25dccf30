import type { Book, Pact, Selector } from './book.ts';
import { type Answer, created, link, ok, type Request, type Resources } from './resource.ts';

/** The resources by which pacts are published, fetched and verified. */
export const pactResources: Resources = {
  'POST /contracts/publish': publish,
  'GET /pacts/provider/{provider}/for-verification': (_, { base, named }) =>
    ok({ _links: { self: link(base)`/pacts/provider/${named('provider')}/for-verification` } }),
  'POST /pacts/provider/{provider}/for-verification': forVerification,
  'GET /pacts/provider/{provider}/latest': (book, { base, named }) =>
    ok({ _links: { pacts: book.selected(named('provider'), {}).map((pact) => self(pact, base)) } }),
  'GET /pacts/provider/{provider}/consumer/{consumer}/pact-version/{sha}': (book, { base, named }) => {
    const pact = book.pacts.find(({ sha }) => sha === named('sha'));
    return pact && ok({ ...pact.content, _links: links(pact, base) });
  },
  'POST /pacts/provider/{provider}/consumer/{consumer}/pact-version/{sha}/verification-results': (
    book,
    { named, body },
  ) => {
    const version = book.version(named('provider'), String(body['providerApplicationVersion']));
    const result = { sha: named('sha'), version, success: body['success'] === true };
    book.results.push(result);
    return created({ success: result.success });
  },
};

interface Publication {
  readonly pacticipantName: string;
  readonly pacticipantVersionNumber: string;
  readonly branch?: string;
  readonly tags?: readonly string[];
  readonly contracts: readonly { readonly providerName: string; readonly content: string }[];
}

function publish(book: Book, { base, body }: Request): Answer {
  const {
    pacticipantName: name,
    pacticipantVersionNumber: number,
    ...publication
  } = body as unknown as Publication;
  const version = book.version(name, number);
  if (publication.branch !== undefined) version.branches.add(publication.branch);
  for (const tag of publication.tags ?? []) version.tags.add(tag);
  const pacts = publication.contracts.map(({ providerName, content }) =>
    book.publish(
      version,
      providerName,
      JSON.parse(Buffer.from(content, 'base64').toString()) as Pact['content'],
    ),
  );
  if (pacts.includes(undefined)) {
    const text = `Cannot change the content of the pact for ${name} version ${number}`;
    return { status: 409, body: { notices: [{ type: 'error', text }], errors: { contracts: [text] } } };
  }
  const titled = { ...link(base)`/pacticipants/${name}`, name, title: name };
  return ok({
    notices: [{ type: 'success', text: `Published ${name} version ${number}` }],
    logs: [],
    _embedded: {
      pacticipant: { name, _links: { self: titled } },
      version: { number, _links: { self: titled } },
    },
    _links: {
      'pb:pacticipant': titled,
      'pb:pacticipant-version': titled,
      'pb:pacticipant-version-tags': [],
      'pb:contracts': [],
    },
  });
}

interface Wanted {
  readonly consumerVersionSelectors?: readonly Selector[];
  readonly providerVersionBranch?: string;
  readonly includePendingStatus?: boolean;
}

function forVerification(book: Book, { base, named, body }: Request): Answer {
  const {
    consumerVersionSelectors = [],
    providerVersionBranch,
    includePendingStatus = false,
  } = body as Wanted;
  const selectors = consumerVersionSelectors.length > 0 ? consumerVersionSelectors : [{}];
  const pacts = selectors.flatMap((each) => book.selected(named('provider'), each, providerVersionBranch));
  const bySha = new Map(pacts.map((pact) => [pact.sha, pact]));
  return ok({
    _embedded: {
      pacts: Array.from(bySha.values(), (pact) => ({
        shortDescription: `latest of ${pact.consumer}`,
        verificationProperties: {
          pending: includePendingStatus && book.pending.has(pact.consumer),
          notices: [],
        },
        _links: { self: self(pact, base) },
      })),
    },
    _links: {},
  });
}

function self({ provider, consumer, sha }: Pact, base: string): object {
  return {
    ...link(base)`/pacts/provider/${provider}/consumer/${consumer}/pact-version/${sha}`,
    name: `Pact between ${consumer} and ${provider}`,
  };
}

function links(pact: Pact, base: string): object {
  const { provider, consumer, sha } = pact;
  return {
    self: self(pact, base),
    'pb:provider': link(base)`/pacticipants/${provider}`,
    'pb:publish-verification-results': link(
      base,
    )`/pacts/provider/${provider}/consumer/${consumer}/pact-version/${sha}/verification-results`,
  };
}
