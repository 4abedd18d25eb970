// GitHub's and Google's way of signing people in, on this machine: GitHub's OAuth with its two addresses of the API, and
// OpenID Connect with a signed token. A page asks who signs in. It refuses what the real ones refuse: a wrong client, a
// code used twice or without its PKCE verifier, a redirect to an address that was not registered.
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

const clientId = 'gridsky-e2e';
const clientSecret = 'a secret between the tests and their OAuth server';

/** @param {number} port */
export async function openOAuthServer(port) {
  const url = `http://localhost:${port}`;
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const codes = new Map();
  const people = new Map();

  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const json = (body, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    if (pathname === '/.well-known/openid-configuration') {
      return json({
        issuer: url,
        authorization_endpoint: `${url}/authorize`,
        token_endpoint: `${url}/token`,
        jwks_uri: `${url}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    }
    if (pathname === '/keys') {
      return json({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'e2e', alg: 'RS256', use: 'sig' }] });
    }
    if (pathname === '/authorize' || pathname === '/login/oauth/authorize') {
      if (searchParams.get('client_id') !== clientId || !isRegistered(searchParams.get('redirect_uri'))) {
        return json({ error: 'invalid_request' }, 400);
      }
      response.writeHead(200, { 'content-type': 'text/html' });
      return response.end(consentPage(searchParams));
    }
    if (pathname === '/decide') {
      const asked = Object.fromEntries(searchParams);
      const back = new URL(asked.redirect_uri);
      back.searchParams.set('state', asked.state);
      if (asked.decision === 'deny') back.searchParams.set('error', 'access_denied');
      else {
        const code = randomBytes(16).toString('hex');
        codes.set(code, asked);
        back.searchParams.set('code', code);
      }
      response.writeHead(302, { location: back.href });
      return response.end();
    }
    if (pathname === '/token' || pathname === '/login/oauth/access_token') {
      const form = new URLSearchParams(await readText(request));
      const asked = codes.get(form.get('code'));
      codes.delete(form.get('code'));
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      if (!isClient(request.headers.authorization, form) || asked?.code_challenge !== challenge) {
        return json({ error: 'invalid_grant' }, 400);
      }
      const token = randomBytes(16).toString('hex');
      people.set(token, asked);
      const answer = { access_token: token, token_type: 'bearer' };
      if (pathname.startsWith('/login')) return json(answer);
      const seconds = Math.floor(Date.now() / 1000);
      return json({
        ...answer,
        id_token: sign({
          iss: url,
          aud: clientId,
          sub: asked.subject,
          email: asked.email,
          email_verified: asked.verified === 'yes',
          name: asked.name,
          nonce: asked.nonce,
          iat: seconds,
          exp: seconds + 300,
        }),
      });
    }
    const person = people.get(request.headers.authorization?.replace(/^Bearer /, ''));
    if (!person) return json({ message: 'Bad credentials' }, 401);
    // The profile's own address is whatever its owner likes to show: nobody may sign in by it.
    if (pathname === '/api/v3/user') {
      return json({ id: person.subject, login: 'someone', name: person.name, email: 'shown@example.com' });
    }
    if (pathname === '/api/v3/user/emails') {
      const primary = { email: person.email, primary: true, verified: person.verified === 'yes' };
      return json([{ email: 'second@example.com', primary: false, verified: true }, primary]);
    }
    return json({ message: 'Not Found' }, 404);
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url, clientId, clientSecret, close: () => server.close() };

  function isRegistered(address) {
    return URL.canParse(address ?? '') && /^\/api\/auth\/callback\/(github|google)$/.test(new URL(address).pathname);
  }

  function isClient(authorization, form) {
    const basic = `Basic ${Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString('base64')}`;
    return authorization === basic || form.get('client_secret') === clientSecret;
  }

  function sign(claims) {
    const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const body = `${part({ alg: 'RS256', kid: 'e2e' })}.${part(claims)}`;
    return `${body}.${createSign('RSA-SHA256').update(body).sign(privateKey, 'base64url')}`;
  }
}

/** As RFC 6749 (2.3.1) has it: form-encoded before it is joined. */
function encode(text) {
  return new URLSearchParams({ text }).toString().slice('text='.length);
}

function consentPage(asked) {
  const kept = ['redirect_uri', 'state', 'nonce', 'code_challenge']
    .map((name) => `<input type="hidden" name="${name}" value="${escapeHtml(asked.get(name) ?? '')}">`)
    .join('');
  return `<!doctype html><title>Who are you?</title><form action="/decide">${kept}
    <label>Id <input name="subject"></label><label>E-mail <input name="email"></label><label>Name <input name="name"></label>
    <label>Verified <input name="verified" value="yes"></label>
    <button name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button></form>`;
}

function escapeHtml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}

async function readText(stream) {
  let text = '';
  for await (const chunk of stream) text += chunk;
  return text;
}
