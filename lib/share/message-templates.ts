import type { Card } from '../card/card';
import { fullNameOf, organisationOf } from '../card/card';
import type { RegionProfile } from '../i18n/locales';
import { typeset } from '../i18n/typography';

/** A message to someone the owner has just met, in their language: formal ("vous" in French), and signed. */
export type MessageDraft = { subject: string; body: string };

const TEMPLATES: Record<'fr' | 'en', { subject: string; short: string; long: string; card: string; regards: string }> =
  {
    fr: {
      subject: 'Mes coordonnées : {name}',
      short: 'Bonjour, c’est {who}. Voici ma fiche contact : {link}',
      long: 'Bonjour,\n\nCe fut un plaisir de faire votre connaissance. Comme promis, voici mes coordonnées.',
      card: 'Pour m’ajouter à vos contacts : {link}',
      regards: 'Au plaisir,',
    },
    en: {
      subject: 'My contact details: {name}',
      short: 'Hello, this is {who}. Here is my contact card: {link}',
      long: 'Hello,\n\nIt was a pleasure to meet you. As promised, here are my details.',
      card: 'To add me to your contacts: {link}',
      regards: 'Best regards,',
    },
  };

const fillIn = (sentence: string, values: Record<string, string>) =>
  sentence.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? '');

/** Returns a text message: who it is from and the link, short enough for a phone to show it whole. */
export function textGreeting(card: Card, link: string, language: RegionProfile): string {
  const name = fullNameOf(card);
  const organisation = organisationOf(card);
  const who = organisation === '' || organisation === name ? name : `${name} (${organisation})`;
  return fillIn(typeset(templatesOf(language).short, language), { who, link });
}

/**
 * Returns an e-mail: the details as text, for readers who open nothing, and the link. `summary` comes from
 * lib/share/text-summary.
 */
export function mailGreeting(card: Card, summary: string, link: string, language: RegionProfile): MessageDraft {
  const template = templatesOf(language);
  const say = (sentence: string, values: Record<string, string> = {}) => fillIn(typeset(sentence, language), values);
  const name = fullNameOf(card);
  const body = [say(template.long), summary, say(template.card, { link }), `${say(template.regards)}\n${name}`].join(
    '\n\n',
  );
  return { subject: say(template.subject, { name }), body };
}

const templatesOf = (language: RegionProfile) => TEMPLATES[language.startsWith('fr') ? 'fr' : 'en'];

/** RFC 5724 defines `sms:?body=`; iOS requires `&`, and every platform accepts both together. */
export const smsHref = (body: string) => `sms:?&body=${encodeURIComponent(body)}`;

/** RFC 6068 §2: line breaks are CR LF. */
export const mailHref = ({ subject, body }: MessageDraft) =>
  `mailto:?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body.replace(/\n/g, '\r\n'))}`;
