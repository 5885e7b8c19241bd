import { appointment } from './appointment';
import { band } from './band';
import { classic } from './classic';
import { columns } from './columns';
import type { Design } from './design';
import type { DesignName } from './design-names';
import { largePrint } from './large-print';
import { medallion } from './medallion';
import { monogram } from './monogram';
import { notary } from './notary';
import { portrait } from './portrait';
import { solid } from './solid';
import { trade } from './trade';
import { workshop } from './workshop';

export const DESIGN_LAYOUTS: Record<DesignName, Design> = {
  monogram,
  classic,
  notary,
  band,
  solid,
  workshop,
  columns,
  portrait,
  medallion,
  trade,
  appointment,
  'large-print': largePrint,
};
