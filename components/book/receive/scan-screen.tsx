'use client';

import { ExternalLink, ImageUp, NotebookPen, ScanLine } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useMemo, useState } from 'react';
import { loadPhoneRules } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink, Icon } from '@/components/ui/button';
import { FileButton } from '@/components/ui/file-button';
import { Notice } from '@/components/ui/notice';
import { badgeSource } from '@/lib/book/sources';
import { bookStore } from '@/lib/browser/book/book-store';
import { openPicture } from '@/lib/browser/card/picture';
import { newIdentifier } from '@/lib/browser/platform/identifier';
import { codesInPicture } from '@/lib/browser/scan/scan-client';
import type { Contact, ContactPatch, Meeting } from '@/lib/card/contact';
import { CONTACT_LIMITS } from '@/lib/card/contact-limits';
import { cardPath, readShortLink } from '@/lib/exchange/card-address';
import { readInvitation } from '@/lib/exchange/device-link';
import { readReplyFragment } from '@/lib/print/products/reply-fragment';
import type { ScannedText } from '@/lib/scan/scanned-text';
import { CurrentEventLink } from '../event/current-event-link';
import { CameraView } from './camera-view';
import { CodeChoice } from './code-choice';
import { ReceivedContact } from './received-contact';

type Outcome = { scanned: ScannedText; content: ContactPatch | null; meeting: Meeting };

const isOwnSlip = ({ url, path, hash }: Extract<ScannedText, { kind: 'web' }>) =>
  new URL(url).origin === window.location.origin &&
  /^\/(?:fr\/noter|en\/note)$/.test(path) &&
  readReplyFragment(hash) !== null;

/**
 * Scans another person's code with the camera or from a picture. Its content is shown before anything is done with
 * it.
 */
export function ScanScreen() {
  const t = useTranslations('book');
  const { path, region } = useLanguage();
  const router = useRouter();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  /** The codes of one picture, when the person has to choose among them. */
  const [codes, setCodes] = useState<readonly string[]>([]);
  const [pictureStatus, setPictureStatus] = useState<'none' | 'looking' | 'nothing'>('none');

  const read = async (text: string) => {
    const [{ parseScannedText }, { contentOfScanned }, { phoneReader }, { contactsWithBadge }] = await Promise.all([
      import('@/lib/scan/scanned-text'),
      import('@/lib/scan/pasted-text'),
      loadPhoneRules(),
      import('@/lib/browser/book/book-database'),
    ]);
    const reading = { newId: newIdentifier, readPhone: phoneReader(region) };
    const scanned = parseScannedText(text, reading);
    navigator.vibrate?.(40);
    // A badge of an event whose attendees were imported: the contact is the one on the list.
    const [attendee] = scanned.kind === 'contact' || scanned.kind === 'web' ? [] : await contactsWithBadge(text.trim());
    const [listed] =
      attendee === undefined && scanned.kind === 'identifier' ? await contactsWithBadge(scanned.text) : [];
    const known = attendee ?? listed;
    if (known !== undefined) {
      setOutcome({ scanned, content: contentOfContact(known), meeting: bookStore.meeting('code') });
      return;
    }
    // The owner's own reply slip opens the guided entry.
    if (scanned.kind === 'web' && isOwnSlip(scanned)) {
      router.push(`${path('guidedEntry')}${scanned.hash}`);
      return;
    }
    // Another of the owner's devices invites this one.
    if (
      scanned.kind === 'web' &&
      new URL(scanned.url).origin === window.location.origin &&
      readInvitation(scanned.hash) !== null
    ) {
      router.push(`${path('devices')}${scanned.hash}`);
      return;
    }
    // The short link of a card published on this server opens the reply screen, where both cards are exchanged.
    const cardAddress = readShortLink(text, window.location.origin);
    if (cardAddress !== null) {
      router.push(`${path('reply')}?c=${cardPath(cardAddress)}`);
      return;
    }
    const channel =
      scanned.kind === 'contact' && (scanned.from === 'link' || scanned.from === 'profile') ? 'link' : 'code';
    const content = contentOfScanned(scanned, reading);
    setOutcome({ scanned, content, meeting: bookStore.meeting(channel) });
  };
  /** Reports a failed read: offline, the modules that parse a code may never have been fetched. */
  const tryToRead = (text: string) => read(text).catch(() => setPictureStatus('nothing'));
  const readPicture = async (file: File) => {
    setPictureStatus('looking');
    const opened = await openPicture(file);
    const texts = 'problem' in opened ? [] : await codesInPicture(opened.image).catch(() => []);
    if ('url' in opened) URL.revokeObjectURL(opened.url);
    const [text] = texts;
    setPictureStatus(text === undefined ? 'nothing' : 'none');
    if (texts.length > 1) setCodes(texts);
    else if (text !== undefined) await tryToRead(text);
  };
  const scanAgain = () => {
    setOutcome(null);
    setCodes([]);
    setPictureStatus('none');
  };

  return (
    <div className="flex max-w-xl flex-col gap-4">
      <CurrentEventLink />
      {outcome === null && codes.length > 0 ? (
        <CodeChoice
          codes={codes}
          onChoose={(text) => void tryToRead(text)}
          onAgain={scanAgain}
          again={t('scan.again')}
        />
      ) : outcome === null ? (
        <>
          <CameraView onCode={(text) => void tryToRead(text)} />
          <FileButton icon={ImageUp} accept="image/*" onFile={(file) => void readPicture(file)}>
            {t('scan.picture')}
          </FileButton>
          <div role="status">
            {pictureStatus === 'looking' && <p className="text-muted">{t('scan.looking')}</p>}
            {pictureStatus === 'nothing' && <Notice tone="warning">{t('scan.nothing')}</Notice>}
          </div>
        </>
      ) : (
        <Result outcome={outcome} again={scanAgain} />
      )}
    </div>
  );
}

