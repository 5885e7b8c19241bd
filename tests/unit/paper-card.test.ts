import type { Worker } from 'tesseract.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { phoneReader } from '@/lib/i18n/phone';
import { contentFromFields, type PrintedLine, proposeFields } from '@/lib/scan/paper-card';
import { findCard, straighten, turned } from '@/lib/scan/straighten';
import { type PaperReading, paperPhoto, readPaper, startRecogniser } from '../support/paper-photos';

const readPhone = phoneReader('fr-CA');

/** Builds lines as a recogniser returns them, 20 px high unless a height comes first: `40|Zoé Roy`. */
const lines = (...texts: string[]): PrintedLine[] =>
  texts.map((text, row) => {
    const [, size = '20', lineText = text] = /^(\d+)\|(.*)$/.exec(text) ?? [];
    return lineText.split(' ').map((word, index) => ({
      text: word,
      confidence: 90,
      x: index * 100,
      y: row * 60,
      width: 90,
      height: Number(size),
    }));
  });
const proposedFields = (...texts: string[]) =>
  Object.fromEntries(proposeFields(lines(...texts), readPhone).map(({ property, value }) => [property, value]));

describe('fields of a printed card', () => {
  it('reads a company card that starts with the company name', () => {
    expect(
      proposedFields(
        '34|Ayotte Grenier avocats',
        '30|Noémie Thibodeau-Ayotte',
        'Avocate en droit du travail',
        'T. 514 555-0134 poste 12',
        'Cell. 438 555-0199',
        'Téléc. 514 555-0100',
        'nayotte@ayottegrenier.com',
        'www.ayottegrenier.com',
        '1250, boul. René-Lévesque Ouest',
        'Montréal (Québec) H3B 4W8',
      ),
    ).toEqual({
      name: 'Noémie Thibodeau-Ayotte',
      title: 'Avocate en droit du travail',
      organisation: 'Ayotte Grenier avocats',
      phone: '514 555-0134 poste 12',
      cell: '+14385550199',
      email: 'nayotte@ayottegrenier.com',
      website: 'www.ayottegrenier.com',
      address: '1250, boul. René-Lévesque Ouest, Montréal (Québec) H3B 4W8',
    });
  });

  it('reads an e-mail address that the recogniser split, or that follows a label', () => {
    expect(proposedFields('zoe @ roy.ca').email).toBe('zoe@roy.ca');
    expect(proposedFields('Courriel : zoe@roy.ca').email).toBe('zoe@roy.ca');
  });

  it('proposes nothing for empty or meaningless lines', () => {
    expect(proposeFields([], readPhone)).toEqual([]);
    expect(proposedFields('— · —', '| |')).toEqual({});
  });

  it('returns the words each field was read from', () => {
    const [email] = proposeFields(lines('Bureau zoe@roy.ca Québec'), readPhone).filter(
      ({ property }) => property === 'email',
    );
    expect(email?.words.map(({ text }) => text)).toEqual(['zoe@roy.ca']);
  });

  it('builds contact content, with the address in its parts', () => {
    expect(
      contentFromFields(
        { name: 'Zoé Roy', cell: '438 555-0199', address: '1250, rue Une, bureau 4, Montréal (Québec) H3B 4W8' },
        { newId: () => 'i', readPhone },
      ),
    ).toMatchObject({
      givenNames: 'Zoé',
      familyNames: 'Roy',
      phones: [{ kind: 'cell', number: '+14385550199' }],
      address: {
        streetAddress: '1250, rue Une',
        extendedAddress: 'bureau 4',
        locality: 'Montréal',
        region: 'Québec',
        postalCode: 'H3B 4W8',
      },
    });
  });
});

describe('finding and straightening', () => {
  it('finds no card in a picture of one colour', () => {
    expect(findCard({ data: new Uint8ClampedArray(200 * 100 * 4).fill(90), width: 200, height: 100 })).toBeNull();
  });

  it('rotates a card by a quarter turn', () => {
    const data = new Uint8ClampedArray(4 * 2 * 4).fill(255);
    data.fill(120, 0, 4);
    const corners = turned([
      { x: 0, y: 0 },
      { x: 4, y: 0 },
      { x: 4, y: 2 },
      { x: 0, y: 2 },
    ]);
    const straight = straighten({ data, width: 4, height: 2 }, corners, 100);
    expect(straight.width).toBeLessThan(straight.height);
  });
});

/** Every second photograph of the twenty in npm test: every design is among them. */
const PHOTOS = Array.from({ length: 20 }, (_, index) => index).filter(
  (index) => process.env.POIGNEE_LONG === '1' || index % 2 === 0,
);

describe(`${PHOTOS.length} simulated photographs of cards from our print engine`, () => {
  let worker: Worker;
  const readings: PaperReading[] = [];
  beforeAll(async () => {
    worker = await startRecogniser();
    for (const index of PHOTOS) readings.push(await readPaper(worker, await paperPhoto(index)));
  }, 180_000);
  afterAll(() => worker.terminate());

  it('finds the card in each', () => {
    expect(readings.filter(({ found }) => !found)).toEqual([]);
  });

  it('reads at least nine of ten properties correctly, letter for letter', () => {
    const right = readings.reduce((sum, reading) => sum + reading.right.length, 0);
    const all = readings.reduce((sum, reading) => sum + reading.right.length + reading.wrong.length, 0);
    expect(all).toBeGreaterThan(4.5 * PHOTOS.length);
    expect(right / all).toBeGreaterThanOrEqual(0.9);
  });
});
