import type { RegionProfile } from '../i18n/locales';
import { typeset } from '../i18n/typography';

const FR = {
  offline: 'Sans Internet',
  link: 'Avec Internet',
  aim: 'Ouvrez votre appareil photo et visez ce code.',
  orLink: 'Ou tapez :',
  replyTitle: 'Restons en contact',
  replyLead: 'Remplissez ce talon et laissez-le à {name}.',
  replyName: 'Nom',
  replyPhone: 'Téléphone',
  replyEmail: 'Courriel',
  callBack: 'Rappelez-moi',
  write: 'Écrivez-moi',
  batch: 'Lot {batch}',
};
const EN: typeof FR = {
  offline: 'No internet',
  link: 'With internet',
  aim: 'Open your camera and point it at this code.',
  orLink: 'Or type:',
  replyTitle: 'Let’s keep in touch',
  replyLead: 'Fill in this slip and leave it with {name}.',
  replyName: 'Name',
  replyPhone: 'Phone',
  replyEmail: 'E-mail',
  callBack: 'Call me back',
  write: 'Write to me',
  batch: 'Batch {batch}',
};
const FRANCE: typeof FR = { ...FR, replyEmail: 'E-mail' };

export type PrintMessages = typeof FR;

/** Returns the fixed texts printed next to a person's details, typeset for their region. */
export function printMessages(region: RegionProfile): PrintMessages {
  const messages = region === 'fr-FR' ? FRANCE : region.startsWith('fr') ? FR : EN;
  return Object.fromEntries(
    Object.entries(messages).map(([key, sentence]) => [key, typeset(sentence, region)]),
  ) as PrintMessages;
}
