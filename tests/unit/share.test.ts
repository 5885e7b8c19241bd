import { describe, expect, it } from 'vitest';
import { parseCardFile, serializeCardFile } from '@/lib/card/card-file';
import { LINK_PAGE_MESSAGES } from '@/lib/i18n/messages/pages/link-page';
import { groupPhone } from '@/lib/i18n/phone-groups';
import { cardArticle } from '@/lib/page/card-article';
import { linkDocument } from '@/lib/page/link-document';
import { mailGreeting, mailHref, smsHref, textGreeting } from '@/lib/share/message-templates';
import { signatureHtml } from '@/lib/share/signature';
import { cardOf } from '../support/cards';

const HOSTILE = '"><img src=x onerror=alert(1)>&\'';
const hostileCard = cardOf({
  givenNames: HOSTILE,
  title: HOSTILE,
  organisation: HOSTILE,
  note: HOSTILE,
  website: `https://exemple.ca/"><script>`,
  emails: [
    { id: 'a', kind: 'work', address: `x@y.ca?bcc=z@z.ca${HOSTILE}` },
    { id: 'b', kind: 'home', address: 'ok@exemple.ca' },
  ],
  phones: [{ id: 'p', kind: 'cell', number: `javascript:${HOSTILE}`, extension: HOSTILE }],
  profiles: [{ id: 'r', url: `javascript:alert(1)` }],
});

describe('greeting message', () => {
  const card = cardOf();
  const link = 'https://poignee.app/o#AQ-1_2';

  it('is in the region’s language and spacing, and uses "vous"', () => {
    expect(textGreeting(card, link, 'fr-CA')).toContain(`Voici ma fiche contact\u00a0: ${link}`);
    expect(textGreeting(card, link, 'en-CA')).toContain(`Here is my contact card: ${link}`);
    const mail = mailGreeting(card, 'RÉSUMÉ', link, 'fr-FR');
    expect(mail.body).toMatch(/votre connaissance/);
    expect(mail.body).toContain('RÉSUMÉ');
    expect(mail.body.endsWith('Élodie Côté-Gagné')).toBe(true);
  });

  it('names the organisation once if the card has no person’s name', () => {
    const shop = cardOf({ givenNames: '', familyNames: '', organisation: 'Atelier', unit: '' });
    expect(textGreeting(shop, link, 'fr-CA')).toContain('c’est Atelier.');
  });

  it('is fully encoded in mailto: and sms: links, and adds no header (RFC 6068 §2)', () => {
    const href = mailHref({ subject: 'a & b?bcc=x', body: 'un\ndeux&cc=y' });
    const url = new URL(href);
    expect(url.searchParams.get('subject')).toBe('a & b?bcc=x');
    expect(url.searchParams.get('body')).toBe('un\r\ndeux&cc=y');
    expect([...url.searchParams.keys()]).toEqual(['subject', 'body']);
    expect(smsHref('é & #')).toBe('sms:?&body=%C3%A9%20%26%20%23');
  });
});

describe('an e-mail signature', () => {
  const parts = {
    phone: (number: string) => number,
    address: ['1, rue <b>'],
    card: { href: 'https://x.ca/o#A', text: 'Carte' },
  };

  it('uses only tables and inline styles, without pictures, classes, style sheets or scripts', () => {
    const html = signatureHtml(cardOf(), parts);
    expect(html).toMatch(/^<table /);
    expect(html).not.toMatch(/<(?:img|style|script|link|div)|class=|url\(/);
    expect(html).toContain('href="tel:+15142859286,150"');
    expect(html).toContain('href="mailto:elodie@boulangerie-lete.ca"');
    for (const cell of html.match(/<(?:td|a|table)[^>]*>/g) ?? []) expect(cell).toContain('style=');
  });

  it('escapes hostile card content', () => {
    const html = signatureHtml(hostileCard, parts);
    expect(html).not.toMatch(/<img|<script|<b>|javascript:alert/);
    expect(html.match(/<table/g)).toHaveLength(2);
  });
});

describe('the page of a link', () => {
  it('shows a hostile card as text, and links only to https:, mailto: and tel:', () => {
    for (const messages of Object.values(LINK_PAGE_MESSAGES)) {
      const { text } = cardArticle(hostileCard, messages, 'fr-CA');
      expect(text).not.toMatch(/<img|<script|onerror=alert\(1\)>/);
      const hrefs = [...text.matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? '');
      expect(hrefs.length).toBeGreaterThan(0);
      for (const href of hrefs) expect(href).toMatch(/^(?:https:|mailto:ok@|tel:\+)/);
    }
  });

  it('is under 14 kB and refers only to our own files', () => {
    const document = linkDocument();
    expect(new TextEncoder().encode(document).length).toBeLessThan(14_000);
    expect([...document.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, url]) => url)).toEqual([
      expect.stringMatching(/^\/icons\//),
      '/open/page.js',
    ]);
    expect(document).toContain('activez JavaScript');
    expect(document).toContain('turn JavaScript on');
  });

  it('groups the digits of phone numbers', () => {
    expect(groupPhone('+15142859286', '150', 'fr')).toBe('514 285-9286, poste\u00a0150');
    expect(groupPhone('+15142859286', '', 'en')).toBe('514-285-9286');
    expect(groupPhone('+33123456789', '', 'fr')).toBe('01\u00a023\u00a045\u00a067\u00a089');
    expect(groupPhone('+4930123456', '', 'fr')).toBe('+4930123456');
  });
});

describe('an exported card', () => {
  it('reads back equal, without its pictures', () => {
    const card = cardOf();
    expect(parseCardFile(serializeCardFile(card))).toEqual({ ...card, photoId: null, logoId: null });
  });

  it('is rejected if it is not a card file', () => {
    for (const text of [
      '',
      '{',
      'null',
      '[]x',
      '{"format":"poignee-card"}',
      '{"givenNames":3}',
      '{}',
      '[]',
      '[1]',
      '{"name":"pkg","version":"1"}',
      '{"format":"poignee-card","formatVersion":2,"card":{"givenNames":"a"}}',
    ])
      expect(parseCardFile(text), text).toBeNull();
  });
});
