// Checks a file against the rules of PDF/UA-1 (ISO 14289-1) that a machine can decide, for the kinds of content that the
// print engine writes: text, shapes, pictures and form XObjects, without annotations, tables or forms to fill in.
import { nameOf, operationsOf, type PdfDict, PdfObjects, type PdfValue, textOf } from './pdf-objects';

export type StructureElement = {
  type: string;
  lang: string | null;
  alt: string | null;
  children: StructureElement[];
  /** Its text in Unicode: what its marked content shows, or the text that replaces it (ActualText). */
  text: string;
};
export type UaReport = { problems: string[]; document: StructureElement | null };

/** Which elements a structure type may hold (ISO 32000-1 §14.8.4), for the types of this product. */
const CHILDREN: Record<string, readonly string[]> = {
  Document: ['Sect'],
  Sect: ['H1', 'H2', 'P', 'Figure', 'L'],
  L: ['LI'],
  LI: ['Lbl', 'LBody'],
  H1: [],
  H2: [],
  P: [],
  Figure: [],
  Lbl: [],
  LBody: [],
};
const PAINTING = /^(?:S|s|f|F|f\*|B|B\*|b|b\*|sh|Tj|TJ|'|"|Do|BI)$/;

type Mark = { mcid: number | null; isArtifact: boolean; actual: string | null };

export function checkPdfUa(bytes: Uint8Array): UaReport {
  const problems: string[] = [];
  const fail = (clause: string, text: string) => problems.push(`${clause}: ${text}`);
  const objects = new PdfObjects(bytes);
  const root = objects.dict(objects.trailer.Root);

  if (objects.trailer.Encrypt !== undefined) fail('7.16', 'the file is encrypted');
  const markInfo = objects.dict(root.MarkInfo);
  if (objects.get(markInfo.Marked) !== true) fail('6.2', 'the file is not marked as tagged');
  if (objects.get(markInfo.Suspects) === true) fail('7.1', 'the tags are suspect');
  if (!isLanguage(textOf(objects.get(root.Lang)))) fail('7.2', 'the document has no language');
  if (objects.get(objects.dict(root.ViewerPreferences).DisplayDocTitle) !== true) fail('7.1', 'the title is not shown');
  const xmp = root.Metadata === undefined ? '' : objects.bytes(root.Metadata).toString('utf8');
  if (!/<pdfuaid:part>1<\/pdfuaid:part>/.test(xmp)) fail('5', 'no claim of PDF/UA-1');
  if (!/<dc:title>.*<rdf:li xml:lang="x-default">[^<]+</s.test(xmp)) fail('7.1', 'the metadata has no title');

  const treeRoot = objects.dict(root.StructTreeRoot);
  if (nameOf(treeRoot.Type) !== 'StructTreeRoot') fail('7.1', 'no structure tree');
  const parents = numberTree(objects, treeRoot.ParentTree);
  const fonts = new Map<PdfValue, Map<string, string>>();
  const formUses = new Map<PdfValue, number>();
  const shown = new Map<string, string>();

  /** Reads a content stream; returns the identifiers of its structure content. */
  function readContent(content: Buffer, resources: PdfDict, where: string, outer: readonly Mark[]): number[] {
    const marks: Mark[] = [...outer];
    const identifiers: number[] = [];
    let font: Map<string, string> | null = null;
    for (const { operator, operands } of operationsOf(content)) {
      if (operator === 'BMC' || operator === 'BDC') {
        const [tag, properties] = operands;
        const { MCID, ActualText } = objects.dict(properties);
        const mcid = typeof MCID === 'number' ? MCID : null;
        const isArtifact = nameOf(tag) === 'Artifact';
        if (isArtifact && marks.some((mark) => mark.mcid !== null))
          fail('7.1', `${where}: an artifact in tagged content`);
        if (mcid !== null && marks.some((mark) => mark.isArtifact))
          fail('7.1', `${where}: tagged content in an artifact`);
        if (mcid !== null && marks.some((mark) => mark.mcid !== null)) fail('7.1', `${where}: nested tagged content`);
        if (mcid !== null) {
          if (identifiers.includes(mcid)) fail('7.1', `${where}: identifier ${mcid} twice`);
          identifiers.push(mcid);
        }
        marks.push({ mcid, isArtifact, actual: ActualText === undefined ? null : textOf(ActualText) });
        addText(where, marks, marks.at(-1)?.actual ?? '');
      } else if (operator === 'EMC') {
        if (marks.length === outer.length) fail('7.1', `${where}: marked content ends twice`);
        marks.pop();
      } else if (operator === 'Tf') font = fontOf(objects.dict(resources.Font)[nameOf(operands[0]) ?? '']);
      if (!PAINTING.test(operator)) continue;
      if (!marks.some(({ isArtifact, mcid }) => isArtifact || mcid !== null))
        fail('7.1', `${where}: ${operator} is neither tagged nor an artifact`);
      if (operator === 'TJ' || operator === 'Tj') {
        const isReplaced = marks.some(({ actual }) => actual !== null);
        for (const code of operands.flat().flatMap(codesOf)) {
          const character = font?.get(code);
          if (code === '0000') fail('7.21.8', `${where}: the glyph .notdef is shown`);
          if (character === undefined || /[\0\ufeff\ufffe]/.test(character)) {
            fail('7.21.7', `${where}: glyph ${code} has no character`);
          } else if (!isReplaced) addText(where, marks, character);
        }
      }
      if (operator === 'Do') {
        const reference = objects.dict(resources.XObject)[nameOf(operands[0]) ?? ''];
        const stream = objects.get(reference);
        const dict = typeof stream === 'object' && stream !== null && 'bytes' in stream ? stream.dict : {};
        if (nameOf(dict.Subtype) !== 'Form') continue;
        formUses.set(stream, (formUses.get(stream) ?? 0) + 1);
        const inside = readContent(objects.bytes(reference), objects.dict(dict.Resources), `${where} form`, marks);
        if (inside.length > 0 && (formUses.get(stream) ?? 0) > 1)
          fail('7.20', `${where}: a form with structure is used twice`);
      }
    }
    if (marks.length !== outer.length) fail('7.1', `${where}: marked content does not end`);
    return identifiers;
  }

  function addText(where: string, marks: readonly Mark[], text: string) {
    const mcid = marks.find((mark) => mark.mcid !== null)?.mcid;
    if (mcid === undefined || mcid === null) return;
    shown.set(`${where} ${mcid}`, (shown.get(`${where} ${mcid}`) ?? '') + text);
  }

  function fontOf(reference: PdfValue | undefined): Map<string, string> {
    const dict = objects.dict(reference);
    const known = fonts.get(reference ?? null);
    if (known !== undefined) return known;
    const map = dict.ToUnicode === undefined ? new Map<string, string>() : unicodeMap(objects.bytes(dict.ToUnicode));
    fonts.set(reference ?? null, map);
    const name = nameOf(dict.BaseFont) ?? '?';
    if (map.size === 0) fail('7.21.7', `font ${name} maps no character`);
    const [descendant] = objects.list(dict.DescendantFonts).map((value) => objects.dict(value));
    const descriptor = objects.dict(descendant?.FontDescriptor);
    if (descriptor.FontFile2 === undefined && descriptor.FontFile3 === undefined)
      fail('7.21.4', `font ${name} is not embedded`);
    if (nameOf(descendant?.Subtype) === 'CIDFontType2' && nameOf(descendant?.CIDToGIDMap) !== 'Identity')
      fail('7.21.3', `font ${name} does not map its glyphs`);
    return map;
  }

  const pages = objects.pages();
  const contentIds = new Map<number, number[]>();
  for (const [index, { ref, dict }] of pages.entries()) {
    const streams = Array.isArray(objects.get(dict.Contents)) ? objects.list(dict.Contents) : [dict.Contents];
    const content = Buffer.concat(streams.flatMap((stream) => [objects.bytes(stream), Buffer.from('\n')]));
    const identifiers = readContent(content, objects.dict(dict.Resources), `page ${index + 1}`, []);
    contentIds.set(ref, identifiers);
    if (identifiers.length > 0 && typeof dict.StructParents !== 'number')
      fail('7.1', `page ${index + 1} has no parents`);
    const elements = objects.list(parents.get(Number(dict.StructParents)));
    for (const mcid of identifiers)
      if (objects.dict(elements[mcid]).S === undefined)
        fail('7.1', `page ${index + 1}: content ${mcid} has no element`);
  }

  const claimed = new Set<string>();
  function readElement(value: PdfValue | undefined, parent: PdfValue | undefined, path: string): StructureElement {
    const dict = objects.dict(value);
    const type = nameOf(dict.S) ?? '?';
    const here = `${path}/${type}`;
    if (CHILDREN[type] === undefined) fail('7.1', `${here} is not a type of this product`);
    if (objects.get(dict.P) !== objects.get(parent)) fail('7.1', `${here} does not name its parent`);
    const lang = dict.Lang === undefined ? null : textOf(dict.Lang);
    if (lang !== null && !isLanguage(lang)) fail('7.2', `${here} has the language ${lang}`);
    const alt = dict.Alt === undefined ? null : textOf(dict.Alt);
    const element: StructureElement = { type, lang, alt, children: [], text: '' };
    const kids = Array.isArray(objects.get(dict.K)) ? objects.list(dict.K) : [dict.K];
    const pageRef = typeof dict.Pg === 'object' && dict.Pg !== null && 'ref' in dict.Pg ? dict.Pg.ref : 0;
    const pageIndex = pages.findIndex(({ ref }) => ref === pageRef);
    for (const kid of kids) {
      if (typeof kid === 'number') {
        const owner = objects.list(parents.get(Number(pages[pageIndex]?.dict.StructParents)))[kid];
        if (objects.get(owner) !== objects.get(value)) fail('7.1', `${here}: content ${kid} names another element`);
        if (!(contentIds.get(pageRef) ?? []).includes(kid)) fail('7.1', `${here}: content ${kid} is not on its page`);
        claimed.add(`${pageRef} ${kid}`);
        element.text += shown.get(`page ${pageIndex + 1} ${kid}`) ?? '';
      } else {
        const child = readElement(kid, value, here);
        if (!(CHILDREN[type] ?? []).includes(child.type)) fail('7.1', `${child.type} in ${type}`);
        element.children.push(child);
      }
    }
    if (element.children.length === 0 && kids.filter((kid) => typeof kid === 'number').length === 0)
      fail('7.1', `${here} is empty`);
    if (type === 'Figure') {
      if (alt === null || alt.trim() === '') fail('7.3', `${here} has no alternative text`);
      const box = objects.list(objects.dict(dict.A).BBox).map(Number);
      const [, , width = 0, height = 0] = objects.list(pages[pageIndex]?.dict.MediaBox).map(Number);
      const [left = -1, bottom = -1, right = 0, top = 0] = box;
      if (!(left >= 0 && bottom >= 0 && right > left && top > bottom && right <= width && top <= height))
        fail('7.3', `${here} has the box ${box}`);
    }
    if (type === 'L') {
      const isLabelled = element.children.some(({ children }) => children.some((child) => child.type === 'Lbl'));
      if (isLabelled && nameOf(objects.dict(dict.A).ListNumbering) === null) fail('7.6', `${here} has no numbering`);
    }
    if (type === 'Sect') {
      if (lang === null) fail('7.2', `${here} has no language`);
      const headings = element.children.map((child) => child.type).filter((name) => /^H\d$/.test(name));
      if (headings.length > 0 && headings[0] !== 'H1') fail('7.4', `${here} starts at ${headings[0]}`);
    }
    return element;
  }
  const [top, ...others] = Array.isArray(objects.get(treeRoot.K)) ? objects.list(treeRoot.K) : [treeRoot.K];
  if (others.length > 0) fail('7.1', 'more than one document');
  const document = top === undefined ? null : readElement(top, root.StructTreeRoot, '');
  if (document !== null && document.type !== 'Document') fail('7.1', `the tree starts with ${document.type}`);
  for (const [ref, identifiers] of contentIds)
    for (const mcid of identifiers)
      if (!claimed.has(`${ref} ${mcid}`)) fail('7.1', `content ${mcid} is not in the tree`);
  return { problems, document };
}

/** A language tag with its region (BCP 47), as this product uses them. */
const isLanguage = (tag: string | null): boolean => tag !== null && /^[a-z]{2}(?:-[A-Z]{2})?$/.test(tag);

/** Reads a number tree of one level or more (ISO 32000-1 §7.9.7). */
function numberTree(objects: PdfObjects, value: PdfValue | undefined): Map<number, PdfValue> {
  const { Nums, Kids } = objects.dict(value);
  const entries = new Map<number, PdfValue>();
  const numbers = objects.list(Nums);
  for (let index = 0; index < numbers.length; index += 2)
    entries.set(Number(numbers[index]), numbers[index + 1] ?? null);
  for (const kid of objects.list(Kids)) for (const [key, entry] of numberTree(objects, kid)) entries.set(key, entry);
  return entries;
}

/** The two-byte codes of a shown string, in hexadecimal. */
function codesOf(value: PdfValue): string[] {
  if (typeof value !== 'object' || value === null || !('text' in value)) return [];
  return value.text.toString('hex').match(/.{4}/g) ?? [];
}

/** Reads a ToUnicode CMap (ISO 32000-1 §9.10.3) with the forms that pdfkit writes: ranges, of one value or a list. */
function unicodeMap(cmap: Buffer): Map<string, string> {
  const map = new Map<string, string>();
  const characters = (hex: string) => Buffer.from(hex, 'hex').swap16().toString('utf16le');
  const source = cmap.toString('latin1');
  for (const [, block = ''] of source.matchAll(/beginbfrange(.*?)endbfrange/gs))
    for (const [, first = '', , values = ''] of block.matchAll(/<(\w{4})>\s*<(\w{4})>\s*\[([^\]]*)\]/g))
      [...values.matchAll(/<([\w ]*)>/g)].forEach(([, hex = ''], index) => {
        const code = (Number.parseInt(first, 16) + index).toString(16).padStart(4, '0');
        map.set(code, characters(hex.replace(/ /g, '')));
      });
  return map;
}
