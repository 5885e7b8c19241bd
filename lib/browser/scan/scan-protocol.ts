import type { Corners, Raster } from '../../scan/straighten';

export type ScanJob =
  | { kind: 'codes'; picture: Raster; thorough: boolean }
  | { kind: 'corners'; picture: Raster }
  | { kind: 'straighten'; picture: Raster; corners: Corners; longSidePx: number };
export type ScanRequest = { id: number; job: ScanJob };
export type ScanResponse = { id: number; ok: true; result: unknown } | { id: number; ok: false; message: string };
