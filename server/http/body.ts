import type * as z from 'zod/mini';
import type { ServerContext } from './context';
import { RequestProblem } from './problem';

/** The whole body. Throws 413 past `maxBytes`, whatever length was announced; 400 when the connection ends before it. */
export function readBytes(c: ServerContext, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const { incoming } = c.env;
  const tooLarge = () => new RequestProblem(413, 'request.too_large');
  if (Number(incoming.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    const onData = (chunk: Uint8Array) => {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else {
        incoming.off('data', onData);
        reject(tooLarge());
      }
    };
    incoming.on('data', onData);
    incoming.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    incoming.on('close', () => reject(new RequestProblem(400, 'request.malformed')));
    incoming.on('error', () => reject(new RequestProblem(400, 'request.malformed')));
  });
}

/** The whole body as text. Throws 413, or 400 for what is not UTF-8. */
export async function readText(c: ServerContext, maxBytes: number): Promise<string> {
  const bytes = await readBytes(c, maxBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new RequestProblem(400, 'request.malformed');
  }
}

/** Throws 400 for what is not JSON, or not what `schema` describes. */
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

/** The body as `schema` describes it. Throws 415, 413 or 400. */
export async function parseBody<Schema extends z.ZodMiniType>(
  c: ServerContext,
  schema: Schema,
  maxBytes: number,
): Promise<z.output<Schema>> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    throw new RequestProblem(415, 'request.not_json');
  return parseJson(await readText(c, maxBytes), schema);
}
