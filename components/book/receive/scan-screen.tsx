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
import { bookStore } from '@/lib/browser/book/book-store';
import { openPicture } from '@/lib/browser/card/picture';
import { newIdentifier } from '@/lib/browser/platform/identifier';
import { codesInPicture } from '@/lib/browser/scan/scan-client';
import type { ContactPatch, Meeting } from '@/lib/card/contact';
import { CONTACT_LIMITS } from '@/lib/card/limits';
import { cardPath, readShortLink } from '@/lib/exchange/card-address';
import { readInvitation } from '@/lib/exchange/device-link';
import { readReplyFragment } from '@/lib/print/products/reply-fragment';
import type { ScannedText } from '@/lib/scan/scanned-text';
import type { CardReading } from '@/lib/vcard/card-from-vcard';
import { CurrentEventLink } from '../event/current-event-link';
import { CameraView } from './camera-view';
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
  const [pictureStatus, setPictureStatus] = useState<'none' | 'looking' | 'nothing'>('none');

  const read = async (text: string) => {
    const [{ parseScannedText }, { numberReader }] = await Promise.all([
      import('@/lib/scan/scanned-text'),
      loadPhoneRules(),
    ]);
    const reading = { newId: newIdentifier, readNumber: numberReader(region) };
    const scanned = parseScannedText(text, reading);
    navigator.vibrate?.(40);
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
      scanned.kind === 'contact' && scanned.from !== 'vcard' && scanned.from !== 'mecard' ? 'link' : 'code';
    setOutcome({ scanned, content: await contentOf(scanned, reading), meeting: bookStore.meeting(channel) });
  };
  /** Reports a failed read: offline, the modules that parse a code may never have been fetched. */
  const tryToRead = (text: string) => read(text).catch(() => setPictureStatus('nothing'));
  const readPicture = async (file: File) => {
    setPictureStatus('looking');
    const opened = await openPicture(file);
    const [text] = 'problem' in opened ? [] : await codesInPicture(opened.image).catch(() => []);
    if ('url' in opened) URL.revokeObjectURL(opened.url);
    setPictureStatus(text === undefined ? 'nothing' : 'none');
    if (text !== undefined) await tryToRead(text);
  };
  const scanAgain = () => {
    setOutcome(null);
    setPictureStatus('none');
  };

  return (
    <div className="flex max-w-xl flex-col gap-4">
      <CurrentEventLink />
      {outcome === null ? (
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
  return <PlainText text={scanned.kind === 'text' ? scanned.text : ''} meeting={meeting} again={again} />;
}

/**
 * Returns the contact data in a scanned text, `null` if there is none. A vCard is read in full, as when imported from
 * a file.
 */
async function contentOf(scanned: ScannedText, reading: CardReading): Promise<ContactPatch | null> {
  if (scanned.kind === 'phone')
    return { phones: [{ id: newIdentifier(), kind: 'cell', number: scanned.number, extension: '' }] };
  if (scanned.kind === 'email') return { emails: [{ id: newIdentifier(), kind: 'work', address: scanned.address }] };
  if (scanned.kind !== 'contact') return null;
  if (scanned.vcard === '') return scanned.content;
  const [{ contactFromVcard }, { parseVcards }] = await Promise.all([
    import('@/lib/book/contact-vcard'),
    import('@/lib/vcard/read'),
  ]);
  const [card] = parseVcards(new TextEncoder().encode(scanned.vcard)).cards;
  return card === undefined ? scanned.content : contactFromVcard(card, reading).content;
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

function PlainText({ text, meeting, again }: { text: string; meeting: Meeting; again: () => void }) {
  const t = useTranslations('book');
  const { path } = useLanguage();
  const [isKeeping, setIsKeeping] = useState(false);
  const content = useMemo<ContactPatch>(() => ({ note: text.slice(0, CONTACT_LIMITS.note) }), [text]);
  if (isKeeping) return <ReceivedContact content={content} meeting={meeting} onAgain={again} again={t('scan.again')} />;
  return (
    <div className="flex flex-col gap-4">
      <p>{t('scan.text')}</p>
      <p className="max-h-60 overflow-auto rounded-surface border border-line bg-surface p-4 break-words whitespace-pre-wrap">
        {text}
      </p>
      <Button large icon={NotebookPen} onClick={() => setIsKeeping(true)}>
        {t('scan.keepText')}
      </Button>
      <ButtonLink href={path('receive')}>{t('scan.otherWay')}</ButtonLink>
      <Button emphasis="filled" large icon={ScanLine} onClick={again}>
        {t('scan.again')}
      </Button>
    </div>
  );
}
