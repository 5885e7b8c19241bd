// Generates load from a separate process: receives its instructions as IPC messages and replies with its measurements.
// Requests are serialised in advance and responses are only delimited, so that the caller uses little CPU.
import { connect } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');

/** Opens a caller that sends one request at a time, over one connection for as long as the server keeps it open. */
function openCaller(port) {
  let socket = null;
  let received = Buffer.alloc(0);
  let pending = null;

  function onData(chunk) {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const end = received.indexOf(HEAD_END);
    if (end < 0) return;
    const head = received.toString('latin1', 0, end);
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? Number.NaN);
    const isChunked = /\r\ntransfer-encoding: *chunked/i.test(head);
    const isWhole = isChunked
      ? received.indexOf('\r\n0\r\n\r\n', end) >= 0
      : received.length >= end + 4 + (Number.isNaN(length) ? 0 : length);
    if (!isWhole) return;
    received = Buffer.alloc(0);
    if (/\r\nconnection: *close/i.test(head)) close();
    const done = pending;
    pending = null;
    done?.resolve({ status: Number(head.slice(9, 12)), head });
  }

  function open() {
    const newSocket = connect({ host: '127.0.0.1', port, noDelay: true });
    const fail = (error) => {
      if (socket !== newSocket) return;
      socket = null;
      pending?.reject(error ?? new Error('the connection was closed'));
      pending = null;
    };
    newSocket.on('data', onData);
    newSocket.on('error', fail);
    newSocket.on('close', () => fail());
    return newSocket;
  }

  function close() {
    const oldSocket = socket;
    socket = null;
    oldSocket?.destroy();
  }

  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        pending = { resolve, reject };
        socket ??= open();
        socket.write(request);
      }),
    close,
  };
}

const randomAddress = () => `10.${[0, 0, 0].map(() => Math.floor(Math.random() * 256)).join('.')}`;

/** Serialises a request to bytes, from a random client address. */
function serializeRequest({ method = 'GET', path, headers, body = '' }) {
  const lines = Object.entries({ Host: 'bench', 'X-Forwarded-For': randomAddress(), ...headers });
  const length = method === 'GET' ? '' : `Content-Length: ${Buffer.byteLength(body)}\r\n`;
  return Buffer.from(
    `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}${length}\r\n${body}`,
  );
}

let requests = [];
let next = 0;

/** Runs `callers` callers for `ms`, each sending the next request; with `once`, no request is sent twice. */
async function run({ port, callers, ms, expected, once }) {
  const times = [];
  const connections = Array.from({ length: callers }, () => openCaller(port));
  const startedAt = performance.now();
  const deadline = startedAt + ms;
  let bytes = 0;
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < deadline) {
        if (once && next >= requests.length) return;
        const request = requests[next % requests.length];
        next += 1;
        const sentAt = performance.now();
        const { status, head } = await connection.ask(request);
        times.push(performance.now() - sentAt);
        bytes = head.length;
        if (!expected.includes(status)) throw new Error(`answered ${status} instead of ${expected}: ${head}`);
      }
    }),
  );
  const elapsedMs = performance.now() - startedAt;
  for (const connection of connections) connection.close();
  times.sort((a, b) => a - b);
  const percentile = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    count: times.length,
    perSecond: (times.length * 1000) / elapsedMs,
    p50: percentile(0.5),
    p99: percentile(0.99),
    bytes,
  };
}

process.on('message', (message) => {
  if (message.requests !== undefined) {
    requests = message.requests.map(serializeRequest);
    next = 0;
    process.send({ ok: true });
    return;
  }
  run(message).then(
    (result) => process.send({ ok: true, result }),
    (error) => process.send({ ok: false, error: error.message }),
  );
});
