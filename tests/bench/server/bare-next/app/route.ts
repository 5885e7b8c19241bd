import { readFileSync } from 'node:fs';

export const dynamic = 'force-dynamic';

const { headers, body } = JSON.parse(readFileSync(process.env.BENCH_PAGE ?? '', 'utf8')) as {
  headers: Record<string, string>;
  body: string;
};
const bytes = Buffer.from(body, 'base64');

/** The bytes and headers in the file it is given, and nothing else. */
export function GET(): Response {
  return new Response(bytes, { headers });
}
