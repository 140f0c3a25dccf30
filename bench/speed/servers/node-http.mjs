// What is possible: `node:http` without a framework, one answer per method and kind of path, no caller, rule or state.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [file] = process.argv.slice(2);
const answers = file === undefined ? { get: {} } : JSON.parse(readFileSync(file, 'utf8'));
const member = /^\/v2\/images\/[^/]+\/members\/[^/]+$/;
const members = /^\/v2\/images\/[^/]+\/members$/;

function answerTo(method, url) {
  if (member.test(url)) return method === 'PUT' ? answers.put : answers.get;
  if (members.test(url)) return method === 'POST' ? answers.post : answers.list;
  return method === 'POST' ? answers.login : answers.images;
}

function send(response, answer) {
  const text = JSON.stringify(answer);
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) });
  response.end(text);
}

const server = createServer((request, response) => {
  const answer = answerTo(request.method, request.url);
  if (request.method === 'GET') return send(response, answer);
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString());
    send(response, answer);
  });
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
