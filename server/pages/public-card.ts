import { fullNameOf } from '../../lib/card/card';
import { type CardPath, cardPath, readCardPath } from '../../lib/exchange/card-address';
import { cardContentOf, type ShownDocument } from '../../lib/exchange/document';
import { localeOf, type RegionProfile } from '../../lib/i18n/locales';
import { linkPageMessages } from '../../lib/i18n/messages/pages/link-page';
import type { PublicProblem } from '../../lib/i18n/messages/pages/public-page';
import { languageNames } from '../../lib/page/card-article';
import {
  movedPage,
  PRINTED_STYLE,
  PUBLIC_STYLE,
  printedPage,
  publicPage,
  publicStyleOf,
  type ReplyDraft,
  statusPage,
} from '../../lib/page/public-page';
import { CONTACT_FILE_MEDIA_TYPE, contactFileName, serializeContactFile } from '../../lib/vcard/contact-file';
import { BoundedCache } from '../bounded-cache';
import { readCard, readPhoto, type StoredCard } from '../cards';
import { formTimeStep, signFormTime } from '../form-timestamp';
import type { ServerContext } from '../http/context';
import { regionFor } from '../http/negotiate';
import type { HeaderRecord } from '../http/problem';
import { originOf } from '../http/request';
import type { Services } from '../services';
import { htmlResponse, publicPagePolicy } from './html-response';

/** Shared caches serve it for one minute, and for five more while they revalidate (RFC 5861 §3). */
const SHARED_CACHE = 'public, max-age=0, s-maxage=60, stale-while-revalidate=300';
/** A shared cache that cannot report visits must not serve a link whose visits are counted. */
const PRIVATE_CACHE = 'private, max-age=0';
const HOUR_MS = 60 * 60 * 1000;
const POLICIES_MAX = 200;

/** Short link with a channel mark, as matched in docs/hosting/nginx.conf: nginx reports every visit that it serves. */
const MARKED_LINK = /^\/[0-9A-Z]{12}[PSMWE]$/i;

export const PUBLIC_POLICY = publicPagePolicy(PUBLIC_STYLE);
/** Policies of cards with a look of their own: one for each accent. */
const policies = new BoundedCache<string>(POLICIES_MAX);

/** Returns the policy of a card's page, whose style has the card's colours. */
function policyOf(document: ShownDocument): string {
  const { look } = document.content;
  if (look === undefined) return PUBLIC_POLICY;
  const known = policies.get(look.accent);
  if (known !== undefined) return known;
  const policy = publicPagePolicy(publicStyleOf({ look }));
  policies.set(look.accent, policy, 1);
  return policy;
}

const PRINTED_POLICY = publicPagePolicy(PRINTED_STYLE);

/** Returns the visitor's region (see `regionFor`). */
export const visitorRegion = (c: ServerContext, owners: RegionProfile | null): RegionProfile =>
  regionFor(c.req.header('accept-language'), c.req.query('l'), owners);

/** Returns an error page in the visitor's language. */
export const errorPage = (c: ServerContext, status: number, headers: HeaderRecord = {}): Response =>
  htmlResponse(c, () => statusPage('unavailable', visitorRegion(c, null)), {
    status,
    cacheControl: 'no-store',
    policy: PUBLIC_POLICY,
    headers,
  });

/** Card of a short link's path, in any spelling that the path allows. */
export type PublicCard =
  | { state: 'shown'; card: StoredCard; document: ShownDocument; path: CardPath }
  | { state: 'moved'; to: string }
  | { state: 'unknown' | 'hidden' | 'deleted' };

export async function findPublicCard({ storage, documents }: Services, path: string): Promise<PublicCard> {
  const parsedPath = readCardPath(path);
  if (parsedPath === null) return { state: 'unknown' };
  const stored = await readCard(storage, parsedPath.address, documents);
  if (stored.state === 'none') return { state: 'unknown' };
  if (stored.state === 'deleted') return { state: 'deleted' };
  const { document } = stored.card;
  if (document.state === 'shown') return { state: 'shown', card: stored.card, document, path: parsedPath };
  if (document.state === 'hidden') return { state: 'hidden' };
  // Keep the channel mark, without the event token, which only this server accepts.
  const mark = cardPath({ ...parsedPath, token: null }).slice(parsedPath.address.length);
  return { state: 'moved', to: document.to + mark };
}

const STATUS = { unknown: 404, hidden: 404, deleted: 410 } as const;

/**
 * Returns the page for a card that cannot be shown. `isSent`: the visitor sent a form, which is not forwarded to
 * another server.
 */
