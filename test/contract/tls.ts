/** A fake behind TLS, as a cloud with an authority of its own has it. */
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { imageMembers } from '../../src/express.ts';
import type { Listening } from '../../src/listening.ts';
import type { Fake } from '../../src/world/fake.ts';

const folder = join(import.meta.dirname, '../tls');

/** The path of a file of test/tls. */
export function pem(name: string): string {
  return join(folder, name);
}

/** What the server asks of its clients, and which certificate it shows. */
export interface TlsOptions {
  readonly certificate?: 'server' | 'expired';
  /** Whether it wants a certificate of the client. */
  readonly clients?: boolean;
  /** Where it sends every client on to. */
  readonly redirect?: string;
}

/** Serves a fake at `https://localhost`, on a free port. */
export async function listenWithTls(
  fake: Fake,
  { redirect, ...options }: TlsOptions = {},
): Promise<{ readonly url: string } & AsyncDisposable> {
  const { url, close } = await listenAtTls(
    redirect === undefined
      ? express().use(imageMembers(fake))
      : (_, response) => response.writeHead(301, { location: redirect }).end(),
    options,
  );
  return { url, [Symbol.asyncDispose]: close };
}

/** Serves whatever answers at `https://localhost`, on a free port. */
export async function listenAtTls(
  listener: RequestListener,
  { certificate = 'server', clients = false }: Omit<TlsOptions, 'redirect'> = {},
): Promise<Pick<Listening, 'url' | 'close'>> {
  const options = {
    cert: readFileSync(pem(`${certificate}.pem`)),
    key: readFileSync(pem(`${certificate}-key.pem`)),
    ca: readFileSync(pem('authority.pem')),
    requestCert: clients,
    rejectUnauthorized: clients,
  };
  const server = createServer(options, listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
