import { anyBytes, long } from '../mutations/mutation.ts';
import { closes, hidden, type Kind, posted, settles, stays, written } from './kind.ts';

const notHttp = [
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'SSH-2.0-OpenSSH_9.9\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00',
  '\x00\x00\x00\x00\x00',
  '{"method":"GET"}\r\n\r\n',
  '<?xml version="1.0"?>\r\n',
  'EHLO localhost\r\n',
];
const versions = [
  '',
  ' HTTP/0.9',
  ' HTTP/1.2',
  ' HTTP/9.9',
  ' HTTP/1.1x',
  ' HTP/1.1',
  ' HTTP/1',
  ' http/1.1',
  ' HTTP/11.1',
];
const heads = [
  ': no name',
  'No colon',
  ' X-Folded: at once',
  'X Space: x',
  'X-Null: \0',
  'X\0: x',
  'X-Return: a\rb',
  'Content-Length: a',
  'Content-Length: 99999999999999999999999',
  'Transfer-Encoding: nothing',
];

/** What is no HTTP, or too much of it. */
export const malformedKinds: readonly Kind[] = written({
  'bytes that are not HTTP': (client) => {
    const { dice } = client;
    const any = Buffer.concat([Buffer.from([dice.whole(128, 255)]), anyBytes(dice, dice.whole(1, 500))]);
    client.write(dice.percent(50) ? any : dice.pick(notHttp));
    return closes;
  },
  'another version of HTTP': (client) => {
    client.write(client.request().replace(' HTTP/1.1', client.dice.pick(versions)));
    return closes;
  },
  'a broken header': (client) => {
    client.write(client.request(client.mark(), 'DELETE', [client.dice.pick(heads)]));
    return closes;
  },
  'a head without end': (client) => {
    const length = client.dice.pick([200_000, 1_000_000]);
    client.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${long('v', length)}`);
    return closes;
  },
  'a request line without end': (client) => {
    client.write(`GET /${long('a', client.dice.pick([200_000, 1_000_000]))}`);
    return closes;
  },
  'very many headers': (client) => {
    const count = client.dice.pick([900, 3000, 20_000]);
    const headers = Array.from(
      { length: count },
      (_, at) => `X-${at}: ${long('v', client.dice.whole(0, 9))}`,
    );
    client.write(client.request(client.mark(), 'DELETE', headers));
    return settles;
  },
  'an unknown method': (client) => {
    client.write(
      client.request(client.mark(), client.dice.pick(['FOO', 'get', 'Delete', 'X', long('M', 5000)])),
    );
    return closes;
  },
  'what is not HTTP, from a client that stays': (client) => {
    client.write(
      client.dice.pick([
        'FOO / HTTP/1.1\r\nHost: x\r\n\r\n',
        '\x80\x81\x82',
        'GET / HTTP/1.1\r\n bad\r\n\r\n',
      ]),
    );
    return stays;
  },
});

const sizes = [
  'zz',
  'FFFFFFFFFFFFFFFFF',
  '-1',
  '0x5',
  ' 5',
  '5 5',
  '',
  '5\n',
  `5;${long('e', 20_000)}`,
  long('0', 20_000),
];
const codings = [
  'Transfer-Encoding : chunked',
  'Transfer-Encoding: xchunked',
  'Transfer-Encoding:\x0bchunked',
  'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity',
  'Transfer-Encoding: chunked, identity',
  'Transfer-Encoding\x00: chunked',
  'Transfer-Encoding:\r\n chunked',
  'X: y\nTransfer-Encoding: chunked',
  'X: y\rTransfer-Encoding: chunked',
  'Transfer-Encoding: "chunked"',
];

/** Bodies whose end can be understood in two ways, and requests hidden in them. */
export const framingKinds: readonly Kind[] = written({
  'chunks of no size': (client) => {
    client.write(
      posted(client, ['Transfer-Encoding: chunked'], `${client.dice.pick(sizes)}\r\nhello\r\n0\r\n\r\n`),
    );
    return settles;
  },
  'chunks that are not what their size says': (client) => {
    const body = client.dice.pick([
      '5\r\nhelloX\r\n0\r\n\r\n',
      '9\r\nhello\r\n0\r\n\r\n\r\n\r\n',
      '5\nhello\n0\n\n',
      '5\r\nhello0\r\n\r\n',
    ]);
    client.write(posted(client, ['Transfer-Encoding: chunked'], body));
    client.socket.end();
    return closes;
  },
  trailers: (client) => {
    const trailer = client.dice.pick([
      'Content-Length: 5',
      'Host: other',
      long('X-T: v\r\n', 40_000).trimEnd(),
      'X-Auth-Token: y',
      ': x',
      'X',
    ]);
    client.write(posted(client, ['Transfer-Encoding: chunked'], `2\r\n{}\r\n0\r\n${trailer}\r\n\r\n`));
    return settles;
  },
  'Content-Length and Transfer-Encoding': (client) => {
    const inner = hidden(client);
    const both = [
      'Transfer-Encoding: chunked',
      `Content-Length: ${client.dice.pick([4, 5, inner.length + 5])}`,
    ];
    client.write(posted(client, client.dice.percent(50) ? both : both.toReversed(), `0\r\n\r\n${inner}`));
    return closes;
  },
  'two lengths': (client) => {
    const inner = hidden(client);
    const lengths = client.dice.pick([
      [0, inner.length],
      [inner.length, 0],
      [inner.length, inner.length],
    ]);
    client.write(
      posted(
        client,
        lengths.map((length) => `Content-Length: ${length}`),
        inner,
      ),
    );
    return closes;
  },
  'a malformed length': (client) => {
    const inner = hidden(client);
    const length = client.dice.pick([
      '+0',
      '-0',
      '0, 0',
      '0 0',
      '0x0',
      '0;',
      '00000000000000000000x',
      '1e0',
      '٣',
    ]);
    client.write(posted(client, [`Content-Length: ${length}`], inner));
    return closes;
  },
  'an unknown transfer coding': (client) => {
    client.write(posted(client, [client.dice.pick(codings)], `0\r\n\r\n${hidden(client)}`));
    return closes;
  },
  'lines that end with LF alone': (client) => {
    client.write(client.request(client.mark('hidden')).replaceAll('\r\n', '\n'));
    return closes;
  },
  'a body behind a GET': (client) => {
    const inner = hidden(client);
    const mark = client.mark();
    client.write(`${client.request(mark, 'GET', [`Content-Length: ${inner.length}`])}${inner}`);
    return { must: 'answers', marks: [mark] };
  },
  'a body that is refused before it has come': async (client) => {
    const inner = hidden(client);
    const mark = client.mark();
    const length = `Content-Length: ${inner.length}`;
    client.write(
      client
        .request(mark, 'PUT', ['Content-Type: text/nonsense', length])
        .replace(/X-Auth-Token: .*/, 'X-A: b'),
    );
    await client.pause(20);
    client.write(inner);
    return settles;
  },
});
