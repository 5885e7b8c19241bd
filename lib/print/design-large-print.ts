import { type Block, fitBlock, placeBlock, type TextStyle } from './compose';
import type { DesignInput, DesignOutput } from './designs';
import type { Finding } from './findings';
import { SAFE_MARGIN_MM, type SceneItem } from './scene';

const MIN_PT = 16;
const NAME: TextStyle = { weight: 'semibold', ink: 'text', leading: 1.1 };
const PHONE: TextStyle = { weight: 'semibold', ink: 'text', leading: 1.15 };
const PLAIN: TextStyle = { weight: 'regular', ink: 'text', leading: 1.15 };
const GAP_MM = 1.6;

/**
 * *Grands caractères*: for somebody who reads with a glass or not at all. Nothing under 16 pt (large print), the phone
 * first after the name and as large as the card is wide; what does not fit is left out and said, never shrunk.
 */
export function layoutLargePrint({ content, trim, fonts }: DesignInput): DesignOutput {
  const left = SAFE_MARGIN_MM + 1;
  const widthMm = trim.widthMm - 2 * left;
  const top = SAFE_MARGIN_MM + 1;
  const bottom = trim.heightMm - SAFE_MARGIN_MM - 1;
  const items: SceneItem[] = [];
  const findings: Finding[] = [];
  const block = (role: string, text: string, style: TextStyle, max: number, maxLines: number): Block => ({
    role,
    text,
    style,
    sizesPt: { max, min: MIN_PT },
    maxLines,
    rule: role === 'email' || role === 'website' ? 'address' : 'words',
  });

  const wanted: Block[] = [block('name', content.name, NAME, 20, 2)];
  const [firstPhone, ...otherPhones] = content.phones;
  const [firstEmail, ...otherEmails] = content.emails;
  if (firstPhone !== undefined) wanted.push(block('phone', firstPhone, PHONE, 28, 2));
  if (content.organisation !== '') wanted.push(block('organisation', content.organisation, PLAIN, 16, 2));
  if (content.title !== '' && content.organisation === '') wanted.push(block('title', content.title, PLAIN, 16, 1));
  if (firstEmail !== undefined) wanted.push(block('email', firstEmail, PLAIN, 16, 2));
  for (const text of otherPhones) wanted.push(block('phone', text, PLAIN, 18, 1));
  for (const text of otherEmails) wanted.push(block('email', text, PLAIN, 16, 2));
  if (content.website !== '') wanted.push(block('website', content.website, PLAIN, 16, 1));

  // The name and one way to reach the person are never left out: when they do not fit, that is said as an error.
  const onlyWay = wanted.find(({ role }) => role === 'phone') ?? wanted.find(({ role }) => role === 'email');

  let y = top;
  wanted.forEach((candidate, index) => {
    const fitted = fitBlock(fonts, candidate, widthMm);
    const isNeeded = index === 0 || candidate === onlyWay;
    const fits = y + fitted.heightMm <= bottom + 1 && !fitted.cut;
    if (!fits && !isNeeded) {
      findings.push({
        severity: 'warning',
        code: 'print.property_dropped',
        role: candidate.role,
        detail: candidate.text,
      });
      return;
    }
    if (!fits)
      findings.push({ severity: 'error', code: 'print.text_cut', role: candidate.role, detail: candidate.text });
    items.push(...placeBlock(fonts, fitted, left, y));
    y += fitted.heightMm + GAP_MM;
  });
  return { items: centred(items, top, bottom), findings };
}

/** Moves a short card's lines down so that they sit in the middle, slightly above: where an eye rests. */
function centred(items: SceneItem[], top: number, bottom: number): SceneItem[] {
  const baselines = items.map((item) => (item.kind === 'text' ? item.baselineMm : 0));
  const free = bottom - Math.max(...baselines, top);
  const shift = Math.max(0, free * 0.42);
  return items.map((item) => (item.kind === 'text' ? { ...item, baselineMm: item.baselineMm + shift } : item));
}
