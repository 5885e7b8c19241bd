'use client';

import { Ban, Undo2, UserPlus, X } from 'lucide-react';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useWrittenPhone } from '@/components/card/use-written-phone';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { type ReceivedReply, senderAddresses } from '@/lib/book/received-reply';
import type { ReplyOutcome } from '@/lib/browser/book/reply-database';
import { LOADING_REPLIES, replyStore } from '@/lib/browser/book/reply-store';
import { fullNameOf, organisationOf } from '@/lib/card/card';
import { formatDateTime } from './dates';

/** The replies to the owner's cards, to be accepted or refused before they enter the contacts. */
export function InboxScreen() {
  const t = useTranslations('book');
  const { path } = useLanguage();
  useEffect(() => replyStore.open(), []);
  const { status, replies, storage } = useSyncExternalStore(
    replyStore.subscribe,
    replyStore.getState,
    () => LOADING_REPLIES,
  );
  const [outcome, setOutcome] = useState<ReplyOutcome | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const [hasFailed, setHasFailed] = useState(false);
  const listRef = useRef<HTMLDivElement>(null);
  const run = async (work: () => Promise<ReplyOutcome | null>) => {
    setIsBusy(true);
    try {
      const done = await work();
      setOutcome(done === null || done.replies.length === 0 ? null : done);
      setHasFailed(false);
      // The button that had the focus is gone with its reply.
      listRef.current?.focus();
    } catch {
      setHasFailed(true);
    }
    setIsBusy(false);
  };
  if (status === 'loading') return <p role="status">{t('contacts.loading')}</p>;
  return (
    <div ref={listRef} tabIndex={-1} className="flex max-w-2xl flex-col gap-5 outline-none">
      {outcome !== null && (
        <OutcomeNotice
          outcome={outcome}
          isBusy={isBusy}
          onUndo={() => void run(() => replyStore.undo(outcome).then(() => null))}
          onClose={() => setOutcome(null)}
        />
      )}
      {(hasFailed || storage !== 'kept') && (
        <Notice tone="error" live="alert">
          {t('book.notKept')}
        </Notice>
      )}
      {replies.length === 0 && storage === 'kept' ? (
        <>
          <p className="text-large">{t('inbox.none')}</p>
          <p className="text-muted">{t('inbox.none.how')}</p>
          <ButtonLink href={path('contacts')} className="self-start">
            {t('contact.toList')}
          </ButtonLink>
        </>
      ) : (
        <p>{t('inbox.lead')}</p>
      )}
      {replies.length > 1 && (
        <Button
          icon={UserPlus}
          disabled={isBusy}
          className="self-start"
          onClick={() => void run(() => replyStore.accept(replies.map(({ id }) => id)))}
        >
          {t('inbox.acceptAll', { count: replies.length })}
        </Button>
      )}
      <ul className="flex flex-col gap-4">
        {replies.map((reply) => (
          <ReplyItem
            key={reply.id}
            reply={reply}
            isBusy={isBusy}
            onAccept={() => void run(() => replyStore.accept([reply.id]))}
            onRefuse={(isBlocking) => void run(() => replyStore.refuse(reply.id, isBlocking))}
          />
        ))}
      </ul>
      <BlockedAddresses />
    </div>
  );
}

const nameIn = ({ contact }: ReceivedReply) => fullNameOf(contact) || organisationOf(contact);

