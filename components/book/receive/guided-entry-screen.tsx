'use client';

import { ArrowRight, Check, FileDown, UserPlus, X } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { loadPhoneRules, type PhoneRules, useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { bookStore } from '@/lib/browser/book/book-store';
import { today } from '@/lib/browser/platform/clock';
import { deliverFile } from '@/lib/browser/platform/deliver-file';
import { newIdentifier } from '@/lib/browser/platform/identifier';
import { requestPersistence } from '@/lib/browser/platform/persistence';
import type { Contact, ContactId } from '@/lib/card/contact';
import { LIMITS } from '@/lib/card/limits';
import { splitName } from '@/lib/card/written-name';
import { groupAloud } from '@/lib/i18n/phone-groups';
import { type ReplyOrigin, readReplyFragment } from '@/lib/print/products/reply-fragment';
import { CONTACT_FILE_MEDIA_TYPE, contactFileName } from '@/lib/vcard/contact-file';
import { CurrentEventLink } from '../event/current-event-link';
import { clearDraft, EMPTY_DRAFT, ENTRY_STEPS, type EntryDraft, readDraft, saveDraft } from './guided-entry-draft';
import { NumberPad } from './number-pad';

type Reading = { number: string; extension: string };

function parsePhone(typed: string, rules: PhoneRules | null, region: Parameters<PhoneRules['readPhone']>[1]): Reading {
  return rules?.parsePhoneField(typed, region) ?? { number: typed.trim(), extension: '' };
}

/**
 * The owner enters what somebody dictates: name, phone number, when to call, and consent to a sentence read aloud.
 */
export function GuidedEntryScreen() {
  const t = useTranslations('book');
  const { region } = useLanguage();
  const rules = useLazyModule(loadPhoneRules);
  const [draft, setDraft] = useState<EntryDraft>(EMPTY_DRAFT);
  const [isResumed, setIsResumed] = useState(false);
  const [savedId, setSavedId] = useState<ContactId | null>(null);
  const [isRefused, setIsRefused] = useState(false);
  const [slipOrigin, setSlipOrigin] = useState<ReplyOrigin | null>(null);
  const isSaving = useRef(false);

  useEffect(() => {
    bookStore.open();
    const loadDraft = () => {
      const origin = readReplyFragment(window.location.hash);
      const storedDraft = readDraft();
      setIsResumed(storedDraft !== null);
      // A draft started from another slip keeps that slip.
      setDraft({
        ...(storedDraft ?? EMPTY_DRAFT),
        origin: storedDraft === null ? origin : (storedDraft.origin ?? origin),
      });
      setSlipOrigin(origin);
    };
    loadDraft();
    window.addEventListener('hashchange', loadDraft);
    return () => window.removeEventListener('hashchange', loadDraft);
  }, []);

  const change = (patch: Partial<EntryDraft>) => {
    const next = { ...draft, ...patch };
    setDraft(next);
    saveDraft(next);
  };
  const moveStep = (by: 1 | -1) => {
    const stepIndex = ENTRY_STEPS.indexOf(draft.step);
    change({ step: ENTRY_STEPS[stepIndex + by] ?? draft.step });
    window.scrollTo(0, 0);
  };
  const startOver = () => {
    clearDraft();
    setDraft({ ...EMPTY_DRAFT, origin: slipOrigin });
    setIsResumed(false);
    setSavedId(null);
    setIsRefused(false);
    isSaving.current = false;
  };

  const sentence = t(draft.phone.trim() === '' ? 'guidedEntry.sentence.noPhone' : 'guidedEntry.sentence');
  const save = async () => {
    if (isSaving.current) return;
    isSaving.current = true;
    const { origin } = draft;
    await bookStore.ready();
    const eventId =
      origin === null || origin.event === ''
        ? undefined
        : await bookStore.eventNamed(origin.event, today()).catch(() => undefined);
    const meeting = bookStore.meeting(origin === null ? 'typed' : 'slip', {
      batch: origin?.batch ?? '',
      ...(eventId === undefined ? {} : { eventId }),
    });
    const { number, extension } = parsePhone(draft.phone, rules, region);
    const source = origin?.event || t('guidedEntry.source');
    const id = bookStore.add(meeting, {
      ...splitName(draft.name),
      phones: number === '' ? [] : [{ id: newIdentifier(), kind: 'home', number, extension }],
      callWhen: draft.when.trim(),
      comfort: 'phone',
      // Recorded even without a phone number: the consent then covers keeping the name.
      consents: [
        {
          address: number,
          basis: 'express',
          form: 'verbal',
          source,
          wording: sentence,
          atMs: Date.now(),
          withdrawnAtMs: null,
        },
      ],
    });
    clearDraft();
    void requestPersistence();
    setSavedId(id);
  };

  if (isRefused)
    return (
      <EntryLayout>
        <p className="text-title">{t('guidedEntry.refused')}</p>
        <Button emphasis="filled" large icon={UserPlus} onClick={startOver}>
          {t('guidedEntry.another')}
        </Button>
      </EntryLayout>
    );
  if (savedId !== null) return <SavedEntry id={savedId} name={draft.name} onAgain={startOver} />;
  const origin =
    draft.origin === null
      ? ''
      : [draft.origin.event, draft.origin.batch && t('meeting.batch', { batch: draft.origin.batch })]
          .filter(Boolean)
          .join(' · ');
  return (
    <EntryLayout>
      {origin === '' ? <CurrentEventLink /> : <p className="text-muted">{t('guidedEntry.slip', { origin })}</p>}
      {isResumed && (
        <Notice
          live="status"
          actions={
            <Button emphasis="quiet" onClick={startOver}>
              {t('guidedEntry.startAgain')}
            </Button>
          }
        >
          {t('guidedEntry.resumed')}
        </Notice>
      )}
      {draft.step === 'name' && (
        <Question
          key="name"
          label={t('guidedEntry.name')}
          value={draft.name}
          onChange={(name) => change({ name })}
          onNext={() => moveStep(1)}
          missing={t('guidedEntry.nameMissing')}
          autoCapitalize="words"
        />
      )}
      {draft.step === 'phone' && (
        <PhoneQuestion
          value={draft.phone}
          onChange={(phone) => change({ phone })}
          read={(typed) => parsePhone(typed, rules, region)}
          onNext={() => moveStep(1)}
          onBack={() => moveStep(-1)}
        />
      )}
      {draft.step === 'when' && (
        <Question
          key="when"
          label={t('guidedEntry.when')}
          value={draft.when}
          onChange={(when) => change({ when })}
          onNext={() => moveStep(1)}
          onBack={() => moveStep(-1)}
          choices={[
            t('guidedEntry.when.morning'),
            t('guidedEntry.when.noon'),
            t('guidedEntry.when.evening'),
            t('guidedEntry.when.any'),
          ]}
        />
      )}
      {draft.step === 'consent' && (
        <section className="flex flex-1 flex-col gap-5">
          <p className="text-large text-muted">{t('guidedEntry.readAloud')}</p>
          <p className="text-title leading-snug font-semibold">{t('quoted', { text: sentence })}</p>
          <p className="text-large">
            {[draft.name, groupAloud(parsePhone(draft.phone, rules, region).number), draft.when]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <div className="mt-auto flex flex-col gap-3">
            {/* Disabled until the phone rules are loaded: an unparsed number would be stored. */}
            <Button emphasis="filled" large icon={Check} disabled={rules === null} onClick={() => void save()}>
              {t('guidedEntry.yes')}
            </Button>
            <Button
              large
              icon={X}
              onClick={() => {
                clearDraft();
                setIsRefused(true);
              }}
            >
              {t('guidedEntry.no')}
            </Button>
            <Button emphasis="quiet" onClick={() => moveStep(-1)}>
              {t('guidedEntry.back')}
            </Button>
          </div>
        </section>
      )}
    </EntryLayout>
  );
}

const EntryLayout = ({ children }: { children: ReactNode }) => (
  <div className="flex max-w-xl flex-1 flex-col gap-5">{children}</div>
);

function Question({
  label,
  value,
  onChange,
  onNext,
  onBack,
  missing,
  choices = [],
  autoCapitalize,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onNext: () => void;
  onBack?: () => void;
  /** The error shown for an empty answer; if absent, the answer is optional. */
  missing?: string;
  choices?: readonly string[];
  autoCapitalize?: string;
}) {
  const t = useTranslations('book');
  const [isSubmitted, setIsSubmitted] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (missing !== undefined && value.trim() === '') {
      setIsSubmitted(true);
      input.current?.focus();
    } else onNext();
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-1 flex-col gap-5">
      <label className="flex flex-col gap-3 text-title font-semibold">
        {label}
        <input
          ref={input}
          value={value}
          maxLength={LIMITS.line}
          autoComplete="off"
          autoCapitalize={autoCapitalize}
          enterKeyHint="next"
          onChange={(event) => onChange(event.currentTarget.value)}
          className="min-h-16 w-full rounded-surface border border-control bg-surface px-4 text-title focus:border-accent focus:outline-2 focus:outline-accent"
        />
      </label>
      {choices.length > 0 && (
        <div className="grid grid-cols-2 gap-3">
          {choices.map((choice) => (
            <Button
              key={choice}
              large
              emphasis={value === choice ? 'filled' : 'outlined'}
              aria-pressed={value === choice}
              onClick={() => onChange(choice)}
            >
              {choice}
            </Button>
          ))}
        </div>
      )}
      <p role="alert" className="font-semibold text-error">
        {isSubmitted && value.trim() === '' ? missing : ''}
      </p>
      <div className="mt-auto flex flex-col gap-3">
        <Button type="submit" emphasis="filled" large icon={ArrowRight}>
          {t('guidedEntry.next')}
        </Button>
        {onBack !== undefined && (
          <Button emphasis="quiet" onClick={onBack}>
            {t('guidedEntry.back')}
          </Button>
        )}
      </div>
    </form>
  );
}

function PhoneQuestion({
  value,
  onChange,
  read,
  onNext,
  onBack,
}: {
  value: string;
  onChange: (value: string) => void;
  read: (typed: string) => Reading;
  onNext: () => void;
  onBack: () => void;
}) {
  const t = useTranslations('book');
  const { number, extension } = read(value);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onNext();
      }}
      className="flex flex-1 flex-col gap-4"
    >
      <label className="flex flex-col gap-3 text-title font-semibold">
        {t('guidedEntry.phone')}
        {/* No on-screen keyboard: the keys below are larger, and it would cover them. */}
        <input
          type="tel"
          inputMode="none"
          value={value}
          maxLength={LIMITS.line}
          autoComplete="off"
          onChange={(event) => onChange(event.currentTarget.value)}
          className="min-h-16 w-full rounded-surface border border-control bg-surface px-4 text-title focus:border-accent focus:outline-2 focus:outline-accent"
        />
      </label>
      <p role="status" className="min-h-14 text-display font-semibold tracking-wide">
        {[groupAloud(number), extension && t('guidedEntry.extension', { extension })].filter(Boolean).join(', ')}
      </p>
      <NumberPad onKey={(key) => onChange(value + key)} onErase={() => onChange(value.slice(0, -1))} />
      <div className="mt-auto flex flex-col gap-3">
        <Button type="submit" emphasis="filled" large icon={ArrowRight}>
          {t(value.trim() === '' ? 'guidedEntry.noPhone' : 'guidedEntry.next')}
        </Button>
        <Button emphasis="quiet" onClick={onBack}>
          {t('guidedEntry.back')}
        </Button>
      </div>
    </form>
  );
}

function SavedEntry({ id, name, onAgain }: { id: ContactId; name: string; onAgain: () => void }) {
  const t = useTranslations('book');
  const { path } = useLanguage();
  const saveToDevice = async () => {
    const contact: Contact | null = await bookStore.contact(id);
    if (contact === null) return;
    const { serializeContact } = await import('@/lib/book/contact-vcard');
    await deliverFile(
      new File([serializeContact(contact, {}, '3.0')], contactFileName(contact), { type: CONTACT_FILE_MEDIA_TYPE }),
    );
  };
  return (
    <EntryLayout>
      <p role="status" className="text-title font-semibold">
        {t('guidedEntry.kept', { name: name.trim() })}
      </p>
      <Button emphasis="filled" large icon={UserPlus} onClick={onAgain}>
        {t('guidedEntry.another')}
      </Button>
      <ButtonLink href={path('contact', id)} large>
        {t('found.open')}
      </ButtonLink>
      <Button large icon={FileDown} onClick={() => void saveToDevice()}>
        {t('guidedEntry.toDevice')}
      </Button>
    </EntryLayout>
  );
}
