import type { ChildProcess } from 'node:child_process';

export type ServeOptions = {
  env?: Record<string, string>;
  data?: string;
  port?: number;
  onOutput?: (text: string) => void;
  before?: string[];
};
export type TestServer = {
  url: string;
  port: number;
  process: ChildProcess;
  data: string;
  stop: (signal?: NodeJS.Signals) => Promise<void>;
};
export function serveForTests(options?: ServeOptions): Promise<TestServer>;
