import { createHash } from 'node:crypto';

/** Hash source of an inline style or script in a Content-Security-Policy (CSP Level 3 §2.3.1). */
export const hashSource = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
