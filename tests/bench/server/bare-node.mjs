// A node:http server that answers every GET with the bytes and headers in the file it is given, and does nothing else.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const { headers, body } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const bytes = Buffer.from(body, 'base64');
const server = createServer((_, answer) => {
  answer.writeHead(200, headers);
  answer.end(bytes);
});
server.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`));
