// Source: asked of Glance 25.1, whose errors in plain text WebOb's `strip_tags` makes.
import { expect } from 'vitest';
import { patch } from '../calls.ts';
import { cast } from '../cast.ts';
import { everyDoor } from '../doors.ts';

const shown = {
  'a<b': 'a<b',
  'a<b>c': 'ac',
  '<br>': '\n',
  '<brx>': '\n',
  '<BR>': '\n',
  '<!--': '',
  '-->': '',
  '<!-- x -->': ' x ',
  '<!-<!--->x': 'x',
  '<<a>>': '>',
  '<<br>>': '',
  '<b\nr>': '',
  '\r\n': ' ',
  'a<!--b<br>c-->d>e': 'ab\ncd>e',
};

for (const [op, text] of Object.entries(shown))
  everyDoor(`plain text shows ${JSON.stringify(op)} without its tags`, { seed: cast() }, async ({ send }) => {
    const call = patch([{ op, path: '/a' }]);
    const reply = await send({ as: 'producer', ...call, headers: { ...call.headers, accept: 'text/plain' } });
    const rest = '. It must be one of the following: add, remove, replace.\n\n   ';
    expect(reply.text).toBe(`400 Bad Request\n\nInvalid operation: \`${text}\`${rest}`);
  });

everyDoor(
  'a tag without an end takes the rest as it is, but for line breaks',
  { seed: cast() },
  async ({ send }) => {
    const call = patch([{ op: '<br', path: '/a' }]);
    const reply = await send({ as: 'producer', ...call, headers: { ...call.headers, accept: 'text/plain' } });
    expect(reply.text).toBe('400 Bad Request\n\nInvalid operation: `\n\n   ');
  },
);
