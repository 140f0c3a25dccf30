// The reference: an application of Express 5 whose routes do nothing but answer. They know no caller, rule or state.
import { readFileSync } from 'node:fs';
import express from 'express';

const [file] = process.argv.slice(2);
const answers = file === undefined ? { get: {} } : JSON.parse(readFileSync(file, 'utf8'));

const app = express();
app.use(express.json());
app.get('/v2/images/:image/members/:member', (_request, response) => response.json(answers.get));
app.put('/v2/images/:image/members/:member', (_request, response) => response.json(answers.put));
app.get('/v2/images/:image/members', (_request, response) => response.json(answers.list));
app.post('/v2/images/:image/members', (_request, response) => response.json(answers.post));
app.get('/v2/images', (_request, response) => response.json(answers.images));
app.post('/identity/v3/auth/tokens', (_request, response) => response.json(answers.login));
const server = app.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