function OutcomeNotice({
  outcome,
  isBusy,
  onUndo,
  onClose,
}: {
  outcome: ReplyOutcome;
  isBusy: boolean;
  onUndo: () => void;
  onClose: () => void;
}) {
  const t = useTranslations('book');
  const { path } = useLanguage();
  const { kind, replies, addresses } = outcome;
  const [first] = replies;
  const name = first === undefined ? '' : nameIn(first) || t('contacts.unnamed');
  return (
    <Notice
      tone="good"
      live="status"
      actions={
        <>
          {kind === 'accepted' && first !== undefined && (
            <ButtonLink href={replies.length === 1 ? path('contact', first.contact.id) : path('contacts')}>
              {t(replies.length === 1 ? 'inbox.open' : 'contact.toList')}
            </ButtonLink>
          )}
          <Button icon={Undo2} disabled={isBusy} onClick={onUndo}>
            {t('action.undo')}
          </Button>
          <Button emphasis="quiet" onClick={onClose}>
            {t('action.close')}
          </Button>
        </>
      }
    >
      {kind === 'accepted' && replies.length > 1
        ? t('inbox.acceptedMany', { count: replies.length })
        : kind === 'blocked'
          ? t('inbox.done.blocked', { addresses: addresses.join(', ') })
          : t(kind === 'accepted' ? 'inbox.done.accepted' : 'inbox.done.refused', { name })}
    </Notice>
  );
}

function ReplyItem({
  reply,
  isBusy,
  onAccept,
  onRefuse,
}: {
  reply: ReceivedReply;
  isBusy: boolean;
  onAccept: () => void;
  onRefuse: (isBlocking: boolean) => void;
}) {
  const t = useTranslations('book');
  const { locale } = useLanguage();
  const writtenPhone = useWrittenPhone();
  const { contact, receivedAtMs } = reply;
  const name = nameIn(reply) || t('contacts.unnamed');
  const organisation = organisationOf(contact);
  return (
    <li className="flex flex-col gap-3 rounded-surface border border-line bg-surface p-5">
      <div>
        <h2 className="text-large font-semibold break-words">{name}</h2>
        <p className="text-muted break-words">
          {[contact.title, organisation === name ? '' : organisation].filter(Boolean).join(' · ')}
        </p>
      </div>
      <ul className="break-words">
        {[
          ...contact.phones.map(({ number, extension }) => writtenPhone(number, extension)),
          ...contact.emails.map(({ address }) => address),
        ].map((line) => (
          <li key={line} translate="no">
            {line}
          </li>
        ))}
      </ul>
      {contact.note !== '' && <p className="break-words whitespace-pre-line">{contact.note}</p>}
      {contact.followUp !== null && <p className="font-semibold">{contact.followUp.promise}</p>}
      <p className="text-small text-muted">
        {[
          t('inbox.received', { date: formatDateTime(receivedAtMs, locale) }),
          contact.consents.some(({ basis }) => basis === 'express') ? t('inbox.consent.express') : '',
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button
          emphasis="filled"
          icon={UserPlus}
          disabled={isBusy}
          aria-label={t('inbox.accept.of', { name })}
          onClick={onAccept}
        >
          {t('inbox.accept')}
        </Button>
        <Button icon={X} disabled={isBusy} aria-label={t('inbox.refuse.of', { name })} onClick={() => onRefuse(false)}>
          {t('inbox.refuse')}
        </Button>
        {senderAddresses(contact).length > 0 && (
          <Button
            emphasis="quiet"
            icon={Ban}
            disabled={isBusy}
            aria-label={t('inbox.block.of', { name })}
            onClick={() => onRefuse(true)}
          >
            {t('inbox.block')}
          </Button>
        )}
      </div>
    </li>
  );
}

function BlockedAddresses() {
  const t = useTranslations('book');
  const { blocked } = useSyncExternalStore(replyStore.subscribe, replyStore.getState, () => LOADING_REPLIES);
  if (blocked.length === 0) return null;
  return (
    <section className="flex flex-col gap-1">
      <h2 className="font-semibold">{t('inbox.blocked')}</h2>
      <ul>
        {blocked.map(({ address }) => (
          <li key={address} className="flex flex-wrap items-center justify-between gap-2 border-b border-line py-1">
            <span className="break-all" translate="no">
              {address}
            </span>
            <Button
              emphasis="quiet"
              aria-label={t('inbox.unblock.of', { address })}
              onClick={() => void replyStore.unblock(address).catch(() => undefined)}
            >
              {t('inbox.unblock')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
