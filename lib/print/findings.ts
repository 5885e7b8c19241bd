/** The one-tap remedy of a finding; the screen maps each to an action. `none`: the message says what to do. */
export type Remedy =
  | 'edit'
  | 'leave_out'
  | 'keep'
  | 'large_print'
  | 'link_code'
  | 'no_code'
  | 'save_ink'
  | 'default_accent'
  | 'two_sides'
  | 'classic'
  | 'more_bleed'
  | 'usual_size'
  | 'none';

type Severity = 'error' | 'warning';

export const FINDING_CODES = [
  'print.name_missing',
  'print.phone_incomplete',
  'print.code_dropped',
  'print.code_missing',
  'print.missing_glyph',
  'print.emoji',
  'print.text_cut',
  'print.text_too_small',
  'print.text_small',
  'print.x_height_small',
  'print.reversed_small',
  'print.below_clear_print',
  'print.below_large_print',
  'print.leading_tight',
  'print.low_contrast',
  'print.colour_shift',
  'print.outside_safe_area',
  'print.bleed_missing',
  'print.picture_coarse',
  'print.picture_missing',
  'print.logo_light',
  'print.qr_too_small',
  'print.qr_small',
  'print.qr_coarse',
  'print.qr_quiet_zone',
  'print.qr_near_edge',
  'print.code_unreadable',
  'print.code_unproved',
  'print.property_dropped',
  'print.too_many_cards',
  'print.paper_too_small',
  'print.untranslated',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/**
 * A problem with a card on paper. An error prevents printing; a warning is only shown. `element` is the property or the
 * part of the drawing, `key` the entry (`phone:<id>`) if there is one, `detail` the text or number concerned.
 */
export type Finding = {
  severity: Severity;
  code: FindingCode;
  element: string;
  key: string;
  detail: string;
  remedy: Remedy;
};

/** Builds a finding about the whole card or about one of its lines. */
export function finding(
  severity: Severity,
  code: FindingCode,
  about: { role: string; key?: string; text?: string; detail?: string },
  remedy: Remedy,
): Finding {
  return {
    severity,
    code,
    element: about.role,
    key: about.key ?? '',
    detail: about.detail ?? about.text ?? '',
    remedy,
  };
}

export const refuses = (findings: readonly Finding[]): boolean => findings.some(({ severity }) => severity === 'error');
