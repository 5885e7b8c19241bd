import { type Card, type CardId, type CardPatch, newCard } from '@/lib/card/card';

/** The card of the product's own examples: accents, two phones, an organisation that needs escaping. */
export const ELODIE: CardPatch = {
  givenNames: 'Élodie',
  familyNames: 'Côté-Gagné',
  title: 'Maître boulangère',
  organisation: 'Boulangerie L’Été; Fils, inc.',
  phones: [
    { id: 'p1', kind: 'work', number: '+15142859286', extension: '150' },
    { id: 'p2', kind: 'cell', number: '+14388889967', extension: '' },
  ],
  emails: [{ id: 'e1', kind: 'work', address: 'elodie@boulangerie-lete.ca' }],
};

export const cardOf = (content: CardPatch = ELODIE): Card =>
  newCard('card-1' as CardId, Date.UTC(2026, 10, 22), content);
