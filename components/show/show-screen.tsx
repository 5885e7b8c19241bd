'use client';

import { ChevronRight, X } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import { propertyWords } from '@/components/card/property-words';
import { useCardAsked } from '@/components/card/use-cards';
import { useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { Icon } from '@/components/ui/button';
import { noteGiven } from '@/lib/browser/evening-tag';
import { type CodeKind, readSnapshots, type ShowSnapshot } from '@/lib/browser/show-cache';
import { keepScreenOn, type WakeLockState } from '@/lib/browser/wake-lock';
import { useArrival } from './use-arrival';
import { useAskedId } from './use-asked-id';
import { useCodeKind, useForgottenChoice } from './use-code-kind';
import { useHydrated } from './use-hydrated';
import { useSwipe } from './use-swipe';

const KINDS: readonly CodeKind[] = ['offline', 'link'];

type Shown = Pick<ShowSnapshot, 'name' | 'offline' | 'link'>;

const loadDrawing = () => import('@/lib/browser/show-snapshot');

const NO_SNAPSHOTS: readonly ShowSnapshot[] = [];

/**
 * The code held out to somebody: white to the edges, as large as the screen allows, dark on white in every theme.
 * Its first painting is done by a script in the page, before React (app/boot-script.ts), from what was kept of the
 * codes; this paints the same until the cards are read, and goes on doing so when they cannot be. React takes over the
 * very elements that were painted: one it replaced between a finger's press and its release would lose the tap.
 */
export function ShowScreen({ paintScript }: { paintScript: string }) {
  useForgottenChoice();
  useEffect(() => noteGiven('code'), []);
  const { path } = useLanguage();
  const { askedId, ask } = useAskedId();
  const { state, card, wantedId } = useCardAsked(askedId);
  const drawing = useLazyModule(loadDrawing);
  const [keptSnapshots] = useState(readSnapshots);
  const snapshots = useHydrated() ? keptSnapshots : NO_SNAPSHOTS;

  const fresh = useMemo<Shown | null>(
    () => (card === null ? null : (drawing?.drawCodes(card) ?? null)),
    [card, drawing],
  );

  const cardsKnown = state.status === 'ready' && (state.cards.length > 0 || state.safety === 'kept');
  const kept = snapshots.find(({ id }) => id === (card?.id ?? wantedId)) ?? (cardsKnown ? undefined : snapshots[0]);
  const awaited = !cardsKnown || drawing === null;
  const shown = fresh ?? (awaited ? (kept ?? null) : null);

  const ids = cardsKnown ? state.cards.map(({ id }) => id) : snapshots.map(({ id }) => id);
  const position = ids.indexOf(card?.id ?? kept?.id ?? '');
  const nextId = ids.length > 1 ? (ids[(position + 1) % ids.length] ?? null) : null;
  const nothingToShow = state.status === 'ready' && drawing !== null && shown === null;
  const missing = nothingToShow ? (card === null ? path('home') : path('edit', card.id)) : null;
  const next = nextId === null ? null : () => ask(nextId);
  return <ShowFrame paintScript={paintScript} shown={shown} next={next} missing={missing} />;
}

type FrameProps = {
  paintScript: string;
  shown: Shown | null;
  /** Holds out the next card, where there are several. */
  next: (() => void) | null;
  /** Where what is missing for a code can be filled in; null while there may be one. */
  missing: string | null;
};

function ShowFrame({ paintScript, shown, next, missing }: FrameProps) {
  const { t, path } = useLanguage();
  const router = useRouter();
  const [wakeLock, setWakeLock] = useState<WakeLockState>('pending');
  const [detailed, setDetailed] = useState(false);
  const { kind, choose } = useCodeKind();
  const arrived = useArrival();
  const swipe = useSwipe(() => choose(kind === 'offline' ? 'link' : 'offline'));
  const code = shown?.[kind] ?? null;

  useEffect(() => keepScreenOn(setWakeLock), []);
  useEffect(() => {
    // The page's own script answered these two until now, for the card it painted.
    const { poigneeShowTap: tap } = window as { poigneeShowTap?: (event: MouseEvent) => void };
    if (tap !== undefined) window.removeEventListener('click', tap, true);
  }, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') router.push(path('home'));
      if (event.key === 'ArrowLeft') choose('offline');
      if (event.key === 'ArrowRight') choose('link');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [router, path, choose]);

  const screenMayDarken = wakeLock === 'refused' || wakeLock === 'unsupported';
  return (
    <main className="show-screen">
      <div className="show-controls">
        <Link href={path('home')} className="show-control">
          <Icon icon={X} />
          {t('action.close')}
        </Link>
        {next !== null && (
          <button type="button" className="show-control" onClick={next}>
            {t('show.next')}
            <Icon icon={ChevronRight} />
          </button>
        )}
      </div>
      {missing !== null ? (
        <div className="show-words">
          <h1 className="text-large">{t('show.empty')}</h1>
          <Link href={missing} className="show-control font-semibold underline">
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
            onClick={() => setDetailed((open) => !open)}
            {...swipe}
          >
            <svg
              id="show-symbol"
              aria-hidden="true"
              viewBox={code === null ? '0 0 41 41' : `-2 -2 ${code.size + 4} ${code.size + 4}`}
              suppressHydrationWarning
            >
              <path d={code?.path ?? ''} fill="#000000" shapeRendering="crispEdges" suppressHydrationWarning />
            </svg>
          </button>
          <div className="show-words">
            <h1 id="show-name" className="text-title font-semibold" suppressHydrationWarning>
              {shown?.name ?? ''}
            </h1>
            <p className="show-hint text-body">{t('show.hint')}</p>
            <fieldset className="show-kinds" aria-label={t('show.kinds')}>
              {KINDS.map((one) => (
                <button
                  key={one}
                  type="button"
                  className="show-kind"
                  aria-pressed={one === kind}
                  onClick={() => choose(one)}
                  suppressHydrationWarning
                >
                  {t(one === 'offline' ? 'show.kind.offline' : 'show.kind.link')}
                </button>
              ))}
            </fieldset>
            <div className="text-small" role="status">
              {detailed && (
                <>
                  <p>{t(kind === 'offline' ? 'show.offline' : 'show.link')}</p>
                  <p>{t('show.brightness')}</p>
                  {code !== null && code.dropped.length > 0 && (
                    <p>{t('show.dropped', { properties: propertyWords(code.dropped, t) })}</p>
                  )}
                </>
              )}
            </div>
            <p role="status" className="show-hint text-body font-semibold">
              {arrived !== null && t('show.received', { name: arrived })}
            </p>
            {screenMayDarken && <p className="text-small">{t('show.mayDarken')}</p>}
            <Link href={path('otherwise')} className="show-control underline">
              {t('show.noPhone')}
            </Link>
          </div>
        </>
      )}
      <script dangerouslySetInnerHTML={{ __html: paintScript }} />
    </main>
  );
}
