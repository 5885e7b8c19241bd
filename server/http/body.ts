import type * as z from 'zod/mini';
import type { ServerContext } from './context';
import { RequestProblem } from './problem';

/** Memory limit for all bodies being read: over a hundred forms of the maximum size. */
const HELD_MAX_BYTES = 64 * 1024 * 1024;
/**
 * A body that is too long is still read to its end, so that the client reads the response; one longer than this is cut
 * off.
 */
const DISCARDED_MAX_BYTES = 4 * 1024 * 1024;
let heldBytes = 0;

/**
 * Reads the whole body. Throws 413 beyond `maxBytes`, whatever Content-Length says; 400 when the connection closes
 * early; 503 when too many bodies are being read.
 */
export function readBytes(c: ServerContext, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const { incoming } = c.env;
  const tooLarge = () => new RequestProblem(413, 'request.too_large');
  if (Number(incoming.headers['content-length'] ?? 0) > DISCARDED_MAX_BYTES) return Promise.reject(tooLarge());
  return new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    let chunks: Uint8Array[] = [];
    let held = 0;
    let length = 0;
    const release = () => {
      heldBytes -= held;
      held = 0;
      chunks = [];
    };
    const fail = (problem: RequestProblem) => {
      incoming.off('data', onData);
      release();
      reject(problem);
    };
    const onData = (chunk: Uint8Array) => {
      length += chunk.length;
      if (length > DISCARDED_MAX_BYTES) fail(tooLarge());
      else if (length > maxBytes) release();
      else {
        chunks.push(chunk);
        held += chunk.length;
        heldBytes += chunk.length;
        if (heldBytes > HELD_MAX_BYTES) fail(new RequestProblem(503, 'server.busy', {}, { 'Retry-After': '10' }));
      }
    };
    incoming.on('data', onData);
    incoming.on('end', () => {
      if (length > maxBytes) fail(tooLarge());
      else {
        const bytes = new Uint8Array(Buffer.concat(chunks));
        release();
        resolve(bytes);
      }
    });
    for (const event of ['close', 'error'])
      incoming.on(event, () => fail(new RequestProblem(400, 'request.malformed')));
  });
}

/** Reads the whole body as text. Throws as `readBytes`, and 400 if the body is not UTF-8. */
export async function readText(c: ServerContext, maxBytes: number): Promise<string> {
  const bytes = await readBytes(c, maxBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new RequestProblem(400, 'request.malformed');
  }
}

/** Parses JSON and validates it with `schema`. Throws 400 if either fails. */
export function parseJson<Schema extends z.ZodMiniType>(text: string, schema: Schema): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RequestProblem(400, 'request.malformed');
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new RequestProblem(400, 'request.malformed');
  return parsed.data;
}

/** Reads a JSON body and validates it with `schema`. Throws 415, 413, 400 or 503. */
export async function parseBody<Schema extends z.ZodMiniType>(
  c: ServerContext,
  schema: Schema,
  maxBytes: number,
): Promise<z.output<Schema>> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    throw new RequestProblem(415, 'request.not_json');
  return parseJson(await readText(c, maxBytes), schema);
}
