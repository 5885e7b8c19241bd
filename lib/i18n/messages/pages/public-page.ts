import { type Locale, localeOf, type RegionProfile } from '../../locales';

/** Messages for a visitor who opened a card's short link: no account, no app, possibly a phone from 2012. */
const FR = {
  other: 'English',
  call: 'Appeler',
  text: 'Texto',
  write: 'Écrire',
  add: 'Ajouter à mes contacts',
  leave: 'Laisser mes coordonnées',
  print: 'Imprimer cette carte',
  photo: 'Photo de {name}',
  shareTitle: 'Carte de {name}',
  form: {
    title: 'Laisser mes coordonnées à {name}',
    name: 'Votre nom',
    phone: 'Téléphone',
    email: 'Courriel',
    organisation: 'Entreprise',
    note: 'Un mot',
    callBack: 'Rappelez-moi',
    card: 'Ou joignez votre fiche contact (.vcf)',
    prospecting: 'J’accepte aussi de recevoir des nouvelles de ses services. Je pourrai me retirer en tout temps.',
    send: 'Envoyer à {name}',
    sending: 'Envoi…',
    hasPoignee: 'J’ai Poignée : envoyer ma carte d’un geste',
    empty: 'Ne remplissez pas ce champ',
    consent:
      'En envoyant, vous acceptez que {name} garde ces coordonnées pour vous recontacter, et rien d’autre. Elles sont chiffrées, illisibles pour l’hébergeur, et effacées d’ici au plus tard après 90 jours.',
    consentServer:
      'En envoyant, vous acceptez que {name} garde ces coordonnées pour vous recontacter, et rien d’autre. Elles sont effacées d’ici au plus tard après 90 jours.',
    withoutScript:
      'Ce navigateur ne peut pas chiffrer lui-même : ce sera fait par le serveur dès l’arrivée, en mémoire, sans rien garder en clair.',
  },
  done: {
    title: 'C’est envoyé.',
    body: '{name} recevra vos coordonnées.',
    sealedByServer: 'Elles ont été chiffrées par le serveur à leur arrivée : lui ne peut plus les lire.',
    receipt: 'Voir ou reprendre mon envoi',
    back: 'Revenir à la carte',
    kept: 'Impossible d’envoyer pour l’instant. Vos coordonnées sont gardées ici, chiffrées, et partiront dès que possible : laissez cette page ouverte ou revenez-y.',
    keptHere:
      'Impossible d’envoyer pour l’instant. Laissez cette page ouverte : vos coordonnées partiront dès que possible.',
    working: 'Beaucoup d’envois viennent de votre réseau : encore quelques secondes…',
  },
  receipt: {
    title: 'Votre envoi',
    waiting: '{name} ne l’a pas encore reçu. Vous pouvez le reprendre.',
    withdraw: 'Reprendre mon envoi',
    withdrawn: 'C’est repris. Rien n’est resté ici.',
    read: '{name} l’a déjà reçu. Pour faire effacer vos coordonnées, demandez-le-lui.',
    expired: 'Personne ne l’a reçu à temps : il a été effacé.',
    unknown: 'Cet envoi n’est pas connu ici.',
  },
  problems: {
    'reply.nobody': 'Il manque votre nom ou celui de votre entreprise.',
    'reply.no_way': 'Il manque un téléphone ou un courriel pour vous recontacter.',
    'reply.too_long': 'C’est trop long. Raccourcissez le mot, ou joignez une fiche plus petite, sans photo.',
    'reply.not_a_card': 'Ce fichier n’est pas une fiche contact (.vcf). Rien n’est perdu de ce que vous avez écrit.',
    'reply.soon': 'C’est arrivé très vite. Rien n’est perdu : envoyez de nouveau.',
    'reply.lost': 'Ce que vous aviez laissé ici n’a pas pu être pris. Écrivez-le de nouveau, s’il vous plaît.',
    'reply.gone': 'Cette carte a été retirée. Appelez cette personne ou écrivez-lui.',
    'reply.again': 'Cette page était ouverte depuis longtemps. Rien n’est perdu : envoyez de nouveau.',
    'reply.later': 'Trop d’envois arrivent en ce moment. Rien n’est perdu : réessayez dans une minute.',
    'reply.closed': 'Cette personne ne reçoit pas de coordonnées ici pour le moment. Appelez-la ou écrivez-lui.',
    'reply.failed': 'Le serveur n’a pas pu garder votre envoi. Rien n’est perdu de ce que vous avez écrit : réessayez.',
    'reply.changed': 'La carte a changé pendant ce temps. Rechargez la page, puis envoyez de nouveau.',
  },
  unknown: {
    title: 'Pas de carte à cette adresse',
    body: 'Vérifiez les douze signes après le nom du site : il n’y a ni I, ni L, ni O, ni U. Ou demandez l’adresse de nouveau à la personne.',
  },
  hidden: {
    title: 'Cette carte n’est pas montrée en ce moment',
    body: 'La personne l’a mise de côté. Elle peut la montrer de nouveau : essayez plus tard, ou joignez-la autrement.',
  },
  deleted: {
    title: 'Cette carte a été retirée',
    body: 'La personne l’a retirée pour de bon, et rien d’elle n’est resté ici. Cette adresse ne servira plus à personne.',
  },
  unavailable: {
    title: 'Un instant',
    body: 'Le serveur ne répond pas en ce moment. Réessayez dans une minute.',
  },
  printed: {
    hint: 'Pour imprimer : le menu de votre navigateur, puis « Imprimer ».',
    address: 'Toujours à jour',
  },
};

