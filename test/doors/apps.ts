/** Applications that people mount the fake in, and the middleware that they put before it. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import express from 'express';
import { createServer as viteServer } from 'vite';
import type { Middleware } from '../../src/express.ts';

const require = createRequire(import.meta.url);

/** What the four applications have in common. */
interface App extends RequestListener {
  use(path: string, middleware: unknown): App;
  set?(setting: string, value: unknown): App;
}

const express4 = require('express4') as () => App;
const connect = require('connect') as () => App;

/** What is mounted, in its order: each at a path. */
export type Mounts = readonly (readonly [path: string, middleware: unknown])[];

/** Settings of Express. */
type Settings = Readonly<Record<string, unknown>>;

function mounted(app: App, mounts: Mounts, settings: Settings = {}): App {
  for (const [name, value] of Object.entries(settings)) app.set?.(name, value);
  for (const [path, middleware] of mounts) app.use(path, middleware);
  return app;
}

interface Opened {
  readonly listener: RequestListener;
  readonly close: () => Promise<void>;
}

const noClosing = async (): Promise<void> => {};

/** A plugin gets its middleware in before Vite's own, which answers all else. */
async function vite(mounts: Mounts): Promise<Opened> {
  const configureServer = ({ middlewares }: { middlewares: unknown }): void =>
    void mounted(middlewares as App, mounts);
  const server = await viteServer({
    root: tmpdir(),
    configFile: false,
    envFile: false,
    logLevel: 'silent',
    appType: 'custom',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, watch: null, ws: false, allowedHosts: true, cors: false },
    plugins: [{ name: 'image-members-fake', configureServer }],
  });
  return { listener: server.middlewares as unknown as RequestListener, close: () => server.close() };
}

/** Each application with what is mounted in it. */
export const apps: Readonly<Record<string, (mounts: Mounts, settings: Settings) => Promise<Opened>>> = {
  'Express 4': async (...all) => ({ listener: mounted(express4(), ...all), close: noClosing }),
  'Express 5': async (...all) => ({
    listener: mounted(express() as unknown as App, ...all),
    close: noClosing,
  }),
  connect: async (mounts) => ({ listener: mounted(connect(), mounts), close: noClosing }),
  Vite: vite,
};

type Make = (options?: object) => Middleware;
const morgan = require('morgan') as (format: string, options: object) => Middleware;
const session = require('express-session') as Make;

/** Middleware that changes what an answer's methods do: each by on-headers 1.0.2, which loses a flat list of headers. */
export const commonMiddleware: Readonly<Record<string, () => Middleware>> = {
  'morgan 1.10.0': () => morgan('combined', { stream: { write() {} } }),
  'compression 1.7.4': () => (require('compression') as Make)({ threshold: 0 }),
  'express-session 1.18.1': () => session({ secret: 'a secret', resave: true, saveUninitialized: true }),
  'response-time 2.3.3': () => (require('response-time') as Make)(),
};

/** A server of an application. */
export interface Served extends AsyncDisposable {
  readonly url: string;
}

/** Serves an application at any free port. */
export async function serveApp(name: string, mounts: Mounts, settings: Settings = {}): Promise<Served> {
  const { listener, close } = await (apps[name] as (typeof apps)[string])(mounts, settings);
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.close().closeAllConnections();
      await close();
    },
  };
}

/** Middleware that takes an error, with which an application ends where no other does. */
export function takingErrors(taken: (error: unknown) => void): unknown {
  return (error: unknown, _: IncomingMessage, response: { statusCode: number; end(): void }, __: unknown) => {
    taken(error);
    response.statusCode = 500;
    response.end();
  };
}
