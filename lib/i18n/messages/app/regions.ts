import type { RegionProfile } from '../../locales';
import type { fr } from './fr';

/** Messages whose wording differs by region. */
export const regionMessages: Partial<Record<RegionProfile, Partial<Record<keyof typeof fr, string>>>> = {
  'fr-FR': {
    'action.addEmail': 'Ajouter un e-mail',
    'action.removeEmail': 'Retirer l’e-mail {name}',
    'field.email': 'E-mail',
    'field.emails': 'E-mails',
    'email.kind': 'Sorte d’e-mail',
    'phone.kind.cell': 'Portable',
    'preferred.email': 'E-mail',
    'preferred.message': 'SMS',
    'address.region': 'Région',
    'field.honorificPrefixes.hint': 'Par exemple Me, Dr, Mme',
    'field.honorificSuffixes.hint': 'Par exemple PhD, MBA',
    'problem.url.incomplete':
      'Cette adresse ne s’ouvrirait pas. Elle est gardée telle quelle; écrivez-la comme exemple.fr.',
    'send.file.detail':
      'Un petit fichier à joindre à un e-mail ou à un message. Il s’ouvre dans tout carnet d’adresses.',
    'send.text.detail': 'À coller dans un e-mail, un message ou une signature.',
    'otherwise.send.detail': 'Un SMS ou un e-mail',
    'dictate.nothing': 'Votre carte n’a encore ni téléphone, ni e-mail, ni site.',
    'send.sms': 'SMS',
    'send.mail': 'E-mail',
    'send.signature': 'Signature d’e-mail',
    'signature.title': 'Signature d’e-mail',
    'show.noPhone': 'Pas de smartphone?',
    'otherwise.title': 'Sans smartphone',
    'show.empty': 'Il manque un nom, et un téléphone ou un e-mail, pour faire un code.',
  },
  'en-US': {
    'address.region': 'State',
    'address.postalCode': 'ZIP code',
    'settings.about.detail': 'Poignée is free software (MIT license). Typeface: Atkinson Hyperlegible Next.',
  },
};
