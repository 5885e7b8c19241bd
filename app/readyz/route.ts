import { handle } from '@/lib/server/http';

export const dynamic = 'force-dynamic';

/** The process can do its work: its database answers, and is of its own version. */
export const GET = () =>
  handle('GET /readyz', async ({ storage }) => {
    await storage.check();
    return new Response('ready\n', { headers: { 'Cache-Control': 'no-store' } });
  });
