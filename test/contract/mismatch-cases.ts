/** An answer of every kind that a pact does not ask for, and what is to be read of it. */
export interface MismatchCase {
  readonly name: string;
  /** As a pact file of version 4 has it. */
  readonly response: object;
  readonly answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
  readonly texts: readonly string[];
}

export const mismatchCases: readonly MismatchCase[] = [
  {
    name: 'status',
    response: { status: 200 },
    answer: { status: 404, headers: { 'content-type': 'application/json' }, body: '{}' },
    texts: ['the status is 404, not 200'],
  },
  {
    name: 'status and header and body',
    response: {
      status: 200,
      headers: { 'X-A': ['b'] },
      body: { content: { a: 1 }, contentType: 'application/json', encoded: false },
    },
    answer: { status: 404, headers: { 'content-type': 'application/json' }, body: '{"a":2}' },
    texts: ['the status is 404, not 200', 'the header X-A is missing', '$.a is 2, not 1'],
  },
  {
    name: 'header other',
    response: { status: 200, headers: { 'X-A': ['b'] } },
    answer: { status: 200, headers: { 'x-a': 'c' }, body: '' },
    texts: ['the header X-A is "c", not "b"'],
  },
  {
    name: 'header missing',
    response: { status: 200, headers: { 'X-A': ['b'] } },
    answer: { status: 200, headers: {}, body: '' },
    texts: ['the header X-A is missing'],
  },
  {
    name: 'header regex',
    response: {
      status: 200,
      headers: { 'X-A': ['b'] },
      matchingRules: { header: { 'X-A': { combine: 'AND', matchers: [{ match: 'regex', regex: '^b+$' }] } } },
    },
    answer: { status: 200, headers: { 'x-a': 'c' }, body: '' },
    texts: ['the header X-A is "c", not a text that matches ^b+$'],
  },
  {
    name: 'header list',
    response: { status: 200, headers: { Allow: ['GET', 'PUT', 'DELETE'] } },
    answer: { status: 200, headers: { allow: 'GET, PUT' }, body: '' },
    texts: ['the header Allow is "GET, PUT", not "GET, PUT, DELETE"'],
  },
  {
    name: 'header list swapped',
    response: { status: 200, headers: { Allow: ['GET', 'PUT', 'DELETE'] } },
    answer: { status: 200, headers: { allow: 'GET, DELETE, PUT' }, body: '' },
    texts: ['the header Allow is "GET, DELETE, PUT", not "GET, PUT, DELETE"'],
  },
  {
    name: 'content type',
    response: {
      status: 200,
      headers: { 'Content-Type': ['application/json'] },
      body: { content: { a: 1 }, contentType: 'application/json', encoded: false },
    },
    answer: { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>no</p>' },
    texts: ['the header Content-Type is "text/html", not "application/json"'],
  },
  {
    name: 'body missing',
    response: { status: 200, body: { content: { a: 1 }, contentType: 'application/json', encoded: false } },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '' },
    texts: ['the body is empty'],
  },
  {
    name: 'body unexpected',
    response: { status: 204, body: {} },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":1}' },
    texts: ['the status is 200, not 204'],
  },
  {
    name: 'body empty expected',
    response: { status: 200, body: { content: '' } },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":1}' },
    texts: ['the body is not empty: {"a":1}'],
  },
  {
    name: 'body broken JSON',
    response: { status: 200, body: { content: { a: 1 }, contentType: 'application/json', encoded: false } },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":' },
    texts: ['the body cannot be read: "{\\"a\\":"'],
  },
  {
    name: 'field missing',
    response: {
      status: 200,
      body: { content: { a: 1, b: 'x' }, contentType: 'application/json', encoded: false },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":1}' },
    texts: ['$.b is missing'],
  },
  {
    name: 'field other',
    response: {
      status: 200,
      body: { content: { a: 1, b: 'x\ny' }, contentType: 'application/json', encoded: false },
    },
    answer: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"a":1,"b":"z\\n\\u001b[31mred"}',
    },
    texts: ['$.b is "z\\n\\u001b[31mred", not "x\\ny"'],
  },
  {
    name: 'number as text',
    response: {
      status: 200,
      body: { content: { a: 1, b: 'x' }, contentType: 'application/json', encoded: false },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":"1","b":5}' },
    texts: ['$.a is "1", not 1', '$.b is 5, not "x"'],
  },
  {
    name: 'null',
    response: {
      status: 200,
      body: { content: { a: null, b: 'x' }, contentType: 'application/json', encoded: false },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":"1","b":null}' },
    texts: ['$.a is "1", not null', '$.b is null, not "x"'],
  },
  {
    name: 'object for text',
    response: {
      status: 200,
      body: { content: { a: { b: 1 }, c: 'x' }, contentType: 'application/json', encoded: false },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":"1","c":{"d":1}}' },
    texts: ['$.a is "1", not an object such as {"b":1}', '$.c is {"d":1}, not "x"'],
  },
  {
    name: 'list for object',
    response: {
      status: 200,
      body: { content: { a: { b: 1 }, c: [1] }, contentType: 'application/json', encoded: false },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":[1],"c":{"d":1}}' },
    texts: ['$.a is [1], not an object such as {"b":1}', '$.c is {"d":1}, not a list such as [1]'],
  },
  {
    name: 'root list for object',
    response: {
      status: 200,
      body: { content: { a: { b: 1 }, c: [1] }, contentType: 'application/json', encoded: false },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '[1]' },
    texts: ['the body is [1], not an object such as {"a":{"b":1},"c":[1]}'],
  },
  {
    name: 'list shorter',
    response: {
      status: 200,
      body: { content: { a: [{ x: 1 }, { x: 2 }] }, contentType: 'application/json', encoded: false },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":[{"x":1}]}' },
    texts: ['$.a has 1 item, not 2'],
  },
  {
    name: 'list longer',
    response: {
      status: 200,
      body: { content: { a: [{ x: 1 }] }, contentType: 'application/json', encoded: false },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":[{"x":1},{"x":2}]}' },
    texts: ['$.a has 2 items, not 1'],
  },
  {
    name: 'empty list',
    response: { status: 200, body: { content: { a: [] }, contentType: 'application/json', encoded: false } },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":[{"x":1},{"x":2}]}' },
    texts: ['$.a has 2 items, not 0'],
  },
  {
    name: 'list element',
    response: {
      status: 200,
      body: { content: { a: [{ x: 1 }, { x: 2, y: 3 }] }, contentType: 'application/json', encoded: false },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":[{"x":1},{"x":3}]}' },
    texts: ['$.a[1].x is 3, not 2', '$.a[1].y is missing'],
  },
  {
    name: 'regex body',
    response: {
      status: 200,
      body: { content: { a: 'b' }, contentType: 'application/json', encoded: false },
      matchingRules: { body: { '$.a': { combine: 'AND', matchers: [{ match: 'regex', regex: '^b+$' }] } } },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":"c"}' },
    texts: ['$.a is "c", not a text that matches ^b+$'],
  },
  {
    name: 'regex on number',
    response: {
      status: 200,
      body: { content: { a: 'b' }, contentType: 'application/json', encoded: false },
      matchingRules: { body: { '$.a': { combine: 'AND', matchers: [{ match: 'regex', regex: '^b+$' }] } } },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":5}' },
    texts: ['$.a is 5, not a text that matches ^b+$'],
  },
  {
    name: 'regex on object',
    response: {
      status: 200,
      body: { content: { a: 'b' }, contentType: 'application/json', encoded: false },
      matchingRules: { body: { '$.a': { combine: 'AND', matchers: [{ match: 'regex', regex: '^b+$' }] } } },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":{"q":5}}' },
    texts: ['$.a is {"q":5}, not a text that matches ^b+$'],
  },
  {
    name: 'type body',
    response: {
      status: 200,
      body: { content: { a: 'b', n: 1 }, contentType: 'application/json', encoded: false },
      matchingRules: {
        body: {
          '$.a': { combine: 'AND', matchers: [{ match: 'type' }] },
          '$.n': { combine: 'AND', matchers: [{ match: 'type' }] },
        },
      },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":5,"n":"1"}' },
    texts: ['$.a is 5, not a text such as "b"', '$.n is "1", not a number such as 1'],
  },
  {
    name: 'integer decimal number boolean',
    response: {
      status: 200,
      body: { content: { i: 1, d: 1.5, n: 1, b: true }, contentType: 'application/json', encoded: false },
      matchingRules: {
        body: {
          '$.i': { combine: 'AND', matchers: [{ match: 'integer' }] },
          '$.d': { combine: 'AND', matchers: [{ match: 'decimal' }] },
          '$.n': { combine: 'AND', matchers: [{ match: 'number' }] },
          '$.b': { combine: 'AND', matchers: [{ match: 'boolean' }] },
        },
      },
    },
    answer: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"i":1.5,"d":"x","n":"y","b":"z"}',
    },
    texts: [
      '$.b is "z", not true or false',
      '$.d is "x", not a number with decimals',
      '$.i is 1.5, not a whole number',
      '$.n is "y", not a number',
    ],
  },
  {
    name: 'null matcher include date semver notEmpty',
    response: {
      status: 200,
      body: {
        content: { a: null, i: 'abc', d: '2020-01-01', t: '2020-01-01T00:00:00Z', s: '1.2.3', e: 'x' },
        contentType: 'application/json',
        encoded: false,
      },
      matchingRules: {
        body: {
          '$.a': { combine: 'AND', matchers: [{ match: 'null' }] },
          '$.i': { combine: 'AND', matchers: [{ match: 'include', value: 'abc' }] },
          '$.d': { combine: 'AND', matchers: [{ match: 'date', format: 'yyyy-MM-dd' }] },
          '$.t': { combine: 'AND', matchers: [{ match: 'timestamp', format: "yyyy-MM-dd'T'HH:mm:ssX" }] },
          '$.s': { combine: 'AND', matchers: [{ match: 'semver' }] },
          '$.e': { combine: 'AND', matchers: [{ match: 'notEmpty' }] },
        },
      },
    },
    answer: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"a":1,"i":"x","d":"y","t":"z","s":"q","e":""}',
    },
    texts: [
      '$.a is 1, not null',
      '$.d is "y", not a date of the form yyyy-MM-dd',
      '$.e is "", not a value that is not empty',
      '$.i is "x", not a text with "abc" in it',
      '$.s is "q", not a semantic version such as 1.2.3',
      '$.t is "z", not a date and time of the form yyyy-MM-dd\'T\'HH:mm:ssX',
    ],
  },
  {
    name: 'min max',
    response: {
      status: 200,
      body: { content: { a: [1], b: [1, 2], c: [1, 2] }, contentType: 'application/json', encoded: false },
      matchingRules: {
        body: {
          '$.a': { combine: 'AND', matchers: [{ match: 'type', min: 2 }] },
          '$.b': { combine: 'AND', matchers: [{ match: 'type', max: 2 }] },
          '$.c': { combine: 'AND', matchers: [{ match: 'type', min: 1, max: 2 }] },
        },
      },
    },
    answer: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"a":[1],"b":[1,2,3],"c":[]}',
    },
    texts: [
      '$.a has 1 item, not at least 2',
      '$.b has 3 items, not at most 2',
      '$.c has 0 items, not at least 1',
    ],
  },
  {
    name: 'eachlike element',
    response: {
      status: 200,
      body: { content: { a: [{ x: 1, y: 'b' }] }, contentType: 'application/json', encoded: false },
      matchingRules: {
        body: {
          '$.a': { combine: 'AND', matchers: [{ match: 'type', min: 1 }] },
          '$.a[*].*': { combine: 'AND', matchers: [{ match: 'type' }] },
        },
      },
    },
    answer: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"a":[{"x":1,"y":"q"},{"x":"k"},{"x":2,"y":7}]}',
    },
    texts: [
      '$.a[1].x is "k", not a number such as 1',
      '$.a[1].y is missing',
      '$.a[2].y is 7, not a text such as "b"',
    ],
  },
  {
    name: 'arrayContains',
    response: {
      status: 200,
      body: { content: { a: [{ x: 1, y: 'b' }] }, contentType: 'application/json', encoded: false },
      matchingRules: {
        body: {
          '$.a': {
            combine: 'AND',
            matchers: [
              {
                match: 'arrayContains',
                variants: [
                  {
                    index: 0,
                    rules: { '$.y': { combine: 'AND', matchers: [{ match: 'regex', regex: '^b+$' }] } },
                    generators: {},
                  },
                ],
              },
            ],
          },
        },
      },
    },
    answer: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"a":[{"x":2,"y":"bb"},{"x":1}]}',
    },
    texts: ['$.a[1].y is missing (the closest of 2 items)'],
  },
  {
    name: 'arrayContains two',
    response: {
      status: 200,
      body: {
        content: {
          a: [
            { x: 1, y: 'b' },
            { x: 3, y: 'q' },
          ],
        },
        contentType: 'application/json',
        encoded: false,
      },
      matchingRules: {
        body: {
          '$.a': {
            combine: 'AND',
            matchers: [
              {
                match: 'arrayContains',
                variants: [
                  {
                    index: 0,
                    rules: { '$.y': { combine: 'AND', matchers: [{ match: 'regex', regex: '^b+$' }] } },
                    generators: {},
                  },
                  { index: 1, rules: {}, generators: {} },
                ],
              },
            ],
          },
        },
      },
    },
    answer: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"a":[{"x":2,"y":"bb"},{"x":1}]}',
    },
    texts: ['$.a has no item like {"x":3,"y":"q"}', '$.a[1].y is missing (the closest of 2 items)'],
  },
  {
    name: 'arrayContains empty',
    response: {
      status: 200,
      body: { content: { a: [{ x: 1, y: 'b' }] }, contentType: 'application/json', encoded: false },
      matchingRules: {
        body: {
          '$.a': {
            combine: 'AND',
            matchers: [
              {
                match: 'arrayContains',
                variants: [
                  {
                    index: 0,
                    rules: { '$.y': { combine: 'AND', matchers: [{ match: 'regex', regex: '^b+$' }] } },
                    generators: {},
                  },
                ],
              },
            ],
          },
        },
      },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":[]}' },
    texts: ['$.a is empty, and lacks an item like {"x":1,"y":"b"}'],
  },
  {
    name: 'arrayContains no list',
    response: {
      status: 200,
      body: { content: { a: [{ x: 1, y: 'b' }] }, contentType: 'application/json', encoded: false },
      matchingRules: {
        body: {
          '$.a': {
            combine: 'AND',
            matchers: [
              {
                match: 'arrayContains',
                variants: [
                  {
                    index: 0,
                    rules: { '$.y': { combine: 'AND', matchers: [{ match: 'regex', regex: '^b+$' }] } },
                    generators: {},
                  },
                ],
              },
            ],
          },
        },
      },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":{"k":1}}' },
    texts: ['$.a is {"k":1}, not a list such as [{"x":1,"y":"b"}]'],
  },
  {
    name: 'arrayContains missing',
    response: {
      status: 200,
      body: { content: { a: [{ x: 1, y: 'b' }] }, contentType: 'application/json', encoded: false },
      matchingRules: {
        body: {
          '$.a': {
            combine: 'AND',
            matchers: [
              {
                match: 'arrayContains',
                variants: [
                  {
                    index: 0,
                    rules: { '$.y': { combine: 'AND', matchers: [{ match: 'regex', regex: '^b+$' }] } },
                    generators: {},
                  },
                ],
              },
            ],
          },
        },
      },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' },
    texts: ['$.a is missing'],
  },
  {
    name: 'equality',
    response: {
      status: 200,
      body: { content: { a: 'b', o: { p: 1 } }, contentType: 'application/json', encoded: false },
      matchingRules: {
        body: {
          $: { combine: 'AND', matchers: [{ match: 'type' }] },
          '$.a': { combine: 'AND', matchers: [{ match: 'equality' }] },
          '$.o': { combine: 'AND', matchers: [{ match: 'equality' }] },
        },
      },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":"c","o":{"p":2}}' },
    texts: ['$.a is "c", not "b"', '$.o is {"p":2}, not {"p":1}', '$.o.p is 2, not 1'],
  },
  {
    name: 'AND of two',
    response: {
      status: 200,
      body: { content: { a: 'b' }, contentType: 'application/json', encoded: false },
      matchingRules: {
        body: {
          '$.a': {
            combine: 'AND',
            matchers: [
              { match: 'regex', regex: '^b$' },
              { match: 'include', value: 'b' },
            ],
          },
        },
      },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":"c"}' },
    texts: ['$.a is "c", not a text like "b"', '$.a is "c", not a text with "b" in it'],
  },
  {
    name: 'each keys values',
    response: {
      status: 200,
      body: { content: { a: { k1: 'b' } }, contentType: 'application/json', encoded: false },
      matchingRules: {
        body: {
          '$.a': {
            combine: 'AND',
            matchers: [
              { match: 'eachKey', rules: [{ match: 'regex', regex: '^k\\d$' }] },
              { match: 'eachValue', rules: [{ match: 'regex', regex: '^b$' }] },
            ],
          },
        },
      },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":{"zz":"c"}}' },
    texts: ['$.a.zz is not a name that matches ^k\\d$', '$.a.zz is "c", not a text like "b"'],
  },
  {
    name: 'values',
    response: {
      status: 200,
      body: { content: { a: { k1: { x: 1 } } }, contentType: 'application/json', encoded: false },
      matchingRules: {
        body: {
          '$.a': { combine: 'AND', matchers: [{ match: 'values' }] },
          '$.a.*.x': { combine: 'AND', matchers: [{ match: 'integer' }] },
        },
      },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":{"zz":{"x":"c"}}}' },
    texts: ['$.a.zz.x is "c", not a whole number'],
  },
  {
    name: 'text body',
    response: { status: 200, body: { content: 'hello\nworld', contentType: 'text/plain', encoded: false } },
    answer: { status: 200, headers: { 'content-type': 'text/plain' }, body: 'bye\nworld' },
    texts: ['the body is "bye\\nworld", not "hello\\nworld"'],
  },
  {
    name: 'text regex',
    response: {
      status: 200,
      body: { content: 'hello', contentType: 'text/plain', encoded: false },
      matchingRules: { body: { $: { combine: 'AND', matchers: [{ match: 'regex', regex: '^h\\w+$' }] } } },
    },
    answer: { status: 200, headers: { 'content-type': 'text/plain' }, body: 'bye\nworld' },
    texts: ['the body is "bye\\nworld", not a text that matches ^h\\w+$'],
  },
  {
    name: 'binary',
    response: {
      status: 200,
      body: { content: 'AQID', contentType: 'application/octet-stream', encoded: 'base64' },
    },
    answer: { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: 'abc' },
    texts: [
      'Actual body [application/octet-stream, 3 bytes, starting with 616263] is not equal to the expected body [application/octet-stream, 3 bytes, starting with 010203]',
    ],
  },
  {
    name: 'xml',
    response: {
      status: 200,
      body: { content: '<a><b>1</b></a>', contentType: 'application/xml', encoded: false },
    },
    answer: { status: 200, headers: { 'content-type': 'application/xml' }, body: '<a><b>2</b><c/></a>' },
    texts: ["$.a.b['#text'] is 2, not 1"],
  },
  {
    name: 'form',
    response: {
      status: 200,
      body: { content: 'a=1&b=2', contentType: 'application/x-www-form-urlencoded', encoded: false },
    },
    answer: { status: 200, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=2' },
    texts: [
      "$.a: Expected form post parameter 'a' with value '1' but was '2'",
      "$.b: Expected form post parameter 'b' but was missing",
    ],
  },
  {
    name: 'status code matcher',
    response: {
      status: 200,
      matchingRules: {
        status: { '': { combine: 'AND', matchers: [{ match: 'statusCode', status: 'success' }] } },
      },
    },
    answer: { status: 404, headers: {}, body: '' },
    texts: ['the status is 404, not a successful response (200–299)'],
  },
  {
    name: 'odd names',
    response: {
      status: 200,
      body: {
        content: { 'a.b': 'x', "it's": 1, 'sp ace': [{ 'q-r': 1 }] },
        contentType: 'application/json',
        encoded: false,
      },
    },
    answer: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"a.b":"y","it\'s":2,"sp ace":[{"q-r":2}]}',
    },
    texts: ['$[\'a.b\'] is "y", not "x"', "$['it\\'s'] is 2, not 1", "$['sp ace'][0].q-r is 2, not 1"],
  },
  {
    name: 'nested objects',
    response: {
      status: 200,
      body: { content: { a: { b: { c: { d: 1 } } } }, contentType: 'application/json', encoded: false },
    },
    answer: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"a":{"b":{}}}' },
    texts: ['$.a.b.c is missing'],
  },
  {
    name: 'top-level arrayContains',
    response: {
      status: 200,
      body: { content: [{ x: 1, y: 'b' }], contentType: 'application/json', encoded: false },
      matchingRules: {
        body: {
          $: {
            combine: 'AND',
            matchers: [
              {
                match: 'arrayContains',
                variants: [
                  {
                    index: 0,
                    rules: { '$.y': { combine: 'AND', matchers: [{ match: 'regex', regex: '^b+$' }] } },
                    generators: {},
                  },
                ],
              },
            ],
          },
        },
      },
    },
    answer: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '[{"x":2,"y":"bb"},{"x":1}]',
    },
    texts: ['$[1].y is missing (the closest of 2 items)'],
  },
];
