import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { fullNameOf } from '../card/card';
import { type CardPath, cardPath, readCardPath } from '../exchange/card-address';
import { cardContentOf, type ShownDocument } from '../exchange/document';
import { guessRegionProfile, isLocale, localeOf, negotiateLocale, type RegionProfile } from '../i18n/locales';
import { linkPageWords } from '../i18n/messages/link-page';
import type { PublicProblem } from '../i18n/messages/public-page';
import { languageNames } from '../page/card-article';
import { kindPage, PRINTED_STYLE, PUBLIC_STYLE, printedPage, publicPage, type ReplyDraft } from '../page/public-page';
import { CONTACT_FILE_MEDIA_TYPE, contactFileName, serializeContactFile } from '../vcard/contact-file';
import { readCard, readPhoto, type StoredCard } from './cards';
import { sealFormTime } from './form-seal';
import { hashSource } from './hash-source';
import { CLIENT_HEADER, originOf } from './http';
import type { Services } from './services';

/** Shared caches serve it for a minute, and for five more while they ask again (RFC 5861 §3). */
const SHARED_CACHE = 'public, max-age=0, s-maxage=60, stale-while-revalidate=300';
/** A marked link is counted: it always comes here. */
const OWN_CACHE = 'private, max-age=0';
const HOUR_MS = 60 * 60 * 1000;

/** What a visitor's page may do: its own style, its own script, its own pictures, one form to its own server. */
const pagePolicy = (style: string) =>
  [
    "default-src 'none'",
    `style-src ${hashSource(style)}`,
    "img-src 'self' data:",
    "script-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
const PUBLIC_POLICY = pagePolicy(PUBLIC_STYLE);
const PRINTED_POLICY = pagePolicy(PRINTED_STYLE);

/** How the visitor reads: `?l=`, else the browser's languages (RFC 9110 §12.5.4); the owner's region where that is theirs. */
export function regionFor(request: Request, owners: RegionProfile | null): RegionProfile {
  const asked = new URL(request.url).searchParams.get('l') ?? '';
  const accepted = request.headers.get('accept-language');
  const locale = isLocale(asked) ? asked : negotiateLocale(accepted);
  if (owners !== null && localeOf(owners) === locale) return owners;
  const tags = (accepted ?? '').split(',').map((part) => part.split(';')[0]?.trim() ?? '');
  return guessRegionProfile(locale, tags);
}

/** The best of what the visitor's browser takes; a page is some four kilobytes so. */
function encodingFor(request: Request): 'br' | 'gzip' | null {
  // What came before this process had begun to listen for it is answered as it is: nobody would name its encoding (start.ts).
  if (!request.headers.has(CLIENT_HEADER)) return null;
  const accepted = (request.headers.get('accept-encoding') ?? '').split(',').map((part) => part.trim().toLowerCase());
  const takes = (name: string) =>
    accepted.some((one) => one === name || (one.startsWith(`${name};`) && !/q=0(\.0*)?$/.test(one)));
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : null;
}

/** A window of 64 KiB: setting up the usual one takes thirty times as long as compressing a page. */
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 16 };

const COMPRESSED_MAX = 500;
/** Compressed pages, the latest last; a card shown a thousand times is compressed once a minute. */
const compressedPages = new Map<string, Uint8Array<ArrayBuffer>>();

function compressed(text: string, encoding: 'br' | 'gzip', isKept: boolean): Uint8Array<ArrayBuffer> {
  const key = `${encoding} ${createHash('sha256').update(text).digest('base64')}`;
  const known = compressedPages.get(key);
  if (known !== undefined) return known;
  const bytes = new Uint8Array(
    encoding === 'gzip' ? gzipSync(text, { level: 9 }) : brotliCompressSync(text, { params: BROTLI }),
  );
  if (!isKept) return bytes;
  compressedPages.set(key, bytes);
  if (compressedPages.size > COMPRESSED_MAX) {
    const oldest = compressedPages.keys().next().value;
    if (oldest !== undefined) compressedPages.delete(oldest);
  }
  return bytes;
}

type HtmlParts = { status?: number; cache: string; etag?: string; policy?: string };

/** Something went wrong on the way: said to a person, in their language. */
export const sorryPage = (request: Request) => (status: number) =>
  htmlResponse(request, () => kindPage('unavailable', regionFor(request, null)), { status, cache: 'no-store' });

