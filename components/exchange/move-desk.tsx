'use client';

import { FileDown, FileUp, Send, Truck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLanguage } from '@/components/i18n/language-provider';
import { Button, Icon } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { TextField } from '@/components/ui/text-field';
import { today } from '@/lib/browser/clock';
import { deliverFile } from '@/lib/browser/deliver-file';
import type { Publication } from '@/lib/browser/exchange-records';
import {
  exportMove,
  importMove,
  leaveFor,
  type Moved,
  readServerAddress,
  redirectPage,
} from '@/lib/browser/move-house';
import { readPublications } from '@/lib/browser/publisher';
import { useExchangeWords } from './exchange-words';
import { type ExchangeProblem, ProblemNotice, problemOf } from './problem-notice';

const TO = /^#to=(.+)$/;

/** Published cards from one server to another: the file, the new place, and the word left at the old one. */
export function MoveDesk() {
  const x = useExchangeWords();
  const { profile, path } = useLanguage();
  const [published, setPublished] = useState<Publication[] | null>(null);
  const [to, setTo] = useState('');
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const [moved, setMoved] = useState<Moved | null>(null);
  const [left, setLeft] = useState<number | null>(null);
  const [problem, setProblem] = useState<ExchangeProblem | null>(null);
  useEffect(() => {
    const [, given] = TO.exec(window.location.hash) ?? [];
    if (given !== undefined) setTo(decodeURIComponent(given));
    readPublications().then(setPublished, () => setPublished([]));
  }, []);
  const act = async (work: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(problemOf(error));
    } finally {
      setBusy(false);
      setPublished(await readPublications().catch(() => []));
    }
  };
  if (published === null) return null;
  const hasCards = published.some(({ rev }) => rev > 0);
  const save = (name: string, text: string, type: string) => deliverFile(new File([text], name, { type }));
  const leave = () =>
    act(async () => {
      const server = readServerAddress(to);
      setWrong(server === null);
      if (server !== null) setLeft(await leaveFor(server, profile));
    });
  return (
    <div className="flex max-w-xl flex-col gap-10">
      <p>{x('move.lead')}</p>
      {problem !== null && <ProblemNotice problem={problem} />}
      {hasCards && moved === null && (
        <section className="flex flex-col gap-3">
          <h2 className="text-large font-semibold">{x('move.export.title')}</h2>
          <Button
            large
            icon={FileDown}
            disabled={busy}
            onClick={() =>
              void act(async () => {
                await save(`${x('move.fileName')}-${today()}.json`, await exportMove(), 'application/json');
              })
            }
          >
            {x('move.export')}
          </Button>
          <p className="text-small text-muted">{x('move.export.warning')}</p>
        </section>
      )}
      {(!hasCards || moved !== null) && (
        <section className="flex flex-col gap-3">
          <h2 className="text-large font-semibold">{x('move.import.title')}</h2>
          {moved === null && (
            <label className="relative inline-flex min-h-16 cursor-pointer items-center justify-center gap-2.5 rounded-surface border border-control bg-surface px-5 text-large font-semibold focus-within:outline-3 focus-within:outline-offset-2 focus-within:outline-accent hover:border-accent">
              <Icon icon={FileUp} size={24} />
              {x('move.import')}
              <input
                type="file"
                accept=".json,application/json"
                disabled={busy}
                className="absolute inset-0 cursor-pointer opacity-0"
                onChange={(event) => {
                  const [file] = event.target.files ?? [];
                  event.target.value = '';
                  if (file !== undefined) void act(async () => setMoved(await importMove(await file.text(), profile)));
                }}
              />
            </label>
          )}
          <div role="status">
            {moved !== null && <Notice tone="good">{x('move.imported', { count: moved.cards })}</Notice>}
          </div>
          {moved !== null && (
            <a
              href={`${moved.from}${path('move')}#to=${encodeURIComponent(window.location.origin)}`}
              className="inline-flex min-h-16 items-center justify-center gap-2.5 rounded-surface bg-accent px-5 text-large font-semibold text-on-accent no-underline"
            >
              <Icon icon={Send} size={24} />
              {x('move.tellOld')}
            </a>
          )}
        </section>
      )}
      {hasCards && moved === null && (
        <section className="flex flex-col gap-3">
          <h2 className="text-large font-semibold">{x('move.leave.title')}</h2>
          <TextField
            label={x('move.leave.to')}
            type="url"
            inputMode="url"
            autoComplete="off"
            value={to}
            problem={wrong ? x('move.leave.wrong') : null}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
          <Button large icon={Truck} disabled={busy || to.trim() === ''} onClick={() => void leave()}>
            {x('move.leave')}
          </Button>
          <div role="status">{left !== null && <Notice tone="good">{x('move.left', { count: left })}</Notice>}</div>
        </section>
      )}
      {hasCards && readServerAddress(to) !== null && (
        <section className="flex flex-col gap-3">
          <h2 className="text-large font-semibold">{x('move.static.title')}</h2>
          {published.map(({ cardId, address }) => (
            <div key={cardId} className="flex flex-col items-start gap-1">
              <Button
                icon={FileDown}
                onClick={() =>
                  void save('index.html', redirectPage(`${readServerAddress(to)}/${address}`), 'text/html')
                }
              >
                {x('move.static')}
              </Button>
              <p className="text-small text-muted">{x('move.static.detail', { address })}</p>
            </div>
          ))}
        </section>
      )}
    </div>
  );
}
