import { readFileSync } from 'node:fs';

export const dynamic = 'force-dynamic';

const { headers, body } = JSON.parse(readFileSync(process.env.BENCH_PAGE ?? '', 'utf8')) as {
  headers: Record<string, string>;
  body: string;
};
const bytes = Buffer.from(body, 'base64');

/** Returns the headers and bytes in the file named by BENCH_PAGE. */
export function GET(): Response {
  return new Response(bytes, { headers });
}
