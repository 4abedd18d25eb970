// A server that does nothing but HTTP: it reads a body and answers bytes that it was given before.
import { createServer } from 'node:http';

let answer = Buffer.from('{}');
const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    if (request.url === '/set') answer = Buffer.concat(chunks);
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': answer.length });
    response.end(answer);
  });
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
