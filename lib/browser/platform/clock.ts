/** Returns the current date in the device's time zone, as an RFC 3339 `full-date`. */
export function today(): string {
  const now = new Date();
  const padToTwoDigits = (value: number) => String(value).padStart(2, '0');
  return [now.getFullYear(), padToTwoDigits(now.getMonth() + 1), padToTwoDigits(now.getDate())].join('-');
}
