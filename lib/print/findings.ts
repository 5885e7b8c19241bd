/** What is wrong with a card on paper. An error is refused before the paper is spent; a warning is only said. */
export type Finding =
  | { severity: 'error'; code: 'print.name_missing'; role: 'name'; detail: string }
  /** `detail` lists the properties (lib/qr/offline-payload.ts) that the printed code leaves out. */
  | { severity: 'warning'; code: 'print.code_dropped'; role: 'code'; detail: string }
  | { severity: 'error'; code: 'print.missing_glyph'; role: string; detail: string }
  | { severity: 'error'; code: 'print.text_cut'; role: string; detail: string }
  | { severity: 'error'; code: 'print.text_too_small'; role: string; detail: string }
  | { severity: 'warning'; code: 'print.text_small'; role: string; detail: string }
  | { severity: 'error'; code: 'print.outside_safe_area'; role: string; detail: string }
  | { severity: 'error'; code: 'print.qr_too_small'; role: 'code'; detail: string }
  | { severity: 'warning'; code: 'print.qr_small'; role: 'code'; detail: string }
  | { severity: 'warning'; code: 'print.property_dropped'; role: string; detail: string };

export type FindingCode = Finding['code'];
