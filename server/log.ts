/**
 * Writes one JSON object per line. Fields are codes, counts and durations chosen by the server: never an address, a
 * path, a header or a body of a request, so that logs contain no personal data.
 */
export type Log = (event: string, fields?: Record<string, string | number | boolean>) => void;

export const createLog =
  (write: (line: string) => void): Log =>
  (event, fields = {}) =>
    write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
