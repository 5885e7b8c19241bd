// Stores replies one by one, as the server does, and records those it would acknowledge. Run under power-cut.c.
import { openSync, writeSync } from 'node:fs';

const [modulePath, folder, count, synchronous] = process.argv.slice(2);
const { openSqlite } = await import(modulePath);
const storage = openSqlite(`${folder}/poignee.db`);
await storage.migrate();
if (synchronous !== undefined) await storage.read(`PRAGMA synchronous=${synchronous}`, []);
const acknowledged = openSync(`${folder}/acknowledged`, 'a');
for (let index = 0; index < Number(count); index += 1) {
  const id = `reply-${index}`;
  await storage.write(
    `INSERT INTO reply (card_id, reply_id, envelope, digest, receipt, received_at, state) VALUES (?, ?, ?, ?, ?, ?, 'waiting')`,
    [`CARD${index % 9}`, id, new Uint8Array(1024 + (index % 3) * 1024).fill(index % 251), 'd', 'r', index],
  );
  writeSync(acknowledged, `${id}\n`);
}
process.exit(0);
