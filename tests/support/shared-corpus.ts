import { existsSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../../shared/vcard/', import.meta.url);

/** Other people's contact files, which stay beside the clone: absent on most machines, and the tests say which. */
export const hasSharedCorpus = existsSync(new URL('oracle.json', FOLDER));

export const sharedFile = (path: string) => new Uint8Array(readFileSync(new URL(path, FOLDER)));
export const sharedJson = (path: string) => JSON.parse(readFileSync(new URL(path, FOLDER), 'utf8')) as unknown;
