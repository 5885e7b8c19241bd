import { fullNameOf } from '../card/card';
import type { Finding } from '../print/findings';
import { type FontBytes, type FontSet, openFonts } from '../print/fonts';
import { imposeSheet, imposeSingle } from '../print/impose';
import { type LaidOutCard, layoutCard } from '../print/layout-card';
import { preflight } from '../print/preflight';
import { renderSvg } from '../print/render-svg';
import { SHEETS, SHOP_TRIMS } from '../print/sheets';
import type { PdfJob, PdfResult, Preview, PreviewJob, PrintRequest, PrintResponse } from './print-protocol';

// The print engine, off the thread that takes the keystrokes.

declare const self: DedicatedWorkerGlobalScope;

async function fontFile(name: string): Promise<Uint8Array> {
  const response = await fetch(`/fonts/print-${name}.woff`);
  if (!response.ok) throw new Error('print.font_unavailable');
  return new Uint8Array(await response.arrayBuffer());
}

let loaded: { bytes: FontBytes; fonts: FontSet } | null = null;

async function baseFonts(): Promise<FontSet> {
  if (loaded === null) {
    const [regular, semibold] = await Promise.all([fontFile('regular'), fontFile('semibold')]);
    const bytes = { regular, semibold };
    loaded = { bytes, fonts: openFonts(bytes) };
  }
  return loaded.fonts;
}

async function allFonts(): Promise<FontSet> {
  await baseFonts();
  if (loaded === null) throw new Error('print.font_unavailable');
  if (loaded.bytes['fallback-regular'] === undefined) {
    const [regular, semibold] = await Promise.all([fontFile('fallback-regular'), fontFile('fallback-semibold')]);
    const bytes = { ...loaded.bytes, 'fallback-regular': regular, 'fallback-semibold': semibold };
    loaded = { bytes, fonts: openFonts(bytes) };
  }
  return loaded.fonts;
}

/** Lays out with the two usual faces; a name that needs more letters brings in the fallback. */
async function layout(
  { card, design, profile }: Pick<PreviewJob, 'card' | 'design' | 'profile'>,
  trim: PreviewJob['trim'],
) {
  const first = await baseFonts();
  const laidOut = layoutCard(card, design, trim, { fonts: first, profile });
  if (!hasMissing(laidOut)) return { laidOut, fonts: first };
  try {
    const fonts = await allFonts();
    return { laidOut: layoutCard(card, design, trim, { fonts, profile }), fonts };
  } catch {
    return { laidOut, fonts: first };
  }
}

const hasMissing = ({ scene }: LaidOutCard) => scene.items.some((item) => item.kind === 'text' && item.missing !== '');

const allFindings = (laidOut: LaidOutCard): Finding[] => [...laidOut.findings, ...preflight(laidOut.scene)];

async function preview(job: PreviewJob): Promise<Preview> {
  const { laidOut, fonts } = await layout(job, job.trim);
  return { svg: renderSvg(laidOut.scene, fonts), findings: allFindings(laidOut) };
}

async function pdf(job: PdfJob): Promise<PdfResult> {
  const { paper } = job;
  const trim = paper.kind === 'sheet' ? SHEETS[paper.sheet].trim : SHOP_TRIMS[paper.trim];
  const { laidOut, fonts } = await layout(job, trim);
  const findings = allFindings(laidOut);
  if (findings.some((finding) => finding.severity === 'error')) return { bytes: null, findings };
  const page =
    paper.kind === 'sheet'
      ? imposeSheet(laidOut.scene, SHEETS[paper.sheet], { marks: paper.marks })
      : imposeSingle(laidOut.scene);
  const { renderPdf } = await import('../print/render-pdf');
  const info = { title: job.title, author: fullNameOf(job.card), language: job.profile, createdAt: new Date() };
  return { bytes: await renderPdf([page], fonts, info), findings };
}

self.onmessage = async ({ data: { id, job } }: MessageEvent<PrintRequest>) => {
  const reply = (response: PrintResponse, transfer: Transferable[] = []) => self.postMessage(response, transfer);
  try {
    if (job.kind === 'preview') return reply({ id, ok: true, result: await preview(job) });
    const result = await pdf(job);
    reply({ id, ok: true, result }, result.bytes === null ? [] : [result.bytes.buffer]);
  } catch (error) {
    reply({ id, ok: false, message: error instanceof Error ? error.message : String(error) });
  }
};