/** A page with its policy, compressed; 304 where the visitor has it already (RFC 9110 §13.1.2). */
export function htmlResponse(
  request: Request,
  text: () => string,
  { status = 200, cache, etag, policy = PUBLIC_POLICY }: HtmlParts,
): Response {
  const encoding = encodingFor(request);
  const tag = etag === undefined ? undefined : `"${etag}${encoding === null ? '' : `-${encoding}`}"`;
  const headers: Record<string, string> = {
    'Cache-Control': cache,
    'x-poignee-vary': 'Accept-Language, Accept-Encoding',
    ...(tag !== undefined && { ETag: tag }),
  };
  const known = (request.headers.get('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  if (tag !== undefined && known.includes(tag)) return new Response(null, { status: 304, headers });
  const body =
    encoding === null ? new TextEncoder().encode(text()) : compressed(text(), encoding, cache !== 'no-store');
  return new Response(body, {
    status,
    headers: {
      ...headers,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      'x-poignee-length': String(body.length),
      ...(encoding !== null && { 'x-poignee-encoding': encoding }),
    },
  });
}

/** The card a short link's path names, however it was typed. */
export type PublicCard =
  | { state: 'shown'; card: StoredCard; document: ShownDocument; path: CardPath }
  | { state: 'moved'; to: string }
  | { state: 'unknown' | 'hidden' | 'deleted' };

export async function findPublicCard({ storage }: Services, path: string): Promise<PublicCard> {
  const read = readCardPath(path);
  if (read === null) return { state: 'unknown' };
  const stored = await readCard(storage, read.address);
  if (stored.state === 'none') return { state: 'unknown' };
  if (stored.state === 'deleted') return { state: 'deleted' };
  const { document } = stored.card;
  if (document.state === 'shown') return { state: 'shown', card: stored.card, document, path: read };
  if (document.state === 'hidden') return { state: 'hidden' };
  // The mark goes along; a token was this server's.
  const mark = cardPath({ ...read, token: null }).slice(read.address.length);
  return { state: 'moved', to: document.to + mark };
}

const STATUS = { unknown: 404, hidden: 404, deleted: 410 } as const;

/** What is said where there is no card to show. */
export function withoutCard(request: Request, found: Exclude<PublicCard, { state: 'shown' }>): Response {
  if (found.state === 'moved')
    return new Response(null, {
      // What somebody wrote for one server is not sent to another.
      status: request.method === 'POST' ? 303 : 307,
      headers: { Location: found.to, 'Cache-Control': 'public, max-age=0, s-maxage=60' },
    });
  const region = regionFor(request, null);
  return htmlResponse(request, () => kindPage(found.state, region), {
    status: STATUS[found.state],
    cache: found.state === 'unknown' ? 'no-store' : 'public, max-age=0, s-maxage=60',
  });
}

type Shown = Extract<PublicCard, { state: 'shown' }>;

/** The page of a card; with what its visitor wrote and what was wrong with it, when it comes back to them. */
export function publicCardResponse(
  services: Services,
  request: Request,
  { card, document, path }: Shown,
  again?: { draft?: ReplyDraft | undefined; problem: PublicProblem; status: number },
): Response {
  const region = regionFor(request, document.region);
  const nowMs = services.now();
  const page = () =>
    publicPage({
      document,
      region,
      token: path.token,
      origin: originOf(services, request),
      formTime: sealFormTime(card.address, nowMs, services.secret),
      draft: again?.draft,
      problem: again?.problem,
    });
  if (again !== undefined) return htmlResponse(request, page, { status: again.status, cache: 'no-store' });
  // A page fetched ahead, or asked for again in the other language, is no visit.
  const isVisit = request.headers.get('sec-purpose') === null && !new URL(request.url).searchParams.has('l');
  if (request.method === 'GET' && isVisit) services.visits.count(card.address, path.channel);
  return htmlResponse(request, page, {
    cache: path.channel === null ? SHARED_CACHE : OWN_CACHE,
    // The form's time is in the page: one that was kept stays good for a day.
    etag: `${card.etag.slice(1, -1)}-${region}-${Math.floor(nowMs / HOUR_MS).toString(36)}`,
  });
}

export function printedCardResponse(services: Services, request: Request, { card, document }: Shown): Response {
  const region = regionFor(request, document.region);
  const link = `${originOf(services, request)}/${card.address}`;
  return htmlResponse(request, () => printedPage(document, region, link), {
    cache: SHARED_CACHE,
    etag: `${card.etag.slice(1, -1)}-${region}-print`,
    policy: PRINTED_POLICY,
  });
}

/** The card as a contact file, 3.0, its photo in it. */
export async function contactFileResponse(
  { storage }: Services,
  request: Request,
  { card, document }: Shown,
): Promise<Response> {
  const region = regionFor(request, document.region);
  const content = cardContentOf(document);
  const { note } = linkPageWords(region);
  const said = (sentence: string, value: string) => (value === '' ? '' : sentence.replace('{value}', value));
  const stored = document.photo === null ? null : await readPhoto(storage, card.address, document.photo.hash);
  const photo =
    stored === null || document.photo === null ? null : { bytes: stored.bytes, mediaType: document.photo.mediaType };
  const text = serializeContactFile(content, {
    photo,
    noteWords: {
      pronouns: said(note.pronouns, content.pronouns.trim()),
      languages: said(note.languages, languageNames(content.languages, localeOf(region))),
      preferred: content.preferredContact === '' ? '' : said(note.preferred, note.ways[content.preferredContact]),
    },
  });
  const name = contactFileName(content);
  const plainName = name.normalize('NFD').replace(/[^\w.-]/g, '') || 'contact.vcf';
  const etag = `"${card.etag.slice(1, -1)}-${region}-vcf"`;
  const headers = { 'Cache-Control': SHARED_CACHE, ETag: etag, Vary: 'Accept-Language' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(text, {
    headers: {
      ...headers,
      'Content-Type': CONTACT_FILE_MEDIA_TYPE,
      // RFC 6266 §4.3: the name in its own letters, and in ASCII for who reads no other.
      'Content-Disposition': `attachment; filename="${plainName}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    },
  });
}

export const nameOn = (document: ShownDocument): string => fullNameOf(cardContentOf(document));
