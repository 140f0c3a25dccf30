import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cert, key } from '../doors/tls.ts';

/** A proxy that speaks HTTPS, and takes the path `/openstack` away. */
export interface Proxy extends AsyncDisposable {
  /** Where clients reach what is behind it. */
  readonly url: string;
  /** The file of its certificate, which signed itself. */
  readonly certificate: string;
}

/** A port that nobody has: nginx takes no port 0. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

/** @param rest what stands in the block `http`. */
function configuration(rest: string): string {
  return `
${process.getuid?.() === 0 ? 'user root;' : ''}
daemon off;
pid nginx.pid;
error_log stderr notice;
events {}
http {
  access_log off;
  client_body_temp_path temporary;
  proxy_temp_path temporary;
  fastcgi_temp_path temporary;
  uwsgi_temp_path temporary;
  scgi_temp_path temporary;
  ${rest}
}
`;
}

function proxying(port: number, backend: string, lines: readonly string[]): string {
  return `
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate cert.pem;
    ssl_certificate_key key.pem;
    location /openstack/ {
      proxy_pass ${backend}/;
      ${lines.join('\n      ')}
    }
  }`;
}

/** Starts nginx at a port, in front of a server, with more lines of configuration, and waits until it works. */
export async function nginx(port: number, backend: string, lines: readonly string[]): Promise<Proxy> {
  const { folder, ...running } = await runningNginx(proxying(port, backend, lines));
  return {
    url: `https://127.0.0.1:${port}/openstack`,
    certificate: join(folder, 'cert.pem'),
    ...running,
  };
}

/**
 * Starts nginx, and waits until it works.
 * @param rest what stands in the block `http`.
 */
export async function runningNginx(rest: string): Promise<AsyncDisposable & { readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'image-members-nginx-'));
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);
  write('cert.pem', cert);
  write('key.pem', key);
  write('nginx.conf', configuration(rest));
  const child = spawn('/usr/sbin/nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('start worker process')) resolve();
    });
    child.once('error', reject).once('exit', () => reject(new Error(`nginx did not start: ${said}`)));
  });
  return {
    folder,
    async [Symbol.asyncDispose]() {
      child.removeAllListeners('exit').kill('SIGTERM');
      await once(child, 'exit');
      rmSync(folder, { recursive: true });
    },
  };
}
