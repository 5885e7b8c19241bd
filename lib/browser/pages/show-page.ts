// The script of the Show screen, loaded after the code is painted (lib/page/show-document.ts). It draws the code of the
// current card, lets the owner switch between the two codes, keeps the screen on, and announces replies. It uses no
// framework.
import type { Card } from '../../card/card';
import { isLocale, type Locale } from '../../i18n/locales';
import { withRegionMessages } from '../../i18n/messages/app/catalogue';
import { screenPath } from '../../i18n/screens';
import { translator } from '../../i18n/translate';
import type { ShowMessageKey } from '../../page/show-document';
import { applyCards } from '../apply-cards';
import { countShare } from '../book/current-event';
import { cardStore, currentCardId, setCurrentCard } from '../card/card-store';
import { type CachedCodes, type CodeKind, codeForConnection, readCachedCodes } from '../card/code-cache';
import { propertyMessages } from '../card/property-messages';
import { shortLinkVersion, subscribeShortLinks } from '../card/short-link-version';
import { currentRegion, rememberLocale } from '../platform/preferences';
import { registerServiceWorker } from '../platform/service-worker-client';
import { keepScreenOn } from '../platform/wake-lock';
import { lossState } from '../storage/loss-state';
import { watchSwipes } from './swipe';

type Drawing = typeof import('../card/draw-codes');

function element<Kind extends Element = HTMLElement>(id: string): Kind {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the Show screen has no #${id}`);
  return found as Element as Kind;
}

const lang = document.documentElement.lang;
const locale: Locale = isLocale(lang) ? lang : 'fr';
const region = currentRegion(locale);
const messages = JSON.parse(element('show-messages').textContent ?? '{}') as Record<ShowMessageKey, string>;
const t = translator<Record<ShowMessageKey, string>>(withRegionMessages(messages, region), region);

let drawCodesModule: Drawing | null = null;
let snapshots: readonly CachedCodes[] = readCachedCodes();
let requestedId = new URLSearchParams(location.search).get('id');
const lastViewedId = currentCardId();
/** The code selected by the inline script, or by the owner before this script loaded. */
let kind: CodeKind =
  document.documentElement.dataset.code === undefined
    ? codeForConnection(navigator.onLine)
    : document.documentElement.dataset.code === 'offline'
      ? 'offline'
      : 'link';
/** The help may already be open: the inline script opens it before this script loads. */
let isHelpOpen = element('show-code').getAttribute('aria-expanded') === 'true';

/** The codes of the current card, redrawn only if the card or its publication has changed. */
let lastDrawing: { card: Card; published: string; snapshot: CachedCodes | null } | null = null;
function freshCodes(card: Card): CachedCodes | null {
  if (drawCodesModule === null) return null;
  const published = shortLinkVersion();
  if (lastDrawing?.card !== card || lastDrawing.published !== published)
    lastDrawing = { card, published, snapshot: drawCodesModule.drawCodes(card, published) };
  return lastDrawing.snapshot;
}

/**
 * Returns the card to show, the id of the next one and, if there is no code to show, the path of the screen that
 * completes the card.
 */
function currentView() {
  const { status, cards, storage } = cardStore.getState();
  const byId = (id: string | null) => cards.find((card) => card.id === id);
  const card = status === 'loading' ? null : (byId(requestedId) ?? byId(lastViewedId) ?? cards[0] ?? null);
  const freshSnapshot = card === null ? null : freshCodes(card);
  // A storage failure does not mean that there are no cards: the cached codes are then all there is to show.
  const isKnown = status === 'ready' && (cards.length > 0 || (storage === 'kept' && lossState() === null));
  const selectedId = card?.id ?? requestedId ?? lastViewedId;
  const cached = snapshots.find(({ id }) => id === selectedId) ?? (isKnown ? undefined : snapshots[0]);
  const shown = freshSnapshot ?? (isKnown && drawCodesModule !== null ? null : (cached ?? null));
  const ids: string[] = isKnown ? cards.map(({ id }) => id) : snapshots.map(({ id }) => id);
  const position = ids.indexOf(card?.id ?? cached?.id ?? '');
  const nextId = ids.length > 1 ? (ids[(position + 1) % ids.length] ?? null) : null;
  const isMissing = status === 'ready' && drawCodesModule !== null && shown === null;
  const fillPath = card === null ? screenPath(locale, 'home') : screenPath(locale, 'edit', card.id);
  return { card, shown, nextId, fillPath: isMissing ? fillPath : null };
}

