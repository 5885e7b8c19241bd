'use client';

import { Check } from 'lucide-react';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { CardPreview } from '@/components/card/card-preview';
import { CodeFigure } from '@/components/card/code-figure';
import { loadPhoneRules, type PhoneRules, useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { ScreenLink } from '@/components/ui/screen-link';
import { TextField } from '@/components/ui/text-field';
import { cardStore, setCurrentCard } from '@/lib/browser/card/card-store';
import { requestPersistence } from '@/lib/browser/platform/persistence';
import { suppressClicks } from '@/lib/browser/platform/suppress-clicks';
import { type Card, type CardId, type CardPatch, newCard } from '@/lib/card/card';
import { LIMITS } from '@/lib/card/limits';
import { splitTypedName } from '@/lib/card/name';
import { emailProblem, phoneProblem } from '@/lib/card/problems';
import type { RegionProfile } from '@/lib/i18n/locales';
import { clearDraft, type FirstRunDraft, readDraft, saveDraft } from './first-run-draft';

const FIELDS = ['name', 'phone', 'email'] as const;
type FieldName = (typeof FIELDS)[number];

/**
 * The first run: one screen, three properties and a live preview of the card. The fields are plain HTML that works
 * before any script runs: text typed by then is read from the DOM, text typed before a reload from the stored draft.
 */
export function FirstRun({ onDone }: { onDone: () => void }) {
  const { region, path } = useLanguage();
  const t = useTranslations('app');
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<FirstRunDraft | null>(null);
  const [blurredFields, setBlurredFields] = useState<ReadonlySet<FieldName>>(new Set());
  const [isNameMissing, setIsNameMissing] = useState(false);
  // The phone rules and the code are not fetched for visitors who enter nothing.
  const [hasStarted, setHasStarted] = useState(false);
  const phoneRules = useLazyModule(loadPhoneRules, hasStarted);

  useEffect(() => {
    if (form.current === null) return;
    const storedDraft = readDraft();
    for (const name of FIELDS) {
      const input = inputOf(form.current, name);
      if (input !== null && input.value === '') input.value = storedDraft[name];
    }
    const draft = draftOf(form.current);
    setDraft(draft);
    if (!isBlankDraft(draft) || form.current.contains(document.activeElement)) setHasStarted(true);
  }, []);

  const handleInput = (event: FormEvent<HTMLFormElement>) => {
    const next = draftOf(event.currentTarget);
    setDraft(next);
    saveDraft(next);
    if (next.name.trim() !== '') setIsNameMissing(false);
  };

  const content = useMemo<CardPatch | null>(
    () => (draft === null ? null : contentOf(draft, phoneRules, region)),
    [draft, phoneRules, region],
  );

  const card = useMemo<Card | null>(
    () => (content === null ? null : newCard('draft' as CardId, 0, content)),
    [content],
  );
  const isBlank = draft === null || isBlankDraft(draft);

  const handleSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (draft === null || draft.name.trim() === '') {
      setIsNameMissing(true);
      if (form.current !== null) inputOf(form.current, 'name')?.focus();
      return;
    }
    // On a slow network the rules may still be loading; a number is stored as typed only if they fail to load.
    const [rules] = await Promise.all([loadPhoneRules().catch(() => null), cardStore.ready()]);
    // A second click, or a first card created in another tab meanwhile.
    if (cardStore.getState().cards.length > 0) return;
    suppressClicks();
    onDone();
    setCurrentCard(cardStore.create(contentOf(draft, rules, region)));
    clearDraft();
    void requestPersistence();
    window.scrollTo(0, 0);
  };

  const phone = card?.phones[0]?.number ?? '';
  const email = card?.emails[0]?.address ?? '';
  const problems = {
    phone: blurredFields.has('phone') && phoneRules !== null && phoneProblem(phone) !== null,
    email: blurredFields.has('email') && emailProblem(email) !== null,
  };
  const onBlur = (name: FieldName) => () => setBlurredFields((names) => new Set(names).add(name));

  return (
    <div className="-mb-24 grid gap-5 lg:mb-0 lg:grid-cols-2 lg:gap-x-12 lg:pt-10">
      <div className="flex flex-col gap-5 lg:order-2">
        <CardPreview card={isBlank ? null : card} />
      </div>
      {/* method="dialog" outside a dialog submits nothing: a tap before the scripts are loaded loses no input. */}
      <form
        ref={form}
        method="dialog"
        noValidate
        onFocus={() => setHasStarted(true)}
        onInput={handleInput}
        onSubmit={(event) => void handleSubmit(event)}
        className="flex flex-col gap-3 lg:row-span-2 lg:gap-5"
      >
        <div>
          <h1 className="text-title font-semibold">{t('firstRun.title')}</h1>
          <p className="text-muted">
            {t('firstRun.promise')}{' '}
            <ScreenLink href={path('open')} className="inline-flex min-h-8 items-center text-accent underline">
              {t('open.link')}
            </ScreenLink>{' '}
            <ScreenLink href={path('recover')} className="inline-flex min-h-8 items-center text-accent underline">
              {t('recover.link')}
            </ScreenLink>
          </p>
        </div>
        <TextField
          label={t('field.name')}
          name="name"
          autoComplete="name"
          autoCapitalize="words"
          enterKeyHint="next"
          maxLength={LIMITS.line}
          problem={isNameMissing ? t('problem.name.missing') : null}
        />
        <TextField
          label={t('field.phone')}
          name="phone"
          type="tel"
          autoComplete="tel"
          enterKeyHint="next"
          maxLength={LIMITS.line}
          onBlur={onBlur('phone')}
          problem={problems.phone ? t('problem.phone.incomplete') : null}
        />
        <TextField
          label={t('field.email')}
          name="email"
          type="email"
          autoComplete="email"
          enterKeyHint="done"
          maxLength={LIMITS.line}
          onBlur={onBlur('email')}
          problem={problems.email ? t('problem.email.incomplete') : null}
        />
        <div className="min-h-32 lg:hidden">
          <CodeFigure card={hasStarted ? card : null} />
        </div>
        <div className="sticky bottom-0 z-10 -mx-4 bg-paper px-4 py-3 lg:static lg:mx-0 lg:p-0">
          <Button type="submit" emphasis="filled" large icon={Check} className="w-full">
            {t('firstRun.done')}
          </Button>
        </div>
      </form>
      <div className="hidden min-h-40 lg:order-3 lg:block">
        <CodeFigure card={hasStarted ? card : null} />
      </div>
    </div>
  );
}

function inputOf(form: HTMLFormElement, name: FieldName): HTMLInputElement | null {
  const element = form.elements.namedItem(name);
  return element instanceof HTMLInputElement ? element : null;
}

function draftOf(form: HTMLFormElement): FirstRunDraft {
  const value = (name: FieldName) => inputOf(form, name)?.value ?? '';
  return { name: value('name'), phone: value('phone'), email: value('email') };
}

function contentOf(draft: FirstRunDraft, rules: PhoneRules | null, region: RegionProfile): CardPatch {
  const typed = draft.phone.trim();
  const phone = rules?.parsePhoneField(typed, region) ?? { number: typed, extension: '' };
  const address = draft.email.trim();
  return {
    ...splitTypedName(draft.name),
    phones: typed === '' ? [] : [{ id: 'p1', kind: 'cell', ...phone }],
    emails: address === '' ? [] : [{ id: 'e1', kind: 'work', address }],
  };
}

const isBlankDraft = (draft: FirstRunDraft) => FIELDS.every((name) => draft[name].trim() === '');
