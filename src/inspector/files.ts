import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import type { HttpResponse } from '../http/message.ts';
import { packageFile } from '../package-files.ts';

/** Whether this runs from the sources, where the page is TypeScript in many modules; in the package it is one script. */
const isSource: boolean = import.meta.url.endsWith('.ts');

const folder: string = isSource ? import.meta.dirname : packageFile('dist/inspector');

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  ts: 'text/javascript; charset=utf-8',
};

/**
 * What the page may do: run its own scripts, use its own styles, ask its own server. No text becomes markup but through
 * the templates of lit-html, which are constants; nobody shows the page in a frame.
 */
const policy: string = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

const common: HttpResponse['headers'] = [
  ['Content-Security-Policy', policy],
  ['Referrer-Policy', 'no-referrer'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cache-Control', 'no-cache'],
];

const script: string = isSource ? 'main.ts' : 'main.js';

const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>image-members-fake</title>
<link rel="icon" href="page/icon.svg">
<link rel="stylesheet" href="page/page.css">
<script type="module" src="page/${script}"></script>
</head>
<body><noscript>This page needs JavaScript. The control plane does not: GET /_fake lists it.</noscript></body>
</html>
`;

/** The page itself. */
export function pageItself(): HttpResponse {
  return {
    status: 200,
    headers: [['Content-Type', 'text/html; charset=utf-8'], ...common],
    body: html,
  };
}

/**
 * A file of the page, read when it is asked for.
 * @param name below `/_fake/page/`.
 * @returns undefined where the page has no such file.
 */
export async function pageFile(name: string): Promise<HttpResponse | undefined> {
  const [, ending = ''] =
    /^[a-z-]+\.(css|js|svg|ts)$/.exec(name.replace(/^lib\/(?:directives\/)?/, '')) ?? [];
  const type = types[ending];
  const path = type === undefined ? undefined : pathOf(name);
  if (path === undefined || type === undefined) return undefined;
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const body = ending === 'ts' ? runnable(text) : text;
  return { status: 200, headers: [['Content-Type', type], ...common], body };
}

function pathOf(name: string): string | undefined {
  if (!name.startsWith('lib/')) return join(folder, isSource ? 'page' : '', name);
  if (!isSource) return undefined;
  return packageFile(`node_modules/lit-html/${name.slice('lib/'.length)}`);
}

/** A module of the sources as a browser runs it: without types, and with the way to lit-html. */
function runnable(text: string): string {
  return stripTypeScriptTypes(text).replaceAll(
    /(from\s+')lit-html(?:\/([\w/.-]+))?'/g,
    (_, from: string, file = 'lit-html.js') => `${from}./lib/${file}'`,
  );
}