function Result({ outcome: { scanned, content, meeting }, again }: { outcome: Outcome; again: () => void }) {
  const t = useTranslations('book');
  if (content !== null)
    return <ReceivedContact content={content} meeting={meeting} onAgain={again} again={t('scan.again')} />;
  if (scanned.kind === 'web') return <WebAddress url={scanned.url} host={scanned.host} again={again} />;
  const isIdentifier = scanned.kind === 'identifier';
  const text = isIdentifier || scanned.kind === 'text' ? scanned.text : '';
  return <PlainText text={text} isIdentifier={isIdentifier} meeting={meeting} again={again} />;
}

/** What is known of the person: neither when they were met nor what was agreed. */
function contentOfContact(contact: Contact): ContactPatch {
  const { id: _, meetings: __, consents: ___, followUp: ____, rev: _____, ...content } = contact;
  return content;
}

/** Shows the host first, in full: a link is opened only by the owner. */
function WebAddress({ url, host, again }: { url: string; host: string; again: () => void }) {
  const t = useTranslations('book');
  return (
    <div className="flex flex-col gap-4">
      <p>{t('scan.web')}</p>
      <p className="text-title font-semibold break-all">{host}</p>
      <p className="text-small text-muted break-all">{url}</p>
      <a
        href={url}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="inline-flex min-h-16 items-center justify-center gap-2.5 rounded-surface border border-control bg-surface px-5 text-large font-semibold text-ink no-underline hover:border-accent"
      >
        <Icon icon={ExternalLink} size={24} />
        {t('scan.openSite', { host })}
      </a>
      <Button emphasis="filled" large icon={ScanLine} onClick={again}>
        {t('scan.again')}
      </Button>
    </div>
  );
}

/** A text that is no contact. A badge's identifier is kept with the contact: a list of attendees may explain it later. */
function PlainText({
  text,
  isIdentifier,
  meeting,
  again,
}: {
  text: string;
  isIdentifier: boolean;
  meeting: Meeting;
  again: () => void;
}) {
  const t = useTranslations('book');
  const { path } = useLanguage();
  const [isKeeping, setIsKeeping] = useState(false);
  const content = useMemo<ContactPatch>(
    () => ({
      note: text.slice(0, CONTACT_LIMITS.note),
      ...(isIdentifier && { sources: [badgeSource(text)] }),
    }),
    [text, isIdentifier],
  );
  if (isKeeping) return <ReceivedContact content={content} meeting={meeting} onAgain={again} again={t('scan.again')} />;
  return (
    <div className="flex flex-col gap-4">
      <p>{t(isIdentifier ? 'scan.identifier' : 'scan.text')}</p>
      <p className="max-h-60 overflow-auto rounded-surface border border-line bg-surface p-4 break-words whitespace-pre-wrap">
        {text}
      </p>
      <Button large icon={NotebookPen} onClick={() => setIsKeeping(true)}>
        {t('scan.keepText')}
      </Button>
      {isIdentifier && <ButtonLink href={path('import')}>{t('scan.attendees')}</ButtonLink>}
      <ButtonLink href={path('receive')}>{t('scan.otherWay')}</ButtonLink>
      <Button emphasis="filled" large icon={ScanLine} onClick={again}>
        {t('scan.again')}
      </Button>
    </div>
  );
}
