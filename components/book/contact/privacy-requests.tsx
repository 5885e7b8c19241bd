'use client';

import { FileDown, Trash2, UserX } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from '@/components/i18n/translations';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { bookStore } from '@/lib/browser/book/book-store';
import { cardStore } from '@/lib/browser/card/card-store';
import { deliverFile } from '@/lib/browser/platform/deliver-file';
import { fullNameOf } from '@/lib/card/card';
import type { Contact } from '@/lib/card/contact';
import { fileNameOf } from '@/lib/card/file-name';
import { encodeBase64 } from '@/lib/vcard/base64';
import { ExportDialog } from '../export-dialog';

/**
 * The contact's privacy rights (Law 25, s. 27 and 28.1; GDPR art. 15 and 17): access to all their data, or erasure of
 * it.
 */
export function PrivacyRequests({ contact, onErased }: { contact: Contact; onErased: () => void }) {
  const t = useTranslations('book');
  const [openDialog, setOpenDialog] = useState<'export' | 'erase' | null>(null);
  const [failed, setFailed] = useState(false);
  const name = fullNameOf(contact) || t('contacts.unnamed');
  /** Delivers all data about the contact as one JSON file, with their events and their photo (Base64). */
  const exportAllData = async () => {
    const events = bookStore
      .getState()
      .events.filter(({ id }) => contact.meetings.some(({ eventId }) => eventId === id));
    const picture = await cardStore.picture(contact.photoId);
    const photo = picture === null ? null : { mediaType: picture.mediaType, base64: encodeBase64(picture.bytes) };
    const text = `${JSON.stringify({ contact, events, photo }, null, 2)}\n`;
    const file = new File([text], `${fileNameOf(contact, 'contact')}.json`, { type: 'application/json' });
    await deliverFile(file).catch(() => setFailed(true));
  };
  const erase = async () => {
    const isErased = await bookStore.erase(contact.id).then(
      () => true,
      () => false,
    );
    setOpenDialog(null);
    if (isErased) onErased();
    else setFailed(true);
  };
  return (
    <section className="flex flex-col items-start gap-3">
      <h3 className="text-large font-semibold">{t('rights.title')}</h3>
      <Button icon={FileDown} onClick={() => setOpenDialog('export')}>
        {t('rights.export')}
      </Button>
      <Button icon={FileDown} onClick={() => void exportAllData()}>
        {t('rights.access')}
      </Button>
      <Button icon={UserX} emphasis="danger" onClick={() => setOpenDialog('erase')}>
        {t('rights.erase')}
      </Button>
      {failed && <p className="text-error">{t('rights.failed')}</p>}
      {openDialog === 'export' && <ExportDialog ids={[contact.id]} onClose={() => setOpenDialog(null)} />}
      {openDialog === 'erase' && (
        <Dialog open onClose={() => setOpenDialog(null)} title={t('rights.erase.question', { name })}>
          <p>{t('rights.erase.consequence')}</p>
          <div className="flex flex-wrap justify-end gap-2">
            <Button emphasis="quiet" onClick={() => setOpenDialog(null)}>
              {t('action.cancel')}
            </Button>
            <Button emphasis="danger" icon={Trash2} onClick={() => void erase()}>
              {t('rights.erase.confirm')}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
