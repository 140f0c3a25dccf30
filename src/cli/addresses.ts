import { readFileSync } from 'node:fs';
import { AddressError, highestPort, type TlsFiles, tlsProblem } from '../listening.ts';
import type { CommandArguments } from './arguments.ts';
import { UsageError } from './errors.ts';
import { wholeNumber } from './values.ts';

/** Where a server of a command listens. */
export interface Address {
  readonly port: number;
  readonly host: string;
}

/**
 * The address that `--port` and `--host` give.
 * @param port where none is given; 0 takes any free one.
 * @throws UsageError for a port that is none.
 */
export function addressOf(args: CommandArguments, port: number): Address {
  return {
    port: wholeNumber(args, 'port', [0, highestPort]) ?? port,
    host: args.text('host') ?? '127.0.0.1',
  };
}

/**
 * Begins to listen.
 * @throws UsageError where the address cannot be had.
 */
export async function listeningAt<Listening>(listen: () => Promise<Listening>): Promise<Listening> {
  try {
    return await listen();
  } catch (error) {
    if (error instanceof AddressError || error instanceof RangeError)
      throw new UsageError(error.message, { cause: error });
    throw error;
  }
}

/** The certificate and the key that the options name. @throws UsageError where one is missing, or they cannot be used. */
export function tlsOf(args: CommandArguments): { readonly tls?: TlsFiles } {
  const [cert, key] = [args.text('tls-cert'), args.text('tls-key')];
  if (cert === undefined && key === undefined) return {};
  if (cert === undefined || key === undefined)
    throw new UsageError(
      'HTTPS takes both --tls-cert FILE, the certificate, and --tls-key FILE, its private key, in the form of PEM.',
    );
  const tls = { cert: contentsOf('tls-cert', cert), key: contentsOf('tls-key', key) };
  const wrong = tlsProblem(tls);
  if (wrong === undefined) return { tls };
  const [file, other] = wrong.part === 'cert' ? [cert, key] : [key, cert];
  throw new UsageError(
    `--tls-${wrong.part} ${file} ${wrong.problem}${wrong.isMismatch ? ` in ${other}` : ''}. ${tlsAdvice}`,
  );
}

const tlsAdvice =
  'A pair for this machine: openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1';

/** @throws UsageError where the file cannot be read. */
function contentsOf(option: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const why = unreadable[(error as NodeJS.ErrnoException).code ?? ''] ?? (error as Error).message;
    throw new UsageError(`--${option} ${file} cannot be read: ${why}.`, { cause: error });
  }
}

/** Why a file cannot be read, by the system's code. */
const unreadable: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a directory',
  EACCES: 'this user may not read it',
};
