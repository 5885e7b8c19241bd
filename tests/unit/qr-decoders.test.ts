import { describe, expect, it } from 'vitest';
import { MAX_VERSION, offlineCode } from '@/lib/qr/offline-payload';
import { linkCode } from '@/lib/share/link-code';
import { bitmapOf, photograph } from '../bench/scanning/camera.mjs';
import { DECODERS } from '../bench/scanning/decoders.mjs';
import { CONTACTS } from '../support/contacts';

const STRAIGHT = { tilt: 0, blur: 0, noise: 0, glare: 0 };

describe.each(Object.entries(DECODERS))('codes of thirty contacts, read by %s', (_name, read) => {
  it('«Sans Internet»: reads all thirty payloads exactly, accents included', async () => {
    for (const card of CONTACTS) {
      const code = offlineCode(card, MAX_VERSION.screen);
      if (code === null) throw new Error(`no code for ${card.familyNames}`);
      expect(await read(photograph(bitmapOf(code.symbol), 280, 1, STRAIGHT))).toBe(code.payload);
    }
  });

  it('«Avec Internet»: reads all thirty links exactly', async () => {
    for (const card of CONTACTS) {
      const code = linkCode(card, 'https://poignee.app');
      if (code === null) throw new Error(`no code for ${card.familyNames}`);
      expect(await read(photograph(bitmapOf(code.symbol), 320, 1, STRAIGHT))).toBe(code.payload);
    }
  });

  it('reads at least 18 of 20 tilted, blurred and noisy photographs with glare, at 500 mm', async () => {
    let good = 0;
    const code = linkCode(CONTACTS[0] as (typeof CONTACTS)[number], 'https://poignee.app');
    for (let seed = 0; seed < 20; seed += 1)
      if (code !== null && (await read(photograph(bitmapOf(code.symbol), 500, seed))) === code.payload) good += 1;
    expect(good).toBeGreaterThanOrEqual(18);
  });
});
