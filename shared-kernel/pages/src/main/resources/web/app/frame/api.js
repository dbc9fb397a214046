// Calls of this service's own API, in the name of who is signed in. Nothing is cached.
import {base, forget, token} from './session.js';

/** A call that was refused or did not work: the problem (RFC 9457), or status 0 where nothing answered. */
export class CallFailed extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? String(status));
    this.status = status;
    this.problem = problem ?? {};
  }
}

async function call(method, path, {parameters, body, signal, key, version} = {}) {
  const query = new URLSearchParams(parameters ?? {}).toString();
  const kept = token();
  if (!kept) {
    dispatchEvent(new Event('fengqiao-signed-out'));
    throw new CallFailed(401);
  }
  const headers = {Accept: 'application/json', Authorization: `Bearer ${kept}`};
  if (body) {
    headers['Content-Type'] = 'application/json';
  }
  if (key) {
    headers['Idempotency-Key'] = key;
  }
  if (version) {
    headers['If-Match'] = `"${version}"`;
  }
  let answer;
  try {
    answer = await fetch(base + path + (query ? '?' + query : ''), {
      method, headers, signal, cache: 'no-store', body: body && JSON.stringify(body),
    });
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new CallFailed(0);
  }
  const text = await answer.text();
  let read = null;
  try {
    read = text ? JSON.parse(text) : null;
  } catch {
    // A proxy's page, not an answer of ours.
  }
  if (answer.status === 401) {
    forget();
    dispatchEvent(new Event('fengqiao-signed-out'));
  }
  if (!answer.ok) {
    throw new CallFailed(answer.status, read);
  }
  return read;
}

/** What a call answers in another form than JSON, such as a table, to be kept as a file. */
async function fetched(path, parameters, type) {
  const kept = token();
  if (!kept) {
    dispatchEvent(new Event('fengqiao-signed-out'));
    throw new CallFailed(401);
  }
  let answer;
  try {
    answer = await fetch(`${base}${path}?${new URLSearchParams(parameters)}`, {
      headers: {Accept: type, Authorization: `Bearer ${kept}`}, cache: 'no-store',
    });
  } catch {
    throw new CallFailed(0);
  }
  if (!answer.ok) {
    throw new CallFailed(answer.status, await answer.json().catch(() => null));
  }
  return answer.blob();
}

/**
 * Hands a file of this service to whoever sits there: the browser keeps it under this name.
 *
 * @param {string} type the media type that is asked for
 */
export async function download(path, parameters, type, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await fetched(path, parameters, type));
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60e3);
}

/** Reads: the JSON of a call. */
export const get = (path, parameters, signal) => call('GET', path, {parameters, signal});

/** Does something: the JSON of the answer. */
export const post = (path, body) => call('POST', path, {body});

/**
 * Does something once, however often it is sent: the JSON of the answer. With `version` only if the case still has it.
 *
 * @param {string} method
 * @param {string} path
 * @param {{body?: object, key: string, version?: number}} what
 */
export const send = (method, path, what) => call(method, path, what);
