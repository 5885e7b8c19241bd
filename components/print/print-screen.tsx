'use client';

import { Download, ExternalLink, FileDown } from 'lucide-react';
import { useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useCardPreview } from '@/components/card/use-card-preview';
import { useLanguage } from '@/components/i18n/language-provider';
import { ForCard } from '@/components/shell/for-card';
import { ScreenTitle } from '@/components/shell/screen-title';
import { Button, Icon } from '@/components/ui/button';
import { ChoiceGroup } from '@/components/ui/choice-group';
import { Notice } from '@/components/ui/notice';
import { deliverFile } from '@/lib/browser/deliver-file';
import { readLocal, writeLocal } from '@/lib/browser/local-value';
import { makePdf } from '@/lib/browser/print-client';
import { STORAGE_KEYS } from '@/lib/browser/storage-keys';
import { type Card, fullNameOf } from '@/lib/card/card';
import { fileNameOf } from '@/lib/card/file-name';
import type { Design } from '@/lib/print/designs';
import { FindingList } from './finding-list';
import { cardsOnPaper, choicesFor, isPaperChoice, PAPER_CHOICES, type PaperChoice, trimOfPaper } from './paper-choices';
import { SheetDrawing } from './sheet-drawing';

export function PrintScreen() {
  const { t } = useLanguage();
  return <ForCard title={t('print.title')}>{(card) => <Print card={card} />}</ForCard>;
}

/** What came of preparing, and for which choices: after another choice it is no longer said. */
type Outcome = { asked: string; made: { file: File; url: string } | null } | null;

function Print({ card }: { card: Card }) {
  const { t, profile } = useLanguage();
  const choices = choicesFor(profile);
  const [chosen, setChosen] = useState<PaperChoice | null>(() => {
    const saved = readLocal(STORAGE_KEYS.paper) ?? '';
    return isPaperChoice(saved) ? saved : null;
  });
  const choice = chosen ?? choices[0] ?? 'letter-perforated';
  const { paper } = PAPER_CHOICES[choice];
  // Whoever comes from «Sans téléphone intelligent» wants large type.
  const asksLargePrint = useSearchParams().get('design') === 'large-print';
  const [design, setDesign] = useState<Design>(asksLargePrint ? 'large-print' : 'classic');
  const { preview, failed } = useCardPreview(card, design, trimOfPaper(paper));
  const [working, setWorking] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>(null);

  const findings = preview?.findings ?? [];
  const refused = findings.some(({ severity }) => severity === 'error');
  const count = cardsOnPaper(paper);

  const asked = [card.id, card.rev, design, choice, profile].join(' ');
  const said = outcome?.asked === asked ? outcome : null;

  useEffect(() => {
    const url = outcome?.made?.url;
    return () => {
      if (url !== undefined) URL.revokeObjectURL(url);
    };
  }, [outcome]);

  const deliverAgain = (made: { file: File } | null) => made !== null && void deliverFile(made.file);

  const prepare = async () => {
    setWorking(true);
    setOutcome(null);
    try {
      const title = t('print.documentTitle', { name: fullNameOf(card) });
      const { bytes } = await makePdf({ card, design, paper, profile, title });
      if (bytes === null) return;
      const file = new File([bytes], t('print.fileName', { name: fileNameOf(card, '1') }), { type: 'application/pdf' });
      setOutcome({ asked, made: { file, url: URL.createObjectURL(file) } });
      await deliverFile(file);
    } catch {
      setOutcome({ asked, made: null });
    } finally {
      setWorking(false);
    }
  };

  return (
    <>
      <ScreenTitle>{t('print.title')}</ScreenTitle>
      <div className="grid items-start gap-6 lg:grid-cols-2 lg:gap-12">
        <div className="lg:sticky lg:top-6 lg:order-2">
          <SheetDrawing paper={paper} preview={preview} />
          {failed && <p className="mt-2 text-small text-muted">{t('preview.failed')}</p>}
        </div>
        <div className="flex flex-col gap-7">
          <ChoiceGroup
            legend={t('print.design')}
            value={design}
            onChange={setDesign}
            choices={[
              { value: 'classic', label: t('design.classic'), detail: t('design.classic.detail') },
              { value: 'large-print', label: t('design.largePrint'), detail: t('design.largePrint.detail') },
            ]}
          />
          <ChoiceGroup
            legend={t('print.paper')}
            value={choice}
            onChange={(next) => {
              setChosen(next);
              writeLocal(STORAGE_KEYS.paper, next);
            }}
            choices={choices.map((value) => {
              const { label, paper: option } = PAPER_CHOICES[value];
              return { value, label: t(label), detail: t(detailKey(option)) };
            })}
          />
          <FindingList findings={findings} cardId={card.id} />
          <div className="flex flex-col gap-3">
            <Button
              emphasis="filled"
              large
              icon={FileDown}
              onClick={() => void prepare()}
              disabled={working || refused || preview === null}
            >
              {working ? t('print.working') : count === 1 ? t('print.prepareOne') : t('print.prepare', { count })}
            </Button>
            <div role="status">
              {said?.made && (
                <Notice
                  tone="good"
                  icon={FileDown}
                  actions={
                    <>
                      <a
                        href={said.made.url}
                        target="_blank"
                        rel="noreferrer"
                        className="inline-flex min-h-12 items-center gap-2 rounded-surface border border-control bg-surface px-5 font-semibold text-ink no-underline"
                      >
                        <Icon icon={ExternalLink} />
                        {t('print.open')}
                      </a>
                      <Button emphasis="quiet" icon={Download} onClick={() => deliverAgain(said.made)}>
                        {t('print.saveAgain')}
                      </Button>
                    </>
                  }
                >
                  {t('print.ready', { file: said.made.file.name })}
                </Notice>
              )}
              {said !== null && said.made === null && (
                <Notice tone="error" live="alert">
                  {t('print.failed')}
                </Notice>
              )}
            </div>
          </div>
          <section>
            <h2 className="font-semibold">{t('print.advice.title')}</h2>
            <ol className="mt-1 list-decimal pl-6 text-muted">
              {paper.kind === 'sheet' ? (
                <>
                  <li>{t('print.advice.scale')}</li>
                  <li>{t('print.advice.test')}</li>
                  <li>{paper.marks ? t('print.advice.cut') : t('print.advice.hold')}</li>
                </>
              ) : (
                <li>{t('print.advice.shop')}</li>
              )}
            </ol>
          </section>
        </div>
      </div>
    </>
  );
}

function detailKey(paper: (typeof PAPER_CHOICES)[PaperChoice]['paper']) {
  if (paper.kind === 'single') return 'paper.shop.detail';
  if (paper.marks) return 'paper.plain.detail';
  return paper.sheet === 'letter-10' ? 'paper.letterPerforated.detail' : 'paper.a4Perforated.detail';
}
