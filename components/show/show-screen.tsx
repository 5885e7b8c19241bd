'use client';

import { ChevronRight, X } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Suspense, useEffect, useMemo, useState } from 'react';
import { useAddressedCard } from '@/components/card/use-cards';
import { loadCodes, useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { Icon } from '@/components/ui/button';
import { keepScreenOn, type WakeLockState } from '@/lib/browser/wake-lock';
import { type Card, fullNameOf } from '@/lib/card/card';
import type { MessageKey } from '@/lib/i18n/messages/catalogue';
import type { OfflineCode, OfflineProperty } from '@/lib/qr/offline-payload';
import { symbolPath } from '@/lib/qr/svg-path';

/**
 * The code held out to somebody: white to the edges, as large as the screen allows, dark on white in every theme.
 * Its first painting is done by a script in the page, before React (app/boot-script.ts); this takes it over.
 */
export function ShowScreen({ paintScript }: { paintScript: string }) {
  return (
    <Suspense fallback={<ShowFrame card={null} next={null} code={null} paintScript={paintScript} empty={false} />}>
      <AddressedShow paintScript={paintScript} />
    </Suspense>
  );
}

function AddressedShow({ paintScript }: { paintScript: string }) {
  const { state, card } = useAddressedCard();
  const codes = useLazyModule(loadCodes);
  const code = useMemo(
    () => (card === null || codes === null ? null : codes.offlineCode(card, codes.MAX_VERSION.screen)),
    [card, codes],
  );
  const position = state.cards.findIndex(({ id }) => id === card?.id);
  const next = state.cards.length > 1 ? (state.cards[(position + 1) % state.cards.length] ?? null) : null;
  const known = state.status === 'ready' && codes !== null;
  return <ShowFrame card={card} next={next} code={code} paintScript={paintScript} empty={known && code === null} />;
}

type FrameProps = {
  card: Card | null;
  next: Card | null;
  code: OfflineCode | null;
  paintScript: string;
  empty: boolean;
};

function ShowFrame({ card, next, code, paintScript, empty }: FrameProps) {
  const { t, path } = useLanguage();
  const router = useRouter();
  const [wakeLock, setWakeLock] = useState<WakeLockState>('pending');
  const [detailed, setDetailed] = useState(false);

  useEffect(() => keepScreenOn(setWakeLock), []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && router.push(path('home'));
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [router, path]);

  const drawn =
    code === null
      ? null
      : { viewBox: `-2 -2 ${code.symbol.size + 4} ${code.symbol.size + 4}`, d: symbolPath(code.symbol) };
  const name = card === null ? '' : fullNameOf(card);
  const screenMayDarken = wakeLock === 'refused' || wakeLock === 'unsupported';

  return (
    <main className="show-screen">
      <div className="show-controls">
        <Link href={path('home')} className="show-control">
          <Icon icon={X} />
          {t('action.close')}
        </Link>
        {next !== null && (
          <button
            type="button"
            className="show-control"
            onClick={() => router.replace(path('show', next.id), { scroll: false })}
          >
            {t('show.next')}
            <Icon icon={ChevronRight} />
          </button>
        )}
      </div>
      {empty ? (
        <div className="show-words">
          <p className="text-large">{t('show.empty')}</p>
          <Link
            href={card === null ? path('home') : path('edit', card.id)}
            className="show-control font-semibold underline"
          >
            {t('show.fill')}
          </Link>
        </div>
      ) : (
        <>
          <button
            type="button"
            className="show-code"
            aria-expanded={detailed}
            aria-label={t('show.more')}
            onClick={() => setDetailed((shown) => !shown)}
          >
            <svg
              id="show-symbol"
              role="img"
              aria-label={t('code.offline.label')}
              viewBox={drawn?.viewBox ?? '0 0 41 41'}
              suppressHydrationWarning
            >
              <path d={drawn?.d ?? ''} fill="#000000" shapeRendering="crispEdges" suppressHydrationWarning />
            </svg>
          </button>
          <div className="show-words">
            <h1 id="show-name" className="text-title font-semibold" suppressHydrationWarning>
              {name}
            </h1>
            <p className="text-body">{t('show.hint')}</p>
            {detailed && (
              <div className="text-small" role="status">
                <p>{t('show.offline')}</p>
                <p>{t('show.brightness')}</p>
                {code !== null && code.dropped.length > 0 && (
                  <p>
                    {t('show.dropped', {
                      properties: code.dropped.map((property) => t(DROPPED_WORDS[property])).join(', '),
                    })}
                  </p>
                )}
              </div>
            )}
            {screenMayDarken && <p className="text-small">{t('show.mayDarken')}</p>}
          </div>
        </>
      )}
      <script dangerouslySetInnerHTML={{ __html: paintScript }} />
    </main>
  );
}

const DROPPED_WORDS = {
  URL: 'field.website',
  TITLE: 'field.title',
  UNIT: 'field.unit',
  EMAIL: 'field.email',
  TEL: 'field.phone',
  ORG: 'field.organisation',
} as const satisfies Record<OfflineProperty, MessageKey>;
