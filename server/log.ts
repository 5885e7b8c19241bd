/**
 * One JSON object a line. Fields are codes, counts and durations chosen here: never an address, a path, a header or a body
 * of a request, so that no personal data can be in a log.
 */
export type Log = (event: string, fields?: Record<string, string | number | boolean>) => void;

export const createLog =
  (write: (line: string) => void): Log =>
  (event, fields = {}) =>
    write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
