import type { Preset } from './presets';

/** `createdAt` comes from the caller's clock; `documentId` is 32 hexadecimal digits, the same for the same document. */
export type PdfInfo = { title: string; author: string; language: string; createdAt: Date; documentId: string };

const PRODUCER = 'Poignée';

const escapeXml = (text: string) =>
  text
    // Characters that XML 1.0 §2.2 forbids.
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const isoDate = (date: Date) => date.toISOString().replace(/\.\d+Z$/, 'Z');

/**
 * Returns the document's XMP packet (ISO 16684-1): the same texts and dates as the information dictionary and, for
 * PDF/X-4, the claimed version of the standard (ISO 15930-7 §6.10). Tagged files claim PDF/UA-1 (ISO 14289-1 §5).
 */
export function xmpPacket({ title, author, language, createdAt, documentId }: PdfInfo, { standard }: Preset): string {
  const date = isoDate(createdAt);
  const x4Declaration =
    standard === 'x4'
      ? `<rdf:Description rdf:about="" xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/"><pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion></rdf:Description>`
      : '';
  // PDF/X-1a is a PDF 1.4, without structure.
  const uaDeclaration =
    standard === 'x1a'
      ? ''
      : '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>';
  const uuid = documentId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, 'uuid:$1-$2-$3-$4-$5');
  return [
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:format>application/pdf</dc:format>',
    `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(title)}</rdf:li></rdf:Alt></dc:title>`,
    `<dc:creator><rdf:Seq><rdf:li>${escapeXml(author)}</rdf:li></rdf:Seq></dc:creator>`,
    `<dc:language><rdf:Bag><rdf:li>${escapeXml(language)}</rdf:li></rdf:Bag></dc:language></rdf:Description>`,
    `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:CreateDate>${date}</xmp:CreateDate>`,
    `<xmp:ModifyDate>${date}</xmp:ModifyDate><xmp:MetadataDate>${date}</xmp:MetadataDate>`,
    `<xmp:CreatorTool>${PRODUCER}</xmp:CreatorTool></rdf:Description>`,
    `<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><pdf:Producer>${PRODUCER}</pdf:Producer>`,
    `<pdf:Trapped>False</pdf:Trapped></rdf:Description>`,
    `<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"><xmpMM:DocumentID>${uuid}</xmpMM:DocumentID>`,
    '<xmpMM:VersionID>1</xmpMM:VersionID><xmpMM:RenditionClass>default</xmpMM:RenditionClass></rdf:Description>',
    x4Declaration,
    uaDeclaration,
    '</rdf:RDF></x:xmpmeta>',
    '<?xpacket end="w"?>',
  ].join('\n');
}

/** Returns the information dictionary (ISO 32000-1 §14.3.3), where PDF/X-1a:2003 is declared (ISO 15930-4 §6.2). */
export function infoDictionary(
  { title, author, createdAt }: PdfInfo,
  { standard }: Preset,
): Record<string, string | Date> {
  const versionEntry: Record<string, string> = standard === 'x1a' ? { GTS_PDFXVersion: 'PDF/X-1a:2003' } : {};
  return {
    Title: title,
    Author: author,
    Creator: PRODUCER,
    Producer: PRODUCER,
    CreationDate: createdAt,
    ModDate: createdAt,
    ...versionEntry,
  };
}
