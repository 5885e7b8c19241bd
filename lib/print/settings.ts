import * as z from 'zod/mini';
import { type CardOptions, DEFAULT_OPTIONS } from './card-options';
import { DESIGNS } from './designs/designs';
import { parseColour } from './inks';
import type { Paper } from './paper';
import { PRESET_IDS, type PresetId } from './pdf/presets';
import { PRODUCTS, type Product } from './products/product';
import { CUSTOM_TRIM_MM, sheetById } from './sheets';

const keys = z.array(z.string().check(z.maxLength(80))).check(z.maxLength(60));
const words = z.string().check(z.maxLength(300));

const optionsSchema = z.object({
  design: z.enum(DESIGNS),
  sides: z.union([z.literal(1), z.literal(2), z.null()]),
  orientation: z.enum(['landscape', 'portrait']),
  code: z.enum(['offline', 'link', 'none']),
  accent: z.string().check(z.refine((text) => parseColour(text) !== null)),
  ink: z.enum(['saving', 'full']),
  legibility: z.enum(['usual', 'clear', 'large']),
  leftOut: keys,
  order: keys,
  kept: keys,
  other: z.object({ title: words, organisation: words, headline: words }),
});

const length = z.number().check(z.minimum(CUSTOM_TRIM_MM.least), z.maximum(CUSTOM_TRIM_MM.most));
const trim = z.object({ widthMm: length, heightMm: length });
const paperSchema = z.union([
  z.object({ kind: z.literal('sheet'), sheet: z.string().check(z.refine((id) => sheetById(id) !== null)) }),
  z.object({ kind: z.literal('plain'), paper: z.enum(['Letter', 'A4']), trim }),
  z.object({ kind: z.literal('single'), trim }),
]);

/** What is in the printer and how it takes it: the same for every card. */
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

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

/** What was kept, where it still has the shape of a card's options; else what every card begins with. */
export function readOptions(text: string | null): CardOptions {
  const read = optionsSchema.safeParse({ ...DEFAULT_OPTIONS, ...(parsed(text) as object | null) });
  return read.success ? read.data : DEFAULT_OPTIONS;
}

/** Likewise for the paper; an older version's words for it are not read. */
export function readPaperSettings(text: string | null): PaperSettings {
  const read = settingsSchema.safeParse({ ...DEFAULT_PAPER, ...(parsed(text) as object | null) });
  return read.success ? read.data : DEFAULT_PAPER;
}
