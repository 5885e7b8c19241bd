'use client';

import { Download, Smartphone } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useLazyModule } from '@/components/card/use-lazy-module';
import { useLanguage } from '@/components/i18n/language-provider';
import { useTranslations } from '@/components/i18n/translations';
import { Button, ButtonLink } from '@/components/ui/button';
import { ChoiceGroup } from '@/components/ui/choice-group';
import { SelectField } from '@/components/ui/text-field';
import type { CodeKind } from '@/lib/browser/card/code-cache';
import type { ScreenSize } from '@/lib/browser/card/wallpaper';
import { deliverFile } from '@/lib/browser/platform/deliver-file';
import { type Card, fullNameOf } from '@/lib/card/card';
import { fileNameOf } from '@/lib/card/file-name';
import { DEFAULT_OPTIONS, withLook } from '@/lib/print/card-options';
import type { QrSymbol } from '@/lib/qr/symbol';

const loadCodeExport = () => import('./export-code');
/** Size for print shops: 60 mm at 600 dpi. */
const [SIDE_MM, SIDE_PX] = [60, 1417];
/** Cheap cameras fail below 0.40 mm per module (PRODUCT facts). */
const MODULE_MIN_MM = 0.4;

export function CodesScreen({ card }: { card: Card }) {
  const { path } = useLanguage();
  const app = useTranslations('app');
  const t = useTranslations('print');
  const making = useLazyModule(loadCodeExport);
  const [kind, setKind] = useState<CodeKind>('link');
  const symbol = useMemo(() => making?.symbolOf(card, kind, window.location.origin) ?? null, [card, making, kind]);
  return (
    <div className="flex max-w-xl flex-col gap-6">
      <ChoiceGroup
        legend={t('codes.which')}
        choices={[
          { value: 'link', label: app('show.kind.link'), detail: t('codes.link.detail') },
          { value: 'offline', label: app('show.kind.offline'), detail: t('codes.offline.detail') },
        ]}
        value={kind}
        onChange={setKind}
      />
      {symbol !== null && making !== null && <Files card={card} kind={kind} symbol={symbol} making={making} />}
      {symbol === null && making !== null && (
        <>
          <p>{app('show.empty')}</p>
          <ButtonLink href={path('edit', card.id)}>{app('show.fill')}</ButtonLink>
        </>
      )}
    </div>
  );
}

type CodeExport = typeof import('./export-code');

function Files({ card, kind, symbol, making }: { card: Card; kind: CodeKind; symbol: QrSymbol; making: CodeExport }) {
  const app = useTranslations('app');
  const t = useTranslations('print');
  const [outcome, setOutcome] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  const ownScreenSize = making.ownScreen();
  const screens: [name: string, size: ScreenSize][] = [
    ...(ownScreenSize === null ? [] : [['', ownScreenSize] satisfies [string, ScreenSize]]),
    ...Object.entries(making.PHONE_SCREENS),
    ['call', making.CALL_SCREEN],
  ];
  const [phone, setPhone] = useState(screens[0]?.[0] ?? '');
  const name = fileNameOf(card, 'code');
  const side = Math.ceil((symbol.size + 8) * MODULE_MIN_MM);
  const deliver = async (blob: Blob | null, fileName: string) => {
    setFailed(blob === null);
    if (blob === null) return;
    const result = await deliverFile(new File([blob], fileName, { type: blob.type }));
    if (result !== 'cancelled') setOutcome(fileName);
  };
  const save = (format: 'png' | 'svg') => {
    const blob =
      format === 'png'
        ? new Blob([making.symbolPng(symbol, SIDE_PX, SIDE_MM)], { type: 'image/png' })
        : new Blob([making.symbolSvg(symbol, SIDE_MM)], { type: 'image/svg+xml' });
    return deliver(blob, `Code-${name}.${format}`);
  };
  const isCall = (screen: ScreenSize) => screen === making.CALL_SCREEN;
  const saveWallpaper = async () => {
    const [, screen] = screens.find(([value]) => value === phone) ?? [];
    if (screen === undefined) return;
    const { accent } = withLook(DEFAULT_OPTIONS, card);
    const words = { name: fullNameOf(card), lines: [card.title, card.organisation].filter(Boolean) };
    const drawn = isCall(screen)
      ? making.drawCallBackground(symbol, words, accent)
      : making.drawWallpaper(symbol, words.name, screen, accent);
    await deliver(await drawn.catch(() => null), `Fond-${name}.png`);
  };
  return (
    <>
      <svg
        role="img"
        aria-label={app(kind === 'link' ? 'code.link.label' : 'code.offline.label')}
        viewBox={`-4 -4 ${symbol.size + 8} ${symbol.size + 8}`}
        className="w-full max-w-64 self-center rounded-card bg-card shadow-card"
      >
        <path d={making.symbolPath(symbol)} fill="#000000" shapeRendering="crispEdges" />
      </svg>
      <section className="flex flex-col gap-3">
        <h2 className="font-semibold">{t('codes.file')}</h2>
        <p className="text-small text-muted">{t('codes.side', { side })}</p>
        <div className="grid grid-cols-2 gap-3">
          <Button icon={Download} onClick={() => void save('png')}>
            {t('codes.png')}
          </Button>
          <Button icon={Download} onClick={() => void save('svg')}>
            {t('codes.svg')}
          </Button>
        </div>
      </section>
      <section className="flex flex-col gap-3">
        <h2 className="font-semibold">{t('codes.wallpaper')}</h2>
        <p className="text-small text-muted">{t('codes.wallpaper.detail')}</p>
        <SelectField
          label={t('codes.phone')}
          value={phone}
          onChange={(event) => setPhone(event.target.value)}
          options={screens.map(([value, { width, height }]) => ({
            value,
            label:
              value === ''
                ? t('codes.thisScreen', { size: `${width} × ${height}` })
                : value === 'call'
                  ? t('codes.call')
                  : value,
          }))}
        />
        <Button emphasis="filled" large icon={Smartphone} onClick={() => void saveWallpaper()}>
          {t(phone === 'call' ? 'codes.saveCall' : 'codes.save')}
        </Button>
      </section>
      <p role="status" className={failed ? 'font-semibold text-error' : 'font-semibold text-good'}>
        {failed ? t('codes.failed') : outcome !== null && t('codes.saved', { file: outcome })}
      </p>
    </>
  );
}
