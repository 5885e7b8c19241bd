import { createHash } from 'node:crypto';

/** What a policy calls a style or a script written in a page (CSP Level 3 §2.3.1). */
export const hashSource = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
