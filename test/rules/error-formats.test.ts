import { expect } from 'vitest';
import { image, list, patch, show } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const world = { seed: cast() };
const sentence = `nobody not found in the member list of the image ${image}.`;

const formats = {
  JSON: [
    'application/json',
    `{"message": "${sentence}<br /><br />\\n\\n\\n", "code": "404 Not Found", "title": "Not Found"}`,
  ],
  HTML: [
    'text/html; charset=UTF-8',
    `<html>\n <head>\n  <title>404 Not Found</title>\n </head>\n <body>\n  <h1>404 Not Found</h1>\n  ${sentence}<br /><br />\n\n\n\n </body>\n</html>`,
  ],
  'plain text': ['text/plain; charset=UTF-8', `404 Not Found\n\n${sentence}\n\n   `],
} as const;

const accepts: Readonly<Record<keyof typeof formats, readonly string[]>> = {
  JSON: [
    'application/json',
    'application/*',
    'application/json, */*;q=0.1',
    'application/json;q=0.5, text/html;q=0.4',
    'APPLICATION/JSON',
  ],
  HTML: [
    '*/*',
    'text/html',
    'text/*',
    'garbage',
    'application/json, text/html',
    'application/json, text/plain, */*',
    'application/json, */*',
    'text/html, application/json;q=0.9',
  ],
  'plain text': ['', 'text/plain', 'application/xml', 'application/json; charset=utf-8'],
};

for (const format of ['JSON', 'HTML', 'plain text'] as const) {
  const [type, text] = formats[format];
  for (const accept of accepts[format]) {
    everyDoor(`Accept: ${accept || '(empty)'} gets ${format}`, world, async (t) => {
      const { status, headers, ...replied } = await t.send({
        as: 'producer',
        ...show('nobody'),
        headers: { accept },
      });
      expect([status, headers.get('content-type'), replied.text]).toEqual([404, type, text]);
      expect(headers.get('content-length')).toBe(String(text.length));
    });
  }
}

everyDoor.except('msw', 'fetch always sends Accept')('no Accept at all gets plain text', world, async (t) => {
  const { headers, text } = await t.send({ as: 'producer', ...show('nobody'), headers: { accept: null } });
  expect([headers.get('content-type'), text]).toEqual([...formats['plain text']]);
});

everyDoor.except('core', 'who calls sends what it likes').except('express', 'asked with node:http')(
  'fetch without Accept asks for anything, and gets HTML',
  world,
  async (t) => {
    const { headers, text } = await t.send({ as: 'producer', ...show('nobody'), headers: { accept: null } });
    expect([headers.get('content-type'), text]).toEqual([...formats.HTML]);
  },
);

everyDoor('JSON leaves entities as they are', world, async (t) => {
  const { body } = await t.send({ as: 'producer', ...list('%3Cx%3E%22%27&') });
  expect(body).toEqual({
    message: 'Image <x>"\'& not found.<br /><br />\n\n\n',
    code: '404 Not Found',
    title: 'Not Found',
  });
});

everyDoor('HTML escapes entities', world, async (t) => {
  const { text } = await t.send({
    as: 'producer',
    ...list('%3Cx%3E%22%27&'),
    headers: { accept: 'text/html' },
  });
  expect(text).toContain('\n  Image &lt;x&gt;&quot;&#x27;&amp; not found.<br /><br />\n\n\n\n </body>');
});

everyDoor('plain text loses what looks like a tag', world, async (t) => {
  const { text } = await t.send({
    as: 'producer',
    ...list('%3Cx%3E%22%27&'),
    headers: { accept: 'text/plain' },
  });
  expect(text).toBe('404 Not Found\n\nImage "\'& not found.\n\n   ');
});

everyDoor('some refusals have the sentence of their status first', world, async (t) => {
  const asked = patch([{ op: 'replace', path: '/owner', value: '123456' }]);
  const json = await t.send({ as: 'producer', ...asked });
  expect(json.body).toEqual({
    message: "Access was denied to this resource.<br /><br />\nOwner can't be updated by non admin.\n\n",
    code: '403 Forbidden',
    title: 'Forbidden',
  });
  const html = await t.send({ as: 'producer', ...asked, headers: { ...asked.headers, accept: 'text/html' } });
  expect(html.text).toContain(
    '\n  Access was denied to this resource.<br /><br />\nOwner can&#x27;t be updated by non admin.\n\n\n </body>',
  );
});

const everyFormat: readonly (readonly [accept: string, text: string])[] = [
  ['application/json', '"code": "401 Unauthorized"'],
  ['text/html', '<h1>401 Unauthorized</h1>'],
  ['text/plain', '401 Unauthorized\n\nThis server could not verify'],
];
for (const [accept, text] of everyFormat) {
  everyDoor(
    `a 401 comes in the format that Accept: ${accept} asks for, with the challenge`,
    world,
    async (t) => {
      const replied = await t.send({ ...list(), headers: { accept } });
      expect(replied.text).toContain(text);
      expect(replied.headers.get('www-authenticate')).toBe(`Keystone uri="${t.base}/identity"`);
    },
  );
}

for (const accept of ['application/json', 'text/html', 'text/plain', '*/*', 'garbage', '']) {
  everyDoor(`a success is JSON whatever is accepted: ${accept || '(empty)'}`, world, async (t) => {
    const { status, headers } = await t.send({ as: 'producer', ...list(), headers: { accept } });
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
  });
}

everyDoor('the language that is accepted does not matter', world, async (t) => {
  const { text } = await t.send({
    as: 'producer',
    ...show('nobody'),
    headers: { 'accept-language': 'ja, de;q=0.9' },
  });
  expect(text).toBe(formats.JSON[1]);
});
