import * as z from 'zod/mini';
import { parseColour } from '../card/colour';
import { type CardOptions, DEFAULT_OPTIONS, TYPEFACES } from './card-options';
import { DESIGNS, FORMER_DESIGNS } from './designs/design-names';
import type { Paper } from './paper';
import { PRESET_IDS, type PresetId } from './pdf/presets';
import { PRODUCTS, type Product } from './products/product';
import { PAPER_NAMES } from './sheet-templates';
import { CUSTOM_TRIM_MM, type MeasuredSheet, measuredSheet, sheetById } from './sheets';

const keysSchema = z.array(z.string().check(z.maxLength(80))).check(z.maxLength(60));
const textSchema = z.string().check(z.maxLength(300));

const colourSchema = z.string().check(z.refine((text) => parseColour(text) !== null));

const optionsSchema = z.object({
  design: z.enum(DESIGNS),
  sides: z.union([z.literal(1), z.literal(2), z.null()]),
  orientation: z.union([z.enum(['landscape', 'portrait']), z.null()]),
  code: z.enum(['offline', 'link', 'none']),
  accent: colourSchema,
  tint: z.union([z.literal(''), colourSchema]),
  typeface: z.enum(['', ...TYPEFACES]),
  bilingual: z.boolean(),
  backKind: z.enum(['appointment', 'loyalty']),
  ink: z.enum(['saving', 'full']),
  legibility: z.enum(['usual', 'clear', 'large']),
  leftOut: keysSchema,
  order: keysSchema,
  kept: keysSchema,
  other: z.object({ title: textSchema, organisation: textSchema, headline: textSchema }),
  texts: z.object({ licence: textSchema, services: z.array(textSchema).check(z.maxLength(5)), urgent: textSchema }),
});

const lengthSchema = z.number().check(z.minimum(CUSTOM_TRIM_MM.least), z.maximum(CUSTOM_TRIM_MM.most));
const trim = z.object({ widthMm: lengthSchema, heightMm: lengthSchema });
const pointSchema = z.object({ x: z.number(), y: z.number() });
const countSchema = z.int().check(z.minimum(1), z.maximum(20));

const measuredSheetSchema = z
  .object({
    name: z.string().check(z.minLength(1), z.maxLength(60)),
    paper: z.enum(PAPER_NAMES),
    trim,
    columns: countSchema,
    rows: countSchema,
    originMm: pointSchema,
    pitchMm: pointSchema,
  })
  .check(z.refine((sheet) => measuredSheet(sheet) !== null));

const paperSchema = z.union([
  z.object({ kind: z.literal('sheet'), sheet: z.string().check(z.refine((id) => sheetById(id) !== null)) }),
  z.object({ kind: z.literal('measured'), sheet: measuredSheetSchema }),
  z.object({ kind: z.literal('plain'), paper: z.enum(PAPER_NAMES), trim }),
  z.object({ kind: z.literal('single'), trim }),
]);

/** Paper and printer settings, shared by all cards. */
export type PaperSettings = {
  product: Product;
  paper: Paper | null;
  preset: PresetId;
  duplex: 'none' | 'long' | 'short';
  printerId: string;
  printerDpi: number;
};

export const DEFAULT_PAPER: PaperSettings = {
  product: 'card',
  paper: null,
  preset: 'shop-x1a',
  duplex: 'none',
  printerId: '',
  printerDpi: 600,
};

const settingsSchema = z.object({
  product: z.enum(PRODUCTS),
  paper: z.union([paperSchema, z.null()]),
  preset: z.enum(PRESET_IDS),
  duplex: z.enum(['none', 'long', 'short']),
  printerId: z.string(),
  printerDpi: z.number(),
});

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

/**
 * Parses stored card options (JSON). Missing properties take their default, designs of earlier versions become those
 * that replace them, and invalid data gives `DEFAULT_OPTIONS`.
 */
export function readOptions(text: string | null): CardOptions {
  const stored = parseJson(text) as Record<string, unknown> | null;
  const formerName = typeof stored?.design === 'string' ? FORMER_DESIGNS[stored.design] : undefined;
  const former = formerName && { design: formerName, bilingual: stored?.design === 'bilingual' };
  const result = optionsSchema.safeParse({ ...DEFAULT_OPTIONS, ...stored, ...former });
  return result.success ? result.data : DEFAULT_OPTIONS;
}

/** Parses stored paper settings (JSON) in the same way. Values from an older version are not migrated. */
export function readPaperSettings(text: string | null): PaperSettings {
  const result = settingsSchema.safeParse({ ...DEFAULT_PAPER, ...(parseJson(text) as object | null) });
  return result.success ? result.data : DEFAULT_PAPER;
}

const measuredSheetsSchema = z.array(measuredSheetSchema).check(z.maxLength(40));

/** Parses the owner's measured sheets (JSON); what is not one is ignored. */
export function readMeasuredSheets(text: string | null): MeasuredSheet[] {
  const result = measuredSheetsSchema.safeParse(parseJson(text));
  return result.success ? result.data : [];
}
