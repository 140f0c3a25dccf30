/** The page beside a pact: what reviewers read of it. */
import { expect, it } from 'vitest';
import { pactPage } from '../../src/contract/pact-page.ts';

const regex = (pattern: string): object => ({ matchers: [{ match: 'regex', regex: pattern }] });
const fromState = (expression: string): object => ({ type: 'ProviderState', expression });
const id = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

it('has a table of each operation, with the states, the request and the answer of each interaction', () => {
  const page = pactPage({
    consumer: { name: 'our-client' },
    provider: { name: 'image-members-api' },
    interactions: [
      {
        description: 'the consumer accepts [updateMember: granted]',
        comments: { rule: 'updateMember: granted' },
        providerStates: [
          { name: 'an image', params: { members: [{ tenant: 'consumer' }] } },
          { name: 'a caller', params: { is: 'consumer' } },
        ],
        request: {
          method: 'PUT',
          path: '/v2/images/1/members/2',
          headers: { Accept: ['application/json'], 'X-Auth-Token': ['token-of-consumer'], 'X-Odd': ['1'] },
          body: { content: { status: 'accepted' }, contentType: 'application/json', encoded: false },
          generators: {
            path: fromState('/v2/images/${image}/members/${consumer}'),
            header: { 'X-Auth-Token': fromState('${token}') },
          },
        },
        response: {
          status: 200,
          headers: { 'Content-Type': ['application/json'], Location: ['http://x/v2/images/1'] },
          body: {
            content: {
              member_id: '2',
              file: '/v2/images/1/file',
              size: 3,
              tags: ['a'],
            },
          },
          matchingRules: {
            header: { Location: regex(`^https?://.+/v2/images/${id}$`) },
            body: {
              '$.file': regex(`^/v2/images/${id}/file$`),
              '$.size': { matchers: [{ match: 'integer' }] },
              '$.tags': { matchers: [{ match: 'arrayContains', variants: [{ index: 0 }] }] },
            },
          },
          generators: { body: { '$.member_id': fromState('${consumer}') } },
        },
      },
    ],
  });
  const [, rest = ''] = page.split('\n## ');
  expect(rest).toBe(`updateMember

| sentence | given | request | answer |
|---|---|---|---|
| the consumer accepts | an image of the producer with the member consumer (pending) | \`PUT /v2/images/\${image}/members/\${consumer}\` \`X-Odd: 1\` \`{ "status": "accepted" }\` | **200**; \`Location: {any server}/v2/images/{id}\`; \`{ "member_id": "\${consumer}", "file": "/v2/images/{id}/file", "size": <a whole number>, "tags": [<among others, in any order> "a"] }\` |
`);
  expect(page).toContain(
    '1 interaction with `image-members-api`. In all of them the caller is the consumer.',
  );
});

/** An interaction whose answer is an image. */
function shown(description: string, rule: string, response: object): object {
  return {
    description: `${description} [${rule}]`,
    comments: { rule },
    request: { method: 'GET', path: '/v2/images/1' },
    response,
  };
}

const image = {
  id: '1',
  name: 'golden',
  owner: 'acme',
  visibility: 'shared',
  status: 'active',
  file: '/v2/images/1/file',
  schema: '/v2/schemas/image',
  created_at: '2026-01-15T09:30:00Z',
};

it('of a body that is nearly the usual one the lines that differ are shown, of a refusal its message', () => {
  const { owner: _, ...unowned } = image;
  const interactions = [
    shown('a', 'showImage: granted', { status: 200, body: { content: image } }),
    shown('b', 'showImage: granted', { status: 200, body: { content: image } }),
    shown('c', 'showImage: granted', { status: 200, body: { content: { ...unowned, status: 'queued' } } }),
    shown('d', 'showImage: imageVisible → noImageWithId', {
      status: 404,
      body: {
        content: { code: '404 Not Found', message: 'No image <br /><br />\n\n\n', title: 'Not Found' },
      },
    }),
    shown('e', 'showImage: granted', { status: 204 }),
  ];
  const page = pactPage({
    consumer: { name: 'c' },
    provider: { name: 'p' },
    interactions: interactions as Parameters<typeof pactPage>[0]['interactions'],
  });
  const answers = page.split('\n').flatMap((line) => /^\| [a-e] \|.*\| (.*) \|$/.exec(line)?.[1] ?? []);
  expect(answers).toEqual([
    '**200**',
    '**200**',
    '**200**; `"status": "queued"`; no `owner`',
    '**404** `noImageWithId`; `No image`',
    '**204**; no body',
  ]);
  expect(page.match(/"owner": "acme"/g)).toHaveLength(1);
});

it('names of consumers and sentences form no Markdown', () => {
  const page = pactPage({
    consumer: { name: '# <b>' },
    provider: { name: 'p' },
    interactions: [
      { description: 'a | b\n# c', request: { method: 'GET', path: '/`x`' }, response: { status: 200 } },
    ],
  });
  expect(page).toContain('# \\# \\<b\\>\n');
  expect(page).toContain('| a \\| b \\# c |  | <code>GET /\\`x\\`</code> | **200** |\n');
});
