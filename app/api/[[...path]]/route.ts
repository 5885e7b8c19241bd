import { problem } from '@/lib/server/http';

const unknown = () => problem(404, 'request.path');

/** Whatever is asked of `/api` and is none of its routes gets a code too. */
export { unknown as DELETE, unknown as GET, unknown as PATCH, unknown as POST, unknown as PUT };
