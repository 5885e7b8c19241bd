import { type Card, type CardId, type CardPatch, newCard } from '@/lib/card/card';

/** The card used in the product's examples: accents, two phones, an organisation that needs escaping. */
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

/** Returns a card with every property filled in at a realistic length, to check that pages and files have room. */
export const fullCard = (): Card =>
  cardOf({
    ...ELODIE,
    honorificPrefixes: 'Me',
    honorificSuffixes: 'CRHA',
    pronouns: 'elle',
    unit: 'Service traiteur',
    phones: [...(ELODIE.phones ?? []), { id: 'p3', kind: 'home', number: '+15145550142', extension: '' }],
    emails: [...(ELODIE.emails ?? []), { id: 'e2', kind: 'home', address: 'elodie.cote.gagne@exemple.qc.ca' }],
    website: 'https://www.boulangerie-lete.ca/traiteur',
    profiles: [
      { id: 'l1', url: 'https://www.linkedin.com/in/elodie-cote-gagne' },
      { id: 'l2', url: 'https://www.instagram.com/boulangerie.lete' },
    ],
    address: {
      streetAddress: '1554, boulevard De Maisonneuve Ouest',
      extendedAddress: 'bureau 210',
      locality: 'Montréal',
      region: 'Québec',
      postalCode: 'H3G 1M8',
      countryName: 'Canada',
    },
    headline: 'Le pain comme avant, livré le matin',
    note: 'Fermé le lundi. Commandes pour les fêtes avant le 10 décembre, au comptoir ou par téléphone ; livraison dans l’île.',
    languages: ['fr', 'en', 'es'],
    preferredContact: 'phone',
  });
