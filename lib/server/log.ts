/**
 * One JSON object a line on standard output. Fields are codes, counts and durations chosen here: never an address, a path, a
 * header or a body of a request, so that no personal data can be in a log.
 */
export function log(event: string, fields: Record<string, string | number | boolean> = {}): void {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...fields })}\n`);
}
