/** A fake behind TLS, as a cloud with an authority of its own has it. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { imageMembers } from '../../src/express.ts';
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
  { certificate = 'server', clients = false, redirect }: TlsOptions = {},
): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer(
    {
      cert: readFileSync(pem(`${certificate}.pem`)),
      key: readFileSync(pem(`${certificate}-key.pem`)),
      ca: readFileSync(pem('authority.pem')),
      requestCert: clients,
      rejectUnauthorized: clients,
    },
    redirect === undefined
      ? express().use(imageMembers(fake))
      : (_, response) => response.writeHead(301, { location: redirect }).end(),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
