/**
 * The cURL commands of the page "Share images", which a reader runs from top to bottom with $API_ENDPOINT and
 * $AUTH_TOKEN set. Mended is only what keeps a command of the page from running at all:
 *
 * - "Creating": the line that ends with `-H "X-Auth-Token: $AUTH_TOKEN"` lacks its backslash, so that the rest of the
 *   command would be a command of its own;
 * - "Listing": `API_ENDPOINT` lacks its `$`;
 * - "Listing" and "Getting details": a backslash stands in the middle of a line, before ` -H`, where the page lost the
 *   line break; and the text "Options:" is glued to the end of the command;
 * - `python` is python3, which is what it is called today.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The commands, in the order of the page. */
export const commands: Readonly<Record<'create' | 'list' | 'show' | 'update' | 'remove', string>> = {
  create: String.raw`curl -s $API_ENDPOINT/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members \
-X POST \
-d '{"member":"123456"}' -H "X-Auth-Token: $AUTH_TOKEN" \
-H "Content-Type:application/json" |python3 -m json.tool`,
  list: String.raw`curl -s $API_ENDPOINT/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members \
-H "X-Auth-Token: $AUTH_TOKEN" |python3 -m json.tool`,
  show: String.raw`curl -s $API_ENDPOINT/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members/123456 \
-H "X-Auth-Token: $AUTH_TOKEN" |python3 -m json.tool`,
  update: String.raw`curl -s $API_ENDPOINT/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members/123456 \
-X PUT -d '{"status":"accepted"}' -H "Content-Type: application/json" -H "X-Auth-Token: $AUTH_TOKEN"|python3 -m json.tool`,
  remove: String.raw`curl -i $API_ENDPOINT/v2/images/a96be11e-8536-4910-92cb-de50aa19dfe6/members/123456 \
-X DELETE \
-H "X-Auth-Token: $AUTH_TOKEN"`,
};

/** The first command as the page prints it: without the backslash, curl sends the body as a form. */
export const createAsPrinted: string = commands.create.replace('$AUTH_TOKEN" \\\n', '$AUTH_TOKEN"\n');

let found: Promise<string> | undefined;

/** The path with Python's own folder first: a version manager's shim before it takes a second for each command. */
function path(): Promise<string> {
  const python = ['-c', 'import os, sys; print(os.path.dirname(sys.executable))'];
  found ??= promisify(execFile)('python3', python).then(
    ({ stdout }) => `${stdout.trim()}:${process.env['PATH'] ?? ''}`,
    () => process.env['PATH'] ?? '',
  );
  return found;
}

/**
 * Runs a command of the page in bash and gives what it prints. Node's pipes are sockets, and a bash that reads from one
 * takes it for a remote shell: it would run the start file of whoever tests.
 */
export async function runCommand(command: string, endpoint: string, token: string): Promise<string> {
  const env = { PATH: await path(), API_ENDPOINT: endpoint, AUTH_TOKEN: token };
  return (await promisify(execFile)('bash', ['--norc', '-c', command], { env })).stdout;
}

/** The member that the commands create, at noon of the tests' clock. */
export const member: Readonly<Record<string, string>> = {
  created_at: '2013-10-07T17:58:03Z',
  image_id: 'a96be11e-8536-4910-92cb-de50aa19dfe6',
  member_id: '123456',
  schema: '/v2/schemas/member',
  status: 'pending',
  updated_at: '2013-10-09T12:00:00Z',
};

/** The member that was there before. */
export const second: Readonly<Record<string, string>> = {
  ...member,
  created_at: '2013-10-07T17:58:55Z',
  member_id: '9876543',
  status: 'accepted',
  updated_at: '2013-10-08T12:08:55Z',
};
