export function sealed(html: string): string;
export function sealPages(): void;
