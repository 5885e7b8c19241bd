import type { RegionProfile } from '../i18n/locales';
import { typeset } from '../i18n/typography';

const FR = {
  offline: 'Sans Internet',
  link: 'Avec Internet',
  aim: 'Ouvrez votre appareil photo et visez ce code.',
  orLink: 'Ou tapez :',
  offlineLead: 'Mes coordonnées dans vos contacts',
  offlineHow: 'Visez ce code avec l’appareil photo de votre téléphone. Aucun réseau nécessaire.',
  linkLead: 'Ma carte, toujours à jour',
  linkHow: 'Visez ce code avec l’appareil photo de votre téléphone.',
  keepDetails: 'Gardez mes coordonnées',
  guideTitle: 'Ma carte dans votre téléphone',
  guideLead: 'Trois gestes, sans rien installer.',
  guideSteps: [
    'Ouvrez l’appareil photo de votre téléphone.',
    'Visez le code, sans prendre de photo, et touchez ce qui s’affiche.',
    'Touchez « Ajouter aux contacts », puis « Enregistrer ».',
  ],
  guideOffline: 'Ce code contient mes coordonnées : il fonctionne sans Internet.',
  guideLink: 'Ce code ouvre ma carte, toujours à jour.',
  guideHelp: 'Rien ne s’affiche? Appelez-moi, je vous aide :',
  reachMe: 'Me joindre',
  services: 'Services',
  nextAppointment: 'Votre prochain rendez-vous',
  day: 'Jour',
  date: 'Date',
  hour: 'Heure',
  replyTitle: 'Restons en contact',
  replyLead: 'Remplissez ce talon et laissez-le à {name}.',
  replyName: 'Nom',
  replyPhone: 'Téléphone',
  replyEmail: 'Courriel',
  callBack: 'Rappelez-moi',
  write: 'Écrivez-moi',
  batch: 'Lot {batch}',
  altPhoto: 'Photo : {name}',
  altLogo: 'Logo : {name}',
  altOffline: 'Code QR qui enregistre ces coordonnées sans Internet : {name}',
  altLink: 'Code QR qui ouvre cette carte dans Internet : {name}',
  altReply: 'Code QR qui crée la fiche de la personne qui remplit ce talon, pour {name}',
};
const EN: typeof FR = {
  offline: 'No internet',
  link: 'With internet',
  aim: 'Open your camera and point it at this code.',
  orLink: 'Or type:',
  offlineLead: 'My details in your contacts',
  offlineHow: 'Point your phone’s camera at this code. No network needed.',
  linkLead: 'My card, always up to date',
  linkHow: 'Point your phone’s camera at this code.',
  keepDetails: 'Keep my details',
  guideTitle: 'My card in your phone',
  guideLead: 'Three steps, nothing to install.',
  guideSteps: [
    'Open your phone’s camera.',
    'Point it at the code, without taking a picture, and tap what appears.',
    'Tap “Add to contacts”, then “Save”.',
  ],
  guideOffline: 'This code holds my details: it works without internet.',
  guideLink: 'This code opens my card, always up to date.',
  guideHelp: 'Nothing appears? Call me and I’ll help:',
  reachMe: 'Reach me',
  services: 'Services',
  nextAppointment: 'Your next appointment',
  day: 'Day',
  date: 'Date',
  hour: 'Time',
  replyTitle: 'Let’s keep in touch',
  replyLead: 'Fill in this slip and leave it with {name}.',
  replyName: 'Name',
  replyPhone: 'Phone',
  replyEmail: 'E-mail',
  callBack: 'Call me back',
  write: 'Write to me',
  batch: 'Batch {batch}',
  altPhoto: 'Photo: {name}',
  altLogo: 'Logo: {name}',
  altOffline: 'QR code that saves these details without internet: {name}',
  altLink: 'QR code that opens this card on the internet: {name}',
  altReply: 'QR code that creates a contact for the person who fills in this slip, for {name}',
};
const FRANCE: typeof FR = {
  ...FR,
  replyEmail: 'E-mail',
  altLink: 'Code QR qui ouvre cette carte sur Internet : {name}',
};

export type PrintMessages = typeof FR;

/** Returns the fixed texts printed next to a person's details, typeset for their region. */
export function printMessages(region: RegionProfile): PrintMessages {
  const messages = region === 'fr-FR' ? FRANCE : region.startsWith('fr') ? FR : EN;
  return Object.fromEntries(
    Object.entries(messages).map(([key, text]) => [
      key,
      typeof text === 'string' ? typeset(text, region) : text.map((sentence) => typeset(sentence, region)),
    ]),
  ) as PrintMessages;
}
