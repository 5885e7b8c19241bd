import type { RegionProfile } from '../../locales';
import type { bookFr } from './fr';

/** Messages whose wording differs by region. */
export const bookRegionMessages: Partial<Record<RegionProfile, Partial<Record<keyof typeof bookFr, string>>>> = {
  'fr-FR': {
    'way.email': 'E-mail',
    'way.message': 'SMS',
    'reach.email': 'par e-mail',
    'reach.message': 'par SMS',
    'comfort.email': 'E-mail',
    'paper.email': 'E-mail',
    'details.email': 'E-mail',
    'details.emails': 'E-mails',
    'details.addEmail': 'Ajouter un e-mail',
    'details.removeEmail': 'Retirer l’e-mail {address}',
    'found.alike.email': '{name} a déjà cet e-mail.',
    'duplicates.because.email': 'Ces deux fiches ont le même e-mail.',
    'todo.act.email': 'Écrire un e-mail',
    'todo.act.message': 'Envoyer un SMS',
    'reach.act.message': 'Envoyer un SMS à {name}',
    'ics.message': 'Envoyer un SMS à {name}',
  },
};
