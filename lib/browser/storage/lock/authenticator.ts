import { decodeBase64url, encodeBase64url } from '../../../exchange/base64url';

// The PRF extension of WebAuthn (Level 3, §10.1.4): the authenticator computes a secret from a salt, once it has verified who
// is there. The secret is the same each time, and never leaves this page.

/** ES256 and RS256, which every authenticator has one of. */
const ALGORITHMS = [-7, -257];
const TIMEOUT_MS = 120_000;

/** Whether this browser may have an authenticator of its own. Only making a credential tells whether it has the extension. */
export async function hasAuthenticator(): Promise<boolean> {
  const available = globalThis.PublicKeyCredential as typeof PublicKeyCredential | undefined;
  return (await available?.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false)) ?? false;
}

const challenge = () => crypto.getRandomValues(new Uint8Array(32));

/** Makes a credential, and evaluates `salt` with it. @throws Error `lock.no_prf`; a DOMException if the owner cancels */
export async function createCredential(
  salt: Uint8Array<ArrayBuffer>,
): Promise<{ credentialId: string; output: Uint8Array }> {
  const created = await navigator.credentials.create({
    publicKey: {
      challenge: challenge(),
      rp: { name: 'Poignée' },
      user: { id: crypto.getRandomValues(new Uint8Array(16)), name: 'Poignée', displayName: 'Poignée' },
      pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: 'public-key', alg })),
      authenticatorSelection: {
        authenticatorAttachment: 'platform',
        residentKey: 'preferred',
        userVerification: 'required',
      },
      extensions: { prf: { eval: { first: salt } } },
      timeout: TIMEOUT_MS,
    },
  });
  if (!(created instanceof PublicKeyCredential)) throw new Error('lock.no_prf');
  const credentialId = encodeBase64url(new Uint8Array(created.rawId));
  const { prf } = created.getClientExtensionResults();
  if (prf?.results !== undefined) return { credentialId, output: bytesOf(prf.results.first) };
  if (prf?.enabled !== true) throw new Error('lock.no_prf');
  // Many authenticators evaluate only when they sign in.
  return { credentialId, output: await evaluatePrf(credentialId, salt) };
}

/** @throws Error `lock.no_prf`; a DOMException if the owner cancels, or the credential was deleted */
export async function evaluatePrf(credentialId: string, salt: Uint8Array): Promise<Uint8Array> {
  const id = decodeBase64url(credentialId) ?? new Uint8Array();
  const found = await navigator.credentials.get({
    publicKey: {
      challenge: challenge(),
      allowCredentials: [{ type: 'public-key', id }],
      userVerification: 'required',
      extensions: { prf: { eval: { first: new Uint8Array(salt) } } },
      timeout: TIMEOUT_MS,
    },
  });
  const first =
    found instanceof PublicKeyCredential ? found.getClientExtensionResults().prf?.results?.first : undefined;
  if (first === undefined) throw new Error('lock.no_prf');
  return bytesOf(first);
}

const bytesOf = (source: BufferSource): Uint8Array =>
  source instanceof ArrayBuffer
    ? new Uint8Array(source.slice(0))
    : new Uint8Array(source.buffer.slice(source.byteOffset, source.byteOffset + source.byteLength) as ArrayBuffer);
