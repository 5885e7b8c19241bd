// Runs the configurations of docs/hosting unchanged, apart from names, ports and folders.
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../scripts/run.mjs';

const readConfiguration = (name) => readFileSync(`${ROOT}docs/hosting/${name}`, 'utf8');
/** The uid and gid of a user that owns nothing. */
const NOBODY = 65_534;
export const aPort = () => 20_000 + Math.floor(Math.random() * 20_000);

function spawnFront(name, args, folder, address) {
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  const front = spawn(name, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let errorOutput = '';
  front.stderr.on('data', (chunk) => {
    errorOutput += chunk;
  });
  const ended = new Promise((resolve) => front.on('close', resolve));
  return {
    ...address,
    process: front,
    errors: () => errorOutput,
    async stop() {
      front.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Starts nginx in front of the server at `upstream` ("host:port"), over TLS with a self-signed certificate or, with
 * `plain`, without TLS.
 */
export function startNginx(upstream, { plain = false, visitsPort = 3001, port = aPort() } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'poignee-nginx-'));
  const httpPort = aPort();
  let site = readConfiguration('nginx.conf')
    .replace('/var/cache/nginx/poignee', `${folder}/cache`)
    .replace('server 127.0.0.1:3000;', `server ${upstream};`)
    .replaceAll('127.0.0.1:3001', `127.0.0.1:${visitsPort}`)
    .replaceAll('/opt/poignee/', ROOT)
    .replaceAll('/etc/letsencrypt/live/HOST', folder)
    .replaceAll('HOST', 'localhost')
    .replace('listen 80;', `listen 127.0.0.1:${httpPort};`)
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${port}${plain ? '' : ' ssl http2'};`);
  if (plain) site = site.replace(/ {2}ssl_.*\n/g, '');
  else makeCertificate(folder);
  return spawnNginx(folder, `include /etc/nginx/mime.types;\n${site}`, {
    url: plain ? `http://127.0.0.1:${port}` : `https://localhost:${port}`,
    httpUrl: `http://127.0.0.1:${httpPort}`,
  });
}

/** Starts nginx as a server of the files in `root` alone. */
export function startPlainNginx(root) {
  const folder = mkdtempSync(join(tmpdir(), 'poignee-nginx-'));
  const port = aPort();
  const site = `server { listen 127.0.0.1:${port}; root ${root}; access_log off; sendfile on; tcp_nopush on; open_file_cache max=100; }`;
  return spawnNginx(folder, site, { url: `http://127.0.0.1:${port}`, httpUrl: '' });
}

function spawnNginx(folder, site, address) {
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((kind) => `${kind}_temp_path ${folder}/${kind};`)
    .join('\n');
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  writeFileSync(
    `${folder}/nginx.conf`,
    `pid ${folder}/pid;\nerror_log ${folder}/error.log;\nworker_processes 1;\ndaemon off;\n${user}\nevents {}\nhttp {\n${folders}\n${site}\n}\n`,
  );
  return { ...spawnFront('nginx', ['-c', `${folder}/nginx.conf`, '-p', folder], folder, address), folder };
}

function makeCertificate(folder) {
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost'];
  spawnSync('openssl', [...args, '-keyout', `${folder}/privkey.pem`, '-out', `${folder}/fullchain.pem`]);
}

/**
 * Starts Caddy in front of the server at `upstream`. Caddy issues its certificate from its own local authority, since
 * no other one can reach this machine.
 */
export function startCaddy(upstream, { port = aPort() } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'poignee-caddy-'));
  const httpPort = aPort();
  const site = readConfiguration('Caddyfile')
    .replace('127.0.0.1:3000', upstream)
    .replaceAll('/opt/poignee/', ROOT)
    .replace(/^HOST \{$/m, `localhost:${port} {`);
  writeFileSync(
    `${folder}/Caddyfile`,
    site.replace(
      /^\{\n/m,
      `{\n\tlocal_certs\n\tskip_install_trust\n\tadmin off\n\thttp_port ${httpPort}\n\thttps_port ${port}\n`,
    ),
  );
  const args = ['run', '--config', `${folder}/Caddyfile`, '--adapter', 'caddyfile'];
  const address = { url: `https://localhost:${port}`, httpUrl: `http://localhost:${httpPort}` };
  return { ...spawnFront('caddy', args, folder, address), folder };
}

const readUnit = () =>
  readConfiguration('poignee.service')
    .replaceAll('/opt/poignee', ROOT.replace(/\/$/, ''))
    .replace('/usr/bin/node', process.execPath);

/** Verifies the unit with systemd, with this machine's folder and Node. Returns the exit status and the messages. */
export function checkUnit() {
  const folder = mkdtempSync(join(tmpdir(), 'poignee-unit-'));
  writeFileSync(`${folder}/poignee.service`, readUnit());
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', `${folder}/poignee.service`], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true, force: true });
  return { status, errors: stderr };
}

/** Starts the unit's command in its environment, as a user that owns nothing but its data, like DynamicUser. */
export function startUnit() {
  const folder = mkdtempSync(join(tmpdir(), 'poignee-unit-'));
  const port = aPort();
  const lines = readUnit().split('\n');
  const valuesNamed = (name) =>
    lines.filter((line) => line.startsWith(`${name}=`)).map((line) => line.slice(name.length + 1));
  const env = Object.fromEntries(
    valuesNamed('Environment')
      .flatMap((line) => line.split(' '))
      .map((pair) => pair.split(/=(.*)/s).slice(0, 2)),
  );
  const [program, ...args] = valuesNamed('ExecStart')[0].split(' ');
  const isRoot = process.getuid?.() === 0;
  if (isRoot) chownSync(folder, NOBODY, NOBODY);
  const server = spawn(program, args, {
    cwd: valuesNamed('WorkingDirectory')[0],
    env: {
      ...env,
      PATH: process.env.PATH,
      PORT: String(port),
      POIGNEE_DATA: folder,
      POIGNEE_ORIGIN: 'https://carte.exemple.ca',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  });
  let errorOutput = '';
  server.stderr.on('data', (chunk) => {
    errorOutput += chunk;
  });
  const ended = new Promise((resolve) => server.on('close', (code, signal) => resolve({ code, signal })));
  return {
    url: `http://127.0.0.1:${port}`,
    httpUrl: '',
    errors: () => errorOutput,
    /** Stops the server with SIGTERM, as systemd does. */
    async stop() {
      server.kill('SIGTERM');
      const exitStatus = await ended;
      rmSync(folder, { recursive: true, force: true });
      return exitStatus;
    },
  };
}
