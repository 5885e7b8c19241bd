import { type Locale, localeOf, type RegionProfile } from '../../locales';

/** Messages for a person who received a link, with no account, no app and no reason to know what a vCard is. */
const FR = {
  title: 'Fiche contact',
  loading: 'Un instant…',
  add: 'Ajouter à mes contacts',
  call: 'Appeler',
  write: 'Écrire',
  text: 'Texto',
  site: 'Site web',
  address: 'Adresse',
  languages: 'Langues',
  other: 'English',
  saved: 'La fiche est enregistrée. Ouvrez-la pour l’ajouter à vos contacts.',
  private: 'Cette fiche est tout entière dans le lien\u00a0: rien n’a été demandé à un serveur.',
  note: {
    pronouns: 'Pronoms\u00a0: {value}',
    languages: 'Langues\u00a0: {value}',
    preferred: 'À joindre de préférence par\u00a0: {value}',
    ways: { phone: 'Téléphone', email: 'Courriel', message: 'Message texte' },
  },
  phone: {
    work: 'Travail',
    cell: 'Cellulaire',
    home: 'Domicile',
    main: 'Numéro principal',
    workFax: 'Télécopieur',
    homeFax: 'Télécopieur à domicile',
    pager: 'Téléavertisseur',
    other: 'Téléphone',
  },
  email: { work: 'Courriel', home: 'Courriel personnel', other: 'Courriel' },
  problems: {
    'link.empty': 'Ce lien ne contient pas de fiche. Demandez-le de nouveau à la personne qui vous l’a donné.',
    'link.truncated':
      'Ce lien est arrivé incomplet\u00a0: la fin s’est perdue en route. Demandez-le de nouveau, ou lisez encore une fois le code.',
    'link.newer': 'Ce lien vient d’une version plus récente. Rechargez cette page une fois en ligne.',
    'link.unreadable': 'Ce lien ne se lit pas. Demandez-le de nouveau à la personne qui vous l’a donné.',
  },
};
const EN: typeof FR = {
  title: 'Contact card',
  loading: 'One moment…',
  add: 'Add to my contacts',
  call: 'Call',
  write: 'E-mail',
  text: 'Text',
  site: 'Website',
  address: 'Address',
  languages: 'Languages',
  other: 'Français',
  saved: 'The card is saved. Open it to add it to your contacts.',
  private: 'This whole card is in the link: nothing was asked of a server.',
  note: {
    pronouns: 'Pronouns: {value}',
    languages: 'Languages: {value}',
    preferred: 'Best reached by: {value}',
    ways: { phone: 'Phone', email: 'E-mail', message: 'Text message' },
  },
  phone: {
    work: 'Work',
    cell: 'Mobile',
    home: 'Home',
    main: 'Main number',
    workFax: 'Fax',
    homeFax: 'Home fax',
    pager: 'Pager',
    other: 'Phone',
  },
  email: { work: 'E-mail', home: 'Personal e-mail', other: 'E-mail' },
  problems: {
    'link.empty': 'This link holds no card. Ask the person who gave it to you for it again.',
    'link.truncated':
      'This link came incomplete: its end was lost on the way. Ask for it again, or scan the code once more.',
    'link.newer': 'This link was made by a newer version. Reload this page once online.',
    'link.unreadable': 'This link cannot be read. Ask the person who gave it to you for it again.',
  },
};

export type LinkPageMessages = typeof FR;
export const LINK_PAGE_MESSAGES: Record<Locale, LinkPageMessages> = { fr: FR, en: EN };

/** The wording of France. */
const FRANCE: LinkPageMessages = {
  ...FR,
  text: 'SMS',
  note: { ...FR.note, ways: { phone: 'Téléphone', email: 'E-mail', message: 'SMS' } },
  phone: { ...FR.phone, cell: 'Portable' },
  email: { work: 'E-mail', home: 'E-mail personnel', other: 'E-mail' },
};

export const linkPageMessages = (region: RegionProfile): LinkPageMessages =>
  region === 'fr-FR' ? FRANCE : LINK_PAGE_MESSAGES[localeOf(region)];