const EN: typeof FR = {
  other: 'Français',
  call: 'Call',
  text: 'Text',
  write: 'E-mail',
  add: 'Add to my contacts',
  leave: 'Leave my details',
  print: 'Print this card',
  photo: 'Photo of {name}',
  shareTitle: '{name}’s card',
  form: {
    title: 'Leave my details with {name}',
    name: 'Your name',
    phone: 'Phone',
    email: 'E-mail',
    organisation: 'Company',
    note: 'A word',
    callBack: 'Call me back',
    card: 'Or attach your contact file (.vcf)',
    prospecting: 'I also agree to hear about their services. I can withdraw at any time.',
    send: 'Send to {name}',
    sending: 'Sending…',
    hasPoignee: 'I have Poignée: send my card in one tap',
    empty: 'Leave this field empty',
    consent:
      'By sending, you agree that {name} keeps these details to get back to you, and for nothing else. They are encrypted, unreadable by the host, and deleted from here after 90 days at the latest.',
    consentServer:
      'By sending, you agree that {name} keeps these details to get back to you, and for nothing else. They are deleted from here after 90 days at the latest.',
    withoutScript:
      'This browser cannot encrypt by itself: the server will, on arrival, in memory, keeping nothing in the clear.',
  },
  done: {
    title: 'Sent.',
    body: '{name} will receive your details.',
    sealedByServer: 'They were encrypted by the server on arrival: it can no longer read them.',
    receipt: 'See or take back what I sent',
    back: 'Back to the card',
    kept: 'It cannot be sent just now. Your details are kept here, encrypted, and will leave as soon as they can: keep this page open or come back to it.',
    keptHere: 'It cannot be sent just now. Keep this page open: your details will leave as soon as they can.',
    working: 'Many details are coming from your network: a few seconds more…',
  },
  receipt: {
    title: 'What you sent',
    waiting: '{name} has not received it yet. You can take it back.',
    withdraw: 'Take it back',
    withdrawn: 'Taken back. Nothing of it is left here.',
    read: '{name} has it already. To have your details deleted, ask them.',
    expired: 'Nobody received it in time: it was deleted.',
    unknown: 'This is not known here.',
  },
  problems: {
    'reply.nobody': 'Your name or your company’s is missing.',
    'reply.no_way': 'A phone or an e-mail to get back to you is missing.',
    'reply.too_long': 'It is too long. Shorten the note, or attach a smaller file, without a photo.',
    'reply.not_a_card': 'That file is not a contact file (.vcf). Nothing you wrote is lost.',
    'reply.soon': 'That came very fast. Nothing is lost: send it again.',
    'reply.lost': 'What you had left here could not be taken. Please write it again.',
    'reply.gone': 'This card was removed. Call this person, or write to them.',
    'reply.again': 'This page had been open for a long time. Nothing is lost: send again.',
    'reply.later': 'Too much is arriving just now. Nothing is lost: try again in a minute.',
    'reply.closed': 'This person takes no details here for now. Call them or write to them.',
    'reply.failed': 'The server could not keep what you sent. Nothing you wrote is lost: try again.',
    'reply.changed': 'The card changed meanwhile. Reload the page, then send again.',
  },
  unknown: {
    title: 'No card at this address',
    body: 'Check the twelve characters after the site’s name: there is no I, L, O or U among them. Or ask the person for the address again.',
  },
  hidden: {
    title: 'This card is not shown at the moment',
    body: 'The person has put it aside. They may show it again: try later, or reach them another way.',
  },
  deleted: {
    title: 'This card was removed',
    body: 'The person removed it for good, and nothing of them is left here. This address will serve nobody else.',
  },
  unavailable: { title: 'One moment', body: 'The server does not answer just now. Try again in a minute.' },
  printed: { hint: 'To print: your browser’s menu, then “Print”.', address: 'Always up to date' },
};

/** The wording of France. */
const FRANCE: typeof FR = {
  ...FR,
  text: 'SMS',
  form: { ...FR.form, email: 'E-mail' },
  problems: { ...FR.problems, 'reply.no_way': 'Il manque un téléphone ou un e-mail pour vous recontacter.' },
};

export type PublicPageMessages = typeof FR;
export type PublicProblem = keyof PublicPageMessages['problems'];

const MESSAGES: Record<Locale, PublicPageMessages> = { fr: FR, en: EN };

/** Returns the messages without the region's spaces, which `lib/i18n/typography.ts` adds. */
export const publicPageMessages = (region: RegionProfile): PublicPageMessages =>
  region === 'fr-FR' ? FRANCE : MESSAGES[localeOf(region)];
