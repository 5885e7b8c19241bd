import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A message as the push service received it, decrypted with the subscriber's keys. */
type ReceivedPush = { path: string; headers: IncomingHttpHeaders; text: string; token: Record<string, unknown> };

export type PushService = {
  origin: string;
  received: ReceivedPush[];
  /** How the service answers from now on. */
  answer(status: number): void;
  /** The subscription of a new browser, as `PushSubscription.toJSON` gives it. */
  subscribe(): { endpoint: string; p256dh: string; auth: string };
  stop(): Promise<void>;
};

/** A push service and its browsers on the loopback: checks the token of each message, and decrypts it. */
export async function startPushService(): Promise<PushService> {
  const received: ReceivedPush[] = [];
  const browsers = new Map<string, { curve: ReturnType<typeof createECDH>; auth: Buffer }>();
  let status = 201;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const path = request.url ?? '';
      const browser = browsers.get(path);
      if (browser !== undefined && status === 201)
        received.push({
          path,
          headers: request.headers,
          text: decrypt(Buffer.concat(chunks), browser.curve, browser.auth),
          token: checkedToken(request.headers.authorization ?? ''),
        });
      response.writeHead(browser === undefined ? 404 : status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    received,
    answer(next) {
      status = next;
    },
    subscribe() {
      const curve = createECDH('prime256v1');
      const publicKey = curve.generateKeys();
      const auth = randomBytes(16);
      const path = `/send/${randomBytes(9).toString('base64url')}`;
      browsers.set(path, { curve, auth });
      return { endpoint: origin + path, p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') };
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const hkdf = (key: Uint8Array, salt: Uint8Array, info: string | Uint8Array, bytes: number) =>
  Buffer.from(hkdfSync('sha256', key, salt, info, bytes));

/** RFC 8291 §3.4 and RFC 8188 §2, for a message of one record. */
function decrypt(body: Buffer, curve: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = body.subarray(0, 16);
  const keyBytes = body[20] ?? 0;
  const senderKey = body.subarray(21, 21 + keyBytes);
  const record = body.subarray(21 + keyBytes);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), senderKey]);
  const key = hkdf(curve.computeSecret(senderKey), auth, info, 32);
  const nonce = hkdf(key, salt, 'Content-Encoding: nonce\0', 12);
  const decipher = createDecipheriv('aes-128-gcm', hkdf(key, salt, 'Content-Encoding: aes128gcm\0', 16), nonce);
  decipher.setAuthTag(record.subarray(-16));
  const plain = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
  // The last record ends with the delimiter 2 and padding.
  return plain.subarray(0, plain.lastIndexOf(2)).toString();
}

/** The claims of a VAPID token (RFC 8292 §2). Throws if it is not signed by the key that it names. */
function checkedToken(authorization: string): Record<string, unknown> {
  const [, token = '', key = ''] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(authorization) ?? [];
  const [header = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const isValid = verify(
    'sha256',
    Buffer.from(`${header}.${claims}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isValid) throw new Error('the token is not signed by its key');
  return { ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object), key };
}
