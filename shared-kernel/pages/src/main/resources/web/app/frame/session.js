// Sign-in by OpenID Connect: the code flow with PKCE (RFC 7636), as a public client. The token is kept for this tab
// only and forgotten with it.

/** Where the service is: '' at the root of its origin, or the prefix under which an edge passes calls on to it. */
export const base = location.pathname.replace(/\/pages(\/.*)?$/, '');

const TOKEN = 'fengqiao.token';
const UNDER_WAY = 'fengqiao.sign-in';

/** Somebody's sign-in did not work; `reason` is a name among the words. */
export class SignInFailed extends Error {
  constructor(reason, detail) {
    super(detail ?? reason);
    this.reason = reason;
  }
}

const encoded = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const random = () => encoded(crypto.getRandomValues(new Uint8Array(32)));

function claims(token) {
  try {
    const body = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(body), c => c.charCodeAt(0))));
  } catch {
    return {};
  }
}

/** The token with which services are called; null if nobody is signed in or it is over. */
export function token() {
  const kept = sessionStorage.getItem(TOKEN);
  if (kept && (claims(kept).exp ?? Infinity) * 1000 <= Date.now()) {
    sessionStorage.removeItem(TOKEN);
    return null;
  }
  return kept;
}

/** Who is signed in, as the token says: {subject, roles, unit?, district?, street?, place}; null if nobody is. */
export function person() {
  const kept = token();
  if (!kept) {
    return null;
  }
  const {sub, groups, unit, district, street, community} = claims(kept);
  return {
    subject: sub,
    roles: groups ?? [],
    unit,
    district: district === '*' ? undefined : district,
    street,
    place: [district === '*' ? null : district, street, community].filter(Boolean).join(' '),
  };
}

export function forget() {
  sessionStorage.removeItem(TOKEN);
}

const address = () => `${location.origin}${base}/pages/`;

let read;

/** The settings of the pages: where people sign in, and where the pages of the other services are. */
export function settings() {
  read ??= fetch(base + '/pages/settings', {cache: 'no-store'}).then(answer => answer.json());
  return read;
}

async function provider() {
  const {issuer, clientId, scope} = await settings();
  if (!issuer) {
    throw new SignInFailed('sign-in.none');
  }
  let found;
  try {
    found = await fetch(issuer.replace(/\/$/, '') + '/.well-known/openid-configuration');
  } catch (failure) {
    throw new SignInFailed('sign-in.unreachable', String(failure));
  }
  if (!found.ok) {
    throw new SignInFailed('sign-in.unreachable', String(found.status));
  }
  return {...(await found.json()), clientId, scope};
}

/** Sends the browser to the issuer; it comes back to this address. */
export async function signIn() {
  const {authorization_endpoint: endpoint, clientId, scope} = await provider();
  const state = random();
  const verifier = random();
  const challenge = encoded(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  sessionStorage.setItem(UNDER_WAY, JSON.stringify({state, verifier, hash: location.hash}));
  const asked = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: address(),
    scope,
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  location.assign(`${endpoint}?${asked}`);
}

/** If the browser comes back from the issuer: fetches the token, and shows what was asked for before. */
export async function comeBack() {
  const answer = new URLSearchParams(location.search);
  if (!answer.has('state')) {
    return;
  }
  const begun = JSON.parse(sessionStorage.getItem(UNDER_WAY) ?? 'null');
  sessionStorage.removeItem(UNDER_WAY);
  history.replaceState(null, '', address() + (begun?.hash ?? ''));
  if (!begun || begun.state !== answer.get('state') || !answer.has('code')) {
    throw new SignInFailed('sign-in.refused', answer.get('error') ?? '');
  }
  const {token_endpoint: endpoint, clientId} = await provider();
  const got = await fetch(endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: answer.get('code'),
      redirect_uri: address(),
      client_id: clientId,
      code_verifier: begun.verifier,
    }),
  });
  if (!got.ok) {
    throw new SignInFailed('sign-in.refused', String(got.status));
  }
  sessionStorage.setItem(TOKEN, (await got.json()).access_token);
}
