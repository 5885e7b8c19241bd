import type { Metadata } from 'next';
import { LOCALES, type Locale } from '@/lib/i18n/locales';
import type { MessageKey } from '@/lib/i18n/messages/catalogue';
import { messagesOf } from '@/lib/i18n/messages/of-locale';
import { type Screen, screenPath } from '@/lib/i18n/screens';

const TITLES: Record<Screen, MessageKey> = {
  home: 'home.title',
  edit: 'edit.title',
  show: 'show.title',
  send: 'send.title',
  print: 'print.title',
  batches: 'batches.title',
  printer: 'printers.title',
  otherwise: 'otherwise.title',
  dictate: 'dictate.title',
  note: 'note.title',
  signature: 'signature.title',
  codes: 'codes.title',
  open: 'open.title',
  contacts: 'contacts.title',
  contact: 'contact.title',
  receive: 'receive.title',
  scan: 'scan.title',
  paperCard: 'paperCard.title',
  import: 'import.title',
  evening: 'evening.title',
  todo: 'todo.title',
  duplicates: 'duplicates.title',
  insights: 'insights.title',
  backup: 'backup.title',
  addresses: 'addresses.title',
  publish: 'publish.title',
  devices: 'devices.title',
  move: 'move.title',
  reply: 'reply.title',
  settings: 'settings.title',
};

/** A screen's title in its language, and where the same screen is in the other. */
export function screenMetadata(locale: Locale, screen: Screen): Metadata {
  const messages = messagesOf(locale);
  return {
    title: `${messages[TITLES[screen]]} · ${messages['app.name']}`,
    alternates: { languages: Object.fromEntries(LOCALES.map((other) => [other, screenPath(other, screen)])) },
  };
}
