// Preloaded into a server: offsets its clock by the number of milliseconds in the file named by POIGNEE_TEST_CLOCK.
import { readFileSync } from 'node:fs';

const realNow = Date.now.bind(Date);
const offsetMs = () => Number(readFileSync(process.env.POIGNEE_TEST_CLOCK ?? '', 'utf8')) || 0;
const RealDate = Date;

Date.now = () => realNow() + offsetMs();
globalThis.Date = new Proxy(RealDate, {
  construct: (target, args) => (args.length === 0 ? new target(target.now()) : new target(...args)),
});
