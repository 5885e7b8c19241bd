import { describe, expect, it } from 'vitest';
import { ALL_PATHS } from '@/lib/i18n/screens';
import { firstLoad } from '../../scripts/check/first-load.mjs';

/** The framework's own floor is some 130 kB; the best-equipped peers ship 618 and 646. */
const SCRIPT_BUDGET_BYTES = 190_000;
const DOCUMENT_BUDGET_BYTES = 14_000;

describe('what a screen makes a browser download first', () => {
  it.each(ALL_PATHS)('%s: scripts within 190 kB gzip, document within 14 kB', (path) => {
    const { scriptBytes, documentBytes, scripts } = firstLoad(path);
    expect(scripts.length).toBeGreaterThan(1);
    expect(scriptBytes, JSON.stringify(scripts)).toBeLessThanOrEqual(SCRIPT_BUDGET_BYTES);
    expect(documentBytes).toBeLessThanOrEqual(DOCUMENT_BUDGET_BYTES);
  });
});
