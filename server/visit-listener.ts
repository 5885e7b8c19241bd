import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { readCardPath } from '../lib/exchange/card-address';
import type { Log } from './log';
import type { Visits } from './visits';

/**
 * Message of nginx's `access_log syslog:` (RFC 3164 header) that ends in the path of a page it served:
 * `<190>Nov 29 12:00:00 poignee: /ABCDEFGHJKMNP`. Only links with a channel mark are counted this way.
 */
const MESSAGE = /^<\d{1,3}>[^/]{0,100} \/([0-9A-Za-z-]{12,23})\s*$/;

/**
 * Counts the marked links that a caching proxy serves, each reported by one datagram on the loopback interface. A lost
 * datagram is an uncounted visit; nothing waits for it. Of several processes, the first binds the port and counts for
 * all. Returns a function that stops listening.
 */
export async function listenForVisits(port: number, visits: Visits, log: Log): Promise<() => void> {
  const socket = createSocket('udp4');
  socket.on('message', (message) => {
    const path = readCardPath(MESSAGE.exec(message.toString('latin1'))?.[1] ?? '');
    if (path !== null && path.channel !== null) visits.count(path.address, path.channel);
  });
  socket.bind(port, '127.0.0.1');
  try {
    await once(socket, 'listening');
  } catch (error) {
    socket.close();
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    log('visits.port_taken', { port });
    return () => undefined;
  }
  socket.on('error', () => log('visits.failed'));
  return () => socket.close();
}
