export function policyOf(path: string, html: string): string;
export function headersOf(path: string, file: string, html?: string): Record<string, string>;
