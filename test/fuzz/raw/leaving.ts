import { tokenOf } from '../place.ts';
import { closes, hidden, type Kind, leaves, settles, slowly, stays, upload, written } from './kind.ts';

/** Clients that are slow, break off, or go away. */
export const leavingKinds: readonly Kind[] = written({
  'a connection and nothing on it': async (client) => {
    await client.pause(20);
    client.leave();
    return leaves;
  },
  'a request that stops anywhere': async (client) => {
    const text = client.dice.percent(50) ? client.request() : upload(3000);
    client.write(text.slice(0, client.dice.whole(1, text.length - 1)));
    await client.pause(20);
    client.leave();
    return leaves;
  },
  'a reset at any point': async (client) => {
    const text = `${client.request()}${client.request()}${upload(2000)}`;
    client.write(text.slice(0, client.dice.whole(1, text.length)));
    if (client.dice.percent(60)) await client.pause(10);
    client.leave('reset');
    return leaves;
  },
  'a body that breaks off': async (client) => {
    const text = upload(20_000);
    const head = text.indexOf('\r\n\r\n') + 4;
    client.write(text.slice(0, client.dice.whole(head, text.length - 1)));
    await client.pause(10);
    client.leave();
    return leaves;
  },
  'a slow request': async (client) => {
    const mark = client.mark();
    const body = '{"status": "accepted"}';
    const headers = ['Content-Type: application/json', `Content-Length: ${body.length}`];
    await slowly(client, `${client.request(mark, 'PUT', headers)}${body}`);
    return { must: 'answers', marks: [mark] };
  },
  'a slow upload': async (client) => {
    await slowly(client, upload(5000));
    return settles;
  },
  'a client that closes its half': (client) => {
    const mark = client.mark();
    client.write(client.request(mark));
    client.socket.end();
    return { must: 'answers', marks: [mark] };
  },
  'a client that closes its half too early': (client) => {
    const text = client.request();
    client.write(text.slice(0, client.dice.whole(1, text.length - 3)));
    client.socket.end();
    return closes;
  },
  'a client that never reads': async (client) => {
    client.socket.pause();
    const list = `GET /v2/schemas/image HTTP/1.1\r\nHost: x\r\nX-Auth-Token: ${tokenOf('producer-0')}\r\n\r\n`;
    client.write(list.repeat(60));
    await client.pause(40);
    client.leave('reset');
    return leaves;
  },
  'a client that waits for 100 Continue and goes': async (client) => {
    client.write(client.request(client.mark(), 'PUT', ['Expect: 100-continue', 'Content-Length: 100']));
    await client.pause(20);
    client.leave();
    return leaves;
  },
});

/** Clients that want another protocol, or a tunnel. */
export const tunnelKinds: readonly Kind[] = written({
  CONNECT: (client) => {
    client.write(
      `CONNECT ${client.dice.pick(['other.test:443', '/v2/images', '*', '127.0.0.1:80'])} HTTP/1.1\r\nHost: x\r\n\r\n`,
    );
    return closes;
  },
  'CONNECT and more': (client) => {
    client.write(`CONNECT 127.0.0.1:80 HTTP/1.1\r\nHost: x\r\n\r\n${hidden(client)}`);
    return closes;
  },
  'CONNECT and a reset': async (client) => {
    client.write('CONNECT /v2/images HTTP/1.1\r\nHost: x\r\n\r\n');
    if (client.dice.percent(60)) await client.pause(10);
    client.leave('reset');
    return leaves;
  },
  'CONNECT from a client that stays': (client) => {
    client.write('CONNECT /v2/images HTTP/1.1\r\nHost: x\r\n\r\n');
    return stays;
  },
  'an upgrade': (client) => {
    const mark = client.mark();
    const upgrade = client.dice.pick([
      [
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
        'Sec-WebSocket-Version: 13',
      ],
      ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA'],
      ['Connection: Upgrade', 'Upgrade: TLS/1.0'],
    ]);
    client.write(client.request(mark, 'DELETE', upgrade));
    return { must: 'answers', marks: [mark] };
  },
  'an upgrade and bytes of the other protocol': async (client) => {
    client.write(client.request(client.mark(), 'DELETE', ['Connection: Upgrade', 'Upgrade: websocket']));
    if (client.dice.percent(50)) await client.pause(20);
    client.write('\x81\x85\x00\x00\x00\x00hello');
    return closes;
  },
  'a tunnel that is reset': async (client) => {
    client.write(client.request(client.mark(), 'DELETE', ['Connection: Upgrade', 'Upgrade: h2c']));
    await client.pause(10);
    client.leave('reset');
    return leaves;
  },
});
