'use client';

import { Download, UserPlus } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { loadPhoneRules, useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { ScreenTitle } from '@/components/shell/screen-title';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { TextField } from '@/components/ui/text-field';
import { deliverFile } from '@/lib/browser/deliver-file';
import { newIdentifier } from '@/lib/browser/identifier';
import { type CardId, newCard } from '@/lib/card/card';
import { LIMITS } from '@/lib/card/limits';
import { splitName } from '@/lib/card/name';
import { type ReplyOrigin, readReplyFragment } from '@/lib/print/products/reply-fragment';
import { CONTACT_FILE_MEDIA_TYPE, contactFileName, serializeContactFile } from '@/lib/vcard/contact-file';

/** The other person's details, written by the owner, as a contact file for the device's own address book. */
export function NoteScreen() {
  const { t, profile } = useLanguage();
  // Here before the tap: iOS shares a file only from within it.
  const rules = useLazyModule(loadPhoneRules);
  const saving = useRef(false);
  const [missing, setMissing] = useState(false);
  const [saved, setSaved] = useState<string | null>(null);
  const slip = useReplyOrigin();
  const slipWords =
    slip === null
      ? ''
      : [slip.event, slip.batch && t('noteTheirs.batch', { batch: slip.batch })].filter(Boolean).join(' · ');

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (saving.current) return;
    const data = new FormData(event.currentTarget);
    const value = (name: string) => String(data.get(name) ?? '').trim();
    const [name, phone, email] = [value('name'), value('phone'), value('email')];
    setMissing(name === '' || (phone === '' && email === ''));
    if (name === '' || (phone === '' && email === '')) return;
    saving.current = true;
    const reading = rules?.readPhone(phone, profile);
    const card = newCard(newIdentifier() as CardId, Date.now(), {
      ...splitName(name),
      phones:
        phone === ''
          ? []
          : [{ id: 'p', kind: 'home', number: reading?.number ?? phone, extension: reading?.extension ?? '' }],
      emails: email === '' ? [] : [{ id: 'e', kind: 'home', address: email }],
      note: [value('note'), slipWords].filter(Boolean).join('\n'),
    });
    const file = new File([serializeContactFile(card)], contactFileName(card), { type: CONTACT_FILE_MEDIA_TYPE });
    if ((await deliverFile(file)) !== 'cancelled') setSaved(file.name);
    saving.current = false;
  };

  return (
    <div className="max-w-xl">
      <ScreenTitle>{t('noteTheirs.title')}</ScreenTitle>
      <p className="mb-5 text-muted">{t('noteTheirs.lead')}</p>
      <form
        noValidate
        onSubmit={(event) => void save(event)}
        onInput={() => setSaved(null)}
        className="flex flex-col gap-4"
      >
        <TextField
          label={t('field.name')}
          name="name"
          autoComplete="off"
          autoCapitalize="words"
          maxLength={LIMITS.line}
        />
        <TextField label={t('field.phone')} name="phone" type="tel" autoComplete="off" maxLength={LIMITS.line} />
        <TextField label={t('field.email')} name="email" type="email" autoComplete="off" maxLength={LIMITS.line} />
        <TextField label={t('noteTheirs.note')} name="note" autoComplete="off" maxLength={LIMITS.line} />
        {slipWords !== '' && <p className="text-muted">{t('noteTheirs.slip', { origin: slipWords })}</p>}
        <div role="alert">{missing && <p className="font-semibold text-error">{t('noteTheirs.missing')}</p>}</div>
        <Button type="submit" emphasis="filled" large icon={Download}>
          {t('noteTheirs.save')}
        </Button>
        <div role="status">
          {saved !== null && (
            <Notice
              tone="good"
              actions={
                <Button type="reset" icon={UserPlus} onClick={() => setSaved(null)}>
                  {t('noteTheirs.again')}
                </Button>
              }
            >
              {t('noteTheirs.saved', { file: saved })}
            </Notice>
          )}
        </div>
      </form>
    </div>
  );
}

/** Opened by a reply slip's code: which evening and batch the slip comes from. */
function useReplyOrigin(): ReplyOrigin | null {
  const [origin, setOrigin] = useState<ReplyOrigin | null>(null);
  useEffect(() => {
    const read = () => setOrigin(readReplyFragment(window.location.hash));
    read();
    window.addEventListener('hashchange', read);
    return () => window.removeEventListener('hashchange', read);
  }, []);
  return origin;
}
