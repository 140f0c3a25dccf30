import { UsageError } from './errors.ts';

type AddressText = (host: string, port: number) => string;

const noSuchAddress: AddressText = (host) =>
  `this machine has no address ${host}. Give one of its own with --host, or leave --host out for 127.0.0.1.`;

/** Why an address cannot be had, by the system's code. */
const refusedAddresses: Readonly<Record<string, AddressText>> = {
  EADDRINUSE: (host, port) =>
    `port ${port} of ${host} is taken. Choose another with --port, or let --port 0 find a free one.`,
  EACCES: (_, port) =>
    `port ${port} is not for everybody. Choose one from 1024 on, or let --port 0 find a free one.`,
  EADDRNOTAVAIL: noSuchAddress,
  ENOTFOUND: noSuchAddress,
  EAI_AGAIN: noSuchAddress,
};

/** The usage error for an address that cannot be listened at; undefined for any other error. */
export function addressUsageError(
  error: unknown,
  { host, port }: { readonly host: string; readonly port: number },
): UsageError | undefined {
  const text = refusedAddresses[(error as NodeJS.ErrnoException).code ?? '']?.(host, port);
  return text === undefined ? undefined : new UsageError(text, { cause: error });
}
