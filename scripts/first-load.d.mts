export function firstLoad(path: string): {
  scripts: { source: string; bytes: number }[];
  scriptBytes: number;
  documentBytes: number;
};
