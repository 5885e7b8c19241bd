import { describe, expect, it } from 'vitest';
import { errorNameOf, storageStatusOf } from '@/lib/browser/storage/storage-status';

const named = (name: string, more: object = {}) => Object.assign(new Error(name), { name, ...more });
const quota = named('QuotaExceededError');

describe('errors of the database', () => {
  it.each([
    ['the browser’s own', quota],
    ['wrapped by Dexie', named('AbortError', { inner: quota })],
    ['wrapped twice', named('AbortError', { inner: named('AbortError', { inner: quota }) })],
    ['one of several writes', named('BulkError', { failures: [named('ConstraintError'), quota] })],
  ])('a full storage is told apart: %s', (_, error) => {
    expect(storageStatusOf(error)).toBe('full');
    expect(errorNameOf(error)).toBe('QuotaExceededError');
  });

  it.each([
    [named('SecurityError'), 'SecurityError'],
    [null, 'Error'],
    [undefined, 'Error'],
    ['text', 'Error'],
  ])('%s is a refusal', (error, name) => {
    expect(storageStatusOf(error)).toBe('refused');
    expect(errorNameOf(error)).toBe(name);
  });
});
