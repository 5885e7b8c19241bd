import { readingCipher, writingCipher } from '../storage/lock/sealing';

/** The SHA-256 of `bytes`, in hexadecimal. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A part of the copy, encrypted if the owner has set a lock: the same bytes for the same content. @throws Error `storage.locked` */
export async function sealed(name: string, part: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return writingCipher()?.sealSame(`copy ${name}`, part) ?? part;
}

/** The part that was sealed. @throws if this page is locked, or has another key */
export const opened = (name: string, part: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  readingCipher()?.open(`copy ${name}`, part) ?? part;

/** A part of the copy: JSON compressed by gzip after its length (four bytes, big-endian), then the bytes of a picture. */
export async function packed(value: unknown, bytes: Uint8Array = new Uint8Array()): Promise<Uint8Array<ArrayBuffer>> {
  const json = await transformed(new TextEncoder().encode(JSON.stringify(value)), new CompressionStream('gzip'));
  const part = new Uint8Array(4 + json.length + bytes.length);
  new DataView(part.buffer).setUint32(0, json.length);
  part.set(json, 4);
  part.set(bytes, 4 + json.length);
  return part;
}

/** @throws if the part is not one that `packed` made */
export async function unpacked(
  part: Uint8Array<ArrayBuffer>,
): Promise<{ value: unknown; bytes: Uint8Array<ArrayBuffer> }> {
  const length = new DataView(part.buffer, part.byteOffset).getUint32(0);
  const json = await transformed(part.slice(4, 4 + length), new DecompressionStream('gzip'));
  return { value: JSON.parse(new TextDecoder().decode(json)), bytes: part.slice(4 + length) };
}

async function transformed(
  bytes: Uint8Array<ArrayBuffer>,
  stream: GenericTransformStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const result = new Blob([bytes])
    .stream()
    .pipeThrough(stream as ReadableWritablePair<Uint8Array, Uint8Array<ArrayBuffer>>);
  return new Uint8Array(await new Response(result).arrayBuffer());
}
