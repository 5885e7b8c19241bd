import { describe, expect, it } from 'vitest';
import { ALL_PATHS } from '@/lib/i18n/screens';
import { firstLoad } from '../../scripts/check/first-load.mjs';

/** The framework alone takes about 130 kB; the most complete competing apps ship 618 and 646 kB. */
const SCRIPT_BUDGET_BYTES = 190_000;
const DOCUMENT_BUDGET_BYTES = 14_000;

describe('first load of a screen', () => {
  it.each(ALL_PATHS)('%s: loads at most 190 kB of scripts (gzip) and a document of at most 14 kB', (path) => {
    const { scriptBytes, documentBytes, scripts } = firstLoad(path);
    expect(scripts.length).toBeGreaterThan(1);
    expect(scriptBytes, JSON.stringify(scripts)).toBeLessThanOrEqual(SCRIPT_BUDGET_BYTES);
    expect(documentBytes).toBeLessThanOrEqual(DOCUMENT_BUDGET_BYTES);
  });
});
