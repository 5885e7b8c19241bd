type HeaderRule = { source: string; headers: { key: string; value: string }[]; regex: string };

export function policyOf(html: string): string;
export function withPolicies(
  headers: readonly HeaderRule[],
  pages: readonly { path: string; html: string }[],
  notFound: string,
): HeaderRule[];
export function sealPages(): void;
