export function hastened(html: string, css: string): string;
