/** The page beside a pact: what reviewers read of it. */
import { expect, it } from 'vitest';
import { pactPage } from '../../src/contract/pact-page.ts';

const regex = (pattern: string): object => ({ matchers: [{ match: 'regex', regex: pattern }] });
const fromState = (expression: string): object => ({ type: 'ProviderState', expression });
const id = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

it('has a table of each operation, and the states, the request and the answer of each interaction', () => {
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
              schema: '/v2/schemas/member',
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

| sentence | request | status |
|---|---|--:|
| the consumer accepts | \`PUT /v2/images/\${image}/members/\${consumer}\` | 200 |

### the consumer accepts

Given an image of the producer with the member consumer (pending); the caller is the consumer.

\`\`\`
PUT /v2/images/\${image}/members/\${consumer}
X-Odd: 1

{ "status": "accepted" }
\`\`\`

**200**

\`\`\`
Location: {any server}/v2/images/{id}

{
  "member_id": "\${consumer}",
  "file": "/v2/images/{id}/file",
  "size": <a whole number>,
  "schema": "/v2/schemas/member",
  "tags": [<among others, in any order> "a"]
}
\`\`\`

Rule: \`updateMember: granted\`
`);
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
  expect(page).toContain('| a \\| b \\# c | <code>GET /\\`x\\`</code> | 200 |\n');
});