function render(): void {
  const { card, shown, nextId, fillPath } = currentView();
  if (card !== null && card.id !== currentCardId()) setCurrentCard(card.id);
  element('show-missing').hidden = fillPath === null;
  element('show-code').hidden = fillPath !== null;
  element('show-words').hidden = fillPath !== null;
  if (fillPath !== null) element<HTMLAnchorElement>('show-fill').href = fillPath;
  element('show-next').hidden = nextId === null;
  element('show-next').dataset.id = nextId ?? '';
  document.documentElement.dataset.code = kind;
  for (const button of document.querySelectorAll<HTMLElement>('.show-kind'))
    button.setAttribute('aria-pressed', String(button.dataset.kind === kind));
  const code = shown?.[kind] ?? null;
  if (code !== null && shown !== null) {
    const symbol = element<SVGSVGElement>('show-symbol');
    const viewBox = `-2 -2 ${code.size + 4} ${code.size + 4}`;
    // Updated only if it differs: a repaint while somebody scans the code may cost a reading.
    if (symbol.getAttribute('viewBox') !== viewBox) symbol.setAttribute('viewBox', viewBox);
    if (symbol.firstElementChild?.getAttribute('d') !== code.path)
      symbol.firstElementChild?.setAttribute('d', code.path);
    element('show-name').textContent = shown.name;
    element('show-band').style.background = shown.accent ?? '';
  }
  element('show-code').setAttribute('aria-expanded', String(isHelpOpen));
  const dropped = propertyMessages(code?.dropped ?? []);
  const help = isHelpOpen
    ? [
        t(kind === 'offline' ? 'show.offline' : 'show.link'),
        t('show.brightness'),
        ...(dropped.length > 0
          ? [t('show.dropped').replace('{properties}', () => dropped.map((key) => t(key)).join(', '))]
          : []),
      ]
    : [];
  // A live region: updated only if its text changes.
  const current = [...element('show-help').children].map(({ textContent }) => textContent);
  if (current.join('\n') !== help.join('\n'))
    element('show-help').replaceChildren(
      ...help.map((sentence) => Object.assign(document.createElement('p'), { textContent: sentence })),
    );
}

function selectCode(next: CodeKind): void {
  kind = next;
  render();
}

function addListeners(): void {
  for (const button of document.querySelectorAll<HTMLElement>('.show-kind'))
    button.onclick = () => selectCode(button.dataset.kind === 'offline' ? 'offline' : 'link');
  element('show-code').onclick = () => {
    isHelpOpen = !isHelpOpen;
    render();
  };
  element('show-next').onclick = () => {
    requestedId = element('show-next').dataset.id ?? null;
    if (requestedId !== null) history.replaceState(null, '', screenPath(locale, 'show', requestedId));
    render();
  };
  watchSwipes(element('show-code'), () => selectCode(kind === 'offline' ? 'link' : 'offline'));
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') location.assign(screenPath(locale, 'home'));
    if (event.key === 'ArrowLeft') selectCode('offline');
    if (event.key === 'ArrowRight') selectCode('link');
  });
}

/** Rewrites every message for the owner's region: the document was rendered for one region of its locale. */
function writeForRegion(): void {
  for (const translated of document.querySelectorAll<HTMLElement>('[data-t]'))
    translated.textContent = t(translated.dataset.t as ShowMessageKey);
}

/** Announces the name of each person whose reply arrives while the code is shown. */
async function announceArrivals(): Promise<void> {
  if (shortLinkVersion() === '') return;
  const { expectReplies, watchReplies } = await import('../exchange/exchange-service');
  watchReplies(({ replies }) => {
    const last = replies.at(-1);
    if (last !== undefined) element('show-arrived').textContent = t('show.received').replace('{name}', () => last.name);
  });
  expectReplies();
}

function followCards(): void {
  let [lastState, lastPublished] = [cardStore.getState(), ''];
  const follow = () => {
    const [state, published] = [cardStore.getState(), shortLinkVersion()];
    if (state !== lastState || published !== lastPublished) applyCards(state, published, locale, region);
    [lastState, lastPublished] = [state, published];
    render();
  };
  cardStore.subscribe(follow);
  subscribeShortLinks(follow);
  cardStore.open();
}

document.documentElement.classList.add('ready');
writeForRegion();
addListeners();
render();
countShare('code');
const holdScreen = () =>
  keepScreenOn((state) => {
    element('show-dark').hidden = state !== 'refused' && state !== 'unsupported';
  });
let releaseScreen = holdScreen();
addEventListener('pagehide', () => releaseScreen());
followCards();
void import('../card/draw-codes').then((module) => {
  drawCodesModule = module;
  render();
});
void announceArrivals();
void rememberLocale(locale);
void registerServiceWorker();
// Restored from the back/forward cache: the cached codes may have changed, and the connection selects the code again.
addEventListener('pageshow', ({ persisted }) => {
  if (!persisted) return;
  releaseScreen = holdScreen();
  snapshots = readCachedCodes();
  kind = codeForConnection(navigator.onLine);
  isHelpOpen = false;
  countShare('code');
  render();
});
