'use client';

import { CalendarPlus, Check, UserPlus, UsersRound } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useWrittenPhone } from '@/components/card/use-written-phone';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { TextField } from '@/components/ui/text-field';
import type { ImportDecision } from '@/lib/book/import-plan';
import { runBookJob } from '@/lib/browser/book/book-client';
import { bookStore } from '@/lib/browser/book/book-store';
import { newIdentifier } from '@/lib/browser/platform/identifier';
import { requestPersistence } from '@/lib/browser/platform/persistence';
import { fullNameOf, isTelephone, organisationOf } from '@/lib/card/card';
import { type Contact, type ContactId, type ContactPatch, type Meeting, newContact } from '@/lib/card/contact';
import { revealedAddress } from '@/lib/card/homograph';
import { LIMITS } from '@/lib/card/limits';
import { displayWebAddress } from '@/lib/card/problems';
import { splitName } from '@/lib/card/written-name';
import { UndoNotice } from '../undo-notice';

type Kept = { id: ContactId; journalId: string | null; again: boolean };

/**
 * Shows a received contact as plain text, without links, before anything is stored. If the contact may already be in
 * the book, the owner is asked about that first.
 */
export function ReceivedContact({
  content,
  meeting,
  onAgain,
  again,
}: {
  content: ContactPatch;
  meeting: Meeting;
  onAgain: () => void;
  again: string;
}) {
  const { path } = useLanguage();
  const t = useTranslations('book');
  const formatPhone = useWrittenPhone();
  const [name, setName] = useState('');
  const [saved, setSaved] = useState<Kept | null>(null);
  const [failed, setFailed] = useState(false);
  const candidate = useMemo(
    () => newContact(newIdentifier() as ContactId, meeting.atMs, meeting, content),
    [content, meeting],
  );
  const verdict = useMatch(candidate);
  const hasName = fullNameOf(candidate) !== '';
  const buildContent = (): ContactPatch => (hasName ? content : { ...content, ...splitName(name) });

  const addContact = () => {
    if (saved === null) setSaved({ id: bookStore.add(meeting, buildContent()), journalId: null, again: false });
    void requestPersistence();
  };
  const combineWith = async (id: ContactId) => {
    const journalId = await bookStore.combineInto(id, { ...candidate, ...buildContent() }).catch(() => null);
    setFailed(journalId === null);
    if (journalId !== null) setSaved({ id, journalId, again: false });
  };
  /** Adds the meeting to a contact that is already in the book. */
  const recordMeeting = async (id: ContactId) => {
    const existing = await bookStore.contact(id).catch(() => null);
    setFailed(existing === null);
    if (existing === null) return;
    bookStore.change(existing, { meetings: [...existing.meetings, meeting] });
    setSaved({ id, journalId: null, again: true });
  };
  const undoSave = async ({ id, again: wasKnown }: Kept) => {
    const contact = wasKnown ? await bookStore.contact(id).catch(() => null) : null;
    if (contact !== null)
      bookStore.change(contact, { meetings: contact.meetings.filter(({ atMs }) => atMs !== meeting.atMs) });
    else if (!wasKnown) await bookStore.remove([id]).catch(() => undefined);
    setSaved(null);
  };

  if (saved !== null)
    return (
      <div className="flex flex-col gap-3">
        {saved.journalId === null ? (
          <Notice
            tone="good"
            icon={Check}
            live="status"
            actions={<Button onClick={() => void undoSave(saved)}>{t('action.undo')}</Button>}
          >
            {t(saved.again ? 'found.metAgain' : 'found.added', {
              name: fullNameOf({ ...candidate, ...buildContent() }) || t('contacts.unnamed'),
            })}
          </Notice>
        ) : (
          <UndoNotice
            journalId={saved.journalId}
            sentence={t('found.combined')}
            onUndone={() => setSaved(null)}
            onClose={onAgain}
          />
        )}
        <ButtonLink href={path('contact', saved.id)} large icon={UsersRound}>
          {t('found.open')}
        </ButtonLink>
        <Button large emphasis="filled" onClick={onAgain}>
          {again}
        </Button>
      </div>
    );
  return (
    <div className="flex flex-col gap-4">
      <article className="flex flex-col gap-1 rounded-surface border border-line bg-surface p-4">
        {hasName && <h2 className="text-title font-semibold break-words">{fullNameOf(candidate)}</h2>}
        {[candidate.title, organisationOf(candidate) === fullNameOf(candidate) ? '' : organisationOf(candidate)]
          .filter(Boolean)
          .map((line) => (
            <p key={line} className="break-words">
              {line}
            </p>
          ))}
        {candidate.phones.map(({ id, kind, label, number, extension }) => (
          <p key={id} className="text-large break-words">
            {(label || !isTelephone({ kind })) && (
              <span className="text-body text-muted">{label || t(`kind.${kind}`)} </span>
            )}
            {formatPhone(number, extension)}
          </p>
        ))}
        {[
          ...candidate.emails.map(({ address }) => address),
          ...[candidate.website, ...candidate.profiles.map(({ url }) => url)].filter(Boolean).map(displayWebAddress),
        ]
          .map(revealedAddress)
          .map((line) => (
            <p key={line} className="break-words">
              {line}
            </p>
          ))}
        {candidate.address.locality !== '' && (
          <p>{[candidate.address.streetAddress, candidate.address.locality].filter(Boolean).join(', ')}</p>
        )}
        {candidate.note !== '' && (
          <p className="max-h-32 overflow-auto text-small text-muted break-words whitespace-pre-wrap">
            {candidate.note}
          </p>
        )}
      </article>
      {!hasName && (
        <TextField
          label={t('found.name')}
          value={name}
          autoComplete="off"
          autoCapitalize="words"
          maxLength={LIMITS.line}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      {verdict?.verdict === 'known' && (
        <Notice live="status" actions={<ButtonLink href={path('contact', verdict.id)}>{t('found.open')}</ButtonLink>}>
          {t('found.known')}
        </Notice>
      )}
      <div role="status">{verdict === null && <p className="text-muted">{t('found.looking')}</p>}</div>
      {failed && (
        <Notice tone="error" live="alert">
          {t('book.notKept')}
        </Notice>
      )}
      {verdict?.verdict === 'known' && (
        <Button emphasis="filled" large icon={CalendarPlus} onClick={() => void recordMeeting(verdict.id)}>
          {t('found.meetAgain')}
        </Button>
      )}
      {verdict?.verdict === 'alike' && (
        <Notice tone="warning" live="status">
          {t(`found.alike.${verdict.likeness}`, { name: verdict.name })}
        </Notice>
      )}
      {verdict?.verdict === 'alike' && (
        <Button emphasis="filled" large icon={UsersRound} onClick={() => void combineWith(verdict.id)}>
          {t('found.combine', { name: verdict.name })}
        </Button>
      )}
      <Button
        emphasis={verdict?.verdict === 'new' ? 'filled' : 'outlined'}
        large
        icon={UserPlus}
        disabled={verdict === null}
        onClick={addContact}
      >
        {t(verdict === null || verdict.verdict === 'new' ? 'found.add' : 'found.addApart')}
      </Button>
      <Button emphasis="quiet" onClick={onAgain}>
        {t('found.leave')}
      </Button>
    </div>
  );
}

type Outcome = ImportDecision & { name: string };

/** Returns whether the contact is already in the book: `null` while searching, `new` if the search fails. */
function useMatch(candidate: Contact): Outcome | null {
  const [match, setMatch] = useState<Outcome | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const job = runBookJob('verdict', { contact: candidate });
    job.finished
      .then(async (verdict): Promise<Outcome> => {
        const existing = verdict.verdict === 'alike' ? await bookStore.contact(verdict.id) : null;
        return { ...verdict, name: existing === null ? '' : fullNameOf(existing) };
      })
      .catch((): Outcome => ({ verdict: 'new', name: '' }))
      .then((verdict) => isCurrent && setMatch(verdict));
    return () => {
      isCurrent = false;
      job.stop();
    };
  }, [candidate]);
  return match;
}
