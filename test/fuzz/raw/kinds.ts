import { closes, hidden, type Kind, written } from './kind.ts';
import { leavingKinds, tunnelKinds } from './leaving.ts';
import { framingKinds, malformedKinds } from './malformed.ts';

const wrongs = [
  'FOO / HTTP/1.1\r\n\r\n',
  'GET\r\n\r\n',
  '\x80\x81',
  'GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n',
  'GET / HTTP/3.0\r\n\r\n',
  '{}\r\n\r\n',
];

/** Several requests on one connection, and what is none among them. */
const pipelines: readonly Kind[] = written({
  'requests in one packet': (client) => {
    const marks = Array.from({ length: client.dice.whole(2, 12) }, () => client.mark());
    client.write(marks.map((mark) => client.request(mark, client.dice.pick(['GET', 'DELETE']))).join(''));
    return { must: 'answers', marks };
  },
  'a request and a malformed one in one packet': (client) => {
    const marks = Array.from({ length: client.dice.whole(1, 3) }, () => client.mark());
    client.write(`${marks.map((mark) => client.request(mark)).join('')}${client.dice.pick(wrongs)}`);
    return { must: 'closes', valid: marks };
  },
  'a request and a malformed one a moment later': async (client) => {
    const mark = client.mark();
    client.write(client.request(mark));
    await client.pause(10);
    client.write(client.dice.pick(wrongs));
    return { must: 'closes', valid: [mark] };
  },
  'a malformed request and one behind it': (client) => {
    client.write(`${client.dice.pick(wrongs)}${hidden(client)}`);
    return closes;
  },
  'an upgrade and a malformed request': async (client) => {
    const mark = client.mark();
    const expected = client.dice.pick([[], ['Expect: something'], ['Expect: ']]);
    client.write(client.request(mark, 'DELETE', ['Connection: Upgrade', 'Upgrade: h2c', ...expected]));
    await client.pause(20);
    client.write(client.dice.pick(wrongs));
    return { must: 'closes', valid: [mark] };
  },
  'a request behind one that ends the connection': (client) => {
    const mark = client.mark();
    client.write(`${client.request(mark, 'DELETE', ['Connection: close'])}${hidden(client)}`);
    return { must: 'answers', marks: [mark] };
  },
});

/** Every kind of raw connection; a run takes them in turn. */
export const kinds: readonly Kind[] = [
  ...leavingKinds,
  ...malformedKinds,
  ...tunnelKinds,
  ...pipelines,
  ...framingKinds,
];

/** The kind of the raw connection at a place of a run. */
export function kindAt(index: number): Kind {
  return kinds[index % kinds.length] as Kind;
}
