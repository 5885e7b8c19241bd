import { existsSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../../../shared/vcard/', import.meta.url);

/**
 * Whether the corpus of third-party contact files is present. It lies next to the clone, outside the repository, and is
 * absent on most machines; tests that need it are then skipped.
 */
export const hasSharedCorpus = existsSync(new URL('oracle.json', FOLDER));

export const sharedFile = (path: string) => new Uint8Array(readFileSync(new URL(path, FOLDER)));
export const sharedJson = (path: string) => JSON.parse(readFileSync(new URL(path, FOLDER), 'utf8')) as unknown;
