import { readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { StateError } from '../cloud.ts';
import type { Connection } from '../connection.ts';
import type { CloudSettings } from './settings.ts';

/** What YAML 1.1 and openstacksdk take for false and for true. */
const no = /^(?:false|no|off)$/i;
const yes = /^(?:true|yes|on)$/i;

/**
 * How a cloud is reached: `verify`, `insecure`, `cacert`, `cert`, `key` and `api_timeout`, as openstacksdk reads them.
 * Source: openstacksdk 0.101, `get_requests_verify_args`.
 * @throws StateError where a file is not there, or not what it should be.
 */
export function connectionOf({ where, beside }: CloudSettings): Connection {
  const text = (name: string): string | undefined =>
    beside[name] === undefined ? undefined : String(beside[name]);
  const verify = text('verify');
  const isLookedAt = !no.test(verify ?? 'true') && !yes.test(text('insecure') ?? 'false');
  // `verify` may be the file itself.
  const authority = text('cacert') ?? (verify === undefined || yes.test(verify) ? undefined : verify);
  const ca = isLookedAt && authority !== undefined ? { ca: authoritiesIn(where, authority) } : {};
  return {
    verify: isLookedAt,
    ...ca,
    ...clientOf(where, text('cert'), text('key')),
    ...patienceOf(where, text('api_timeout')),
  };
}

function patienceOf(where: string, written: string | undefined): Pick<Connection, 'seconds'> {
  if (written === undefined) return {};
  const seconds = Number(written);
  if (seconds > 0 && seconds <= 86_400) return { seconds };
  throw new StateError(`${where} has an api_timeout that is no number of seconds such as 60.`);
}

/** A certificate of this client with its key, which may be in one file. */
function clientOf(
  where: string,
  certFile: string | undefined,
  keyFile: string | undefined,
): Pick<Connection, 'cert' | 'key'> {
  if (certFile === undefined) {
    if (keyFile === undefined) return {};
    throw new StateError(`${where} has a key and no cert. Add \`cert\` with the file of the certificate.`);
  }
  const cert = pemIn(where, 'cert', certFile);
  const key = keyFile === undefined ? cert : pemIn(where, 'key', keyFile);
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw new StateError(`${where} has a cert and a key that do not go together: ${reasonOf(error)}.`, {
      cause: error,
    });
  }
  return { cert, key };
}

/** What OpenSSL says is for programmers. Nothing of the files is in it. */
function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH') return 'the key is that of another certificate';
  if (code === 'ERR_OSSL_PEM_NO_START_LINE') return 'one of them is not in PEM';
  if (/PASSPHRASE|BAD_PASSWORD|INTERRUPTED|CANCELLED/i.test(code + message))
    return 'the key has a passphrase, and none can be given';
  return message;
}

function pathOf(written: string): string {
  return written.replace(/^~(?=\/|$)/, process.env['HOME'] || homedir());
}

function pemIn(where: string, name: string, written: string): string {
  const file = pathOf(written);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new StateError(
      `${where} has a ${name} that cannot be read: ${(error as Error).message}. Correct the path; it begins where the command runs.`,
      { cause: error },
    );
  }
}

/** The certificates of a file, or of all files of a folder. */
function authoritiesIn(where: string, written: string): readonly string[] & string[] {
  const path = pathOf(written);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const files = isFolder ? readdirSync(path).map((name) => join(path, name)) : [path];
  const all = files
    .filter((file) => !isFolder || (statSync(file, { throwIfNoEntry: false })?.isFile() ?? false))
    .map((file) => pemIn(where, 'cacert', file));
  const certificates = all.filter((pem) => /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/.test(pem));
  if (certificates.length > 0) return certificates;
  throw new StateError(`${where} has a cacert without a certificate in PEM in it: ${written}.`);
}