export function notShownResponse(
  c: ServerContext,
  found: Exclude<PublicCard, { state: 'shown' }>,
  isSent = false,
): Response {
  const region = visitorRegion(c, null);
  if (found.state === 'moved')
    // Not stored by shared caches: the target keeps the channel mark of this request's link.
    return htmlResponse(c, () => movedPage(found.to, region, isSent), {
      status: isSent ? 409 : 200,
      cacheControl: 'private, no-cache',
      policy: PUBLIC_POLICY,
    });
  return htmlResponse(c, () => statusPage(found.state, region), {
    status: STATUS[found.state],
    cacheControl: found.state === 'unknown' ? 'no-store' : 'public, max-age=0, s-maxage=60',
    policy: PUBLIC_POLICY,
  });
}

type Shown = Extract<PublicCard, { state: 'shown' }>;

/** Returns the page of a card. `rejection`: the draft of a rejected form and its problem, shown on the page. */
export function publicCardResponse(
  services: Services,
  c: ServerContext,
  { card, document, path }: Shown,
  rejection?: { draft?: ReplyDraft | undefined; problem: PublicProblem; status: number },
): Response {
  const region = visitorRegion(c, document.region);
  const nowMs = services.now();
  const origin = originOf(services, c);
  const render = () =>
    publicPage({
      document,
      region,
      token: path.token,
      origin,
      formTime: signFormTime(card.address, nowMs, services.secret),
      draft: rejection?.draft,
      problem: rejection?.problem,
    });
  if (rejection !== undefined)
    return htmlResponse(c, render, { status: rejection.status, cacheControl: 'no-store', policy: policyOf(document) });
  // A prefetched page, or the page in another language, is not a visit.
  const isCountedByProxy = services.config.visitsPort !== null && MARKED_LINK.test(c.req.path);
  const isVisit = c.req.header('sec-purpose') === undefined && c.req.query('l') === undefined;
  if (!isCountedByProxy && c.req.method === 'GET' && isVisit) services.visits.count(card.address, path.channel);
  const isShared = path.channel === null || isCountedByProxy;
  const revision = card.etag.slice(1, -1);
  return htmlResponse(c, render, {
    cacheControl: isShared ? SHARED_CACHE : PRIVATE_CACHE,
    policy: policyOf(document),
    // The page contains the form's time: a cached page remains valid for a day.
    etag: `${revision}-${region}-${Math.floor(nowMs / HOUR_MS).toString(36)}`,
    kept: {
      pages: services.pages,
      key: `${card.address} ${revision} ${region} ${formTimeStep(card.address, nowMs)} ${path.token ?? ''} ${origin}`,
    },
  });
}

export function printedCardResponse(services: Services, c: ServerContext, { card, document }: Shown): Response {
  const region = visitorRegion(c, document.region);
  const link = `${originOf(services, c)}/${card.address}`;
  const revision = card.etag.slice(1, -1);
  return htmlResponse(c, () => printedPage(document, region, link), {
    cacheControl: SHARED_CACHE,
    etag: `${revision}-${region}-print`,
    policy: PRINTED_POLICY,
    kept: { pages: services.pages, key: `print ${card.address} ${revision} ${region} ${link}` },
  });
}

/** Returns the card as a contact file (vCard 3.0) with its photo. */
export async function contactFileResponse(
  { storage }: Services,
  c: ServerContext,
  { card, document }: Shown,
): Promise<Response> {
  const region = visitorRegion(c, document.region);
  const content = cardContentOf(document);
  const { note } = linkPageMessages(region);
  const fillSentence = (sentence: string, value: string) =>
    value === '' ? '' : sentence.replace('{value}', () => value);
  const stored = document.photo === null ? null : await readPhoto(storage, card.address, document.photo.hash);
  const photo =
    stored === null || document.photo === null ? null : { bytes: stored.bytes, mediaType: document.photo.mediaType };
  const text = serializeContactFile(content, {
    photo,
    noteLabels: {
      pronouns: fillSentence(note.pronouns, content.pronouns.trim()),
      languages: fillSentence(note.languages, languageNames(content.languages, localeOf(region))),
      preferred:
        content.preferredContact === '' ? '' : fillSentence(note.preferred, note.ways[content.preferredContact]),
    },
  });
  const name = contactFileName(content);
  const plainName = name.normalize('NFD').replace(/[^\w.-]/g, '') || 'contact.vcf';
  const etag = `"${card.etag.slice(1, -1)}-${region}-vcf"`;
  const headers = {
    'Cache-Control': SHARED_CACHE,
    ETag: etag,
    Vary: 'Accept-Language',
    'Referrer-Policy': 'same-origin',
    'Content-Security-Policy': "default-src 'none'",
  };
  if (c.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(text, {
    headers: {
      ...headers,
      'Content-Type': CONTACT_FILE_MEDIA_TYPE,
      // RFC 6266 §4.3: the name in UTF-8, with an ASCII fallback.
      'Content-Disposition': `attachment; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    },
  });
}

export const nameOn = (document: ShownDocument): string => fullNameOf(cardContentOf(document));
