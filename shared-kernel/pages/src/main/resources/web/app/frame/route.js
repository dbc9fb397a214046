// Addresses of the pages: #/path?name=value. All that is asked for stands in them, so that an address can be passed on
// and the back button goes back. What follows the # never reaches a server or its log.

/** The address that is shown: {path, query}. */
export function here() {
  const [path, query] = (location.hash.slice(1) || '/').split('?');
  return {path, query: new URLSearchParams(query ?? '')};
}

/** The address of a page, for a link; values that are empty are left out. */
export function href(path, parameters = {}) {
  const query = new URLSearchParams();
  const given = parameters instanceof URLSearchParams ? parameters : Object.entries(parameters);
  for (const [name, value] of given) {
    if (value !== null && value !== undefined && value !== '') {
      query.append(name, value);
    }
  }
  const text = query.toString();
  return '#' + path + (text ? '?' + text : '');
}

/** Goes to a page; with replace the one that is shown now is not gone back to. */
export function go(path, parameters, {replace = false} = {}) {
  const target = href(path, parameters);
  if (replace) {
    history.replaceState(null, '', target);
    dispatchEvent(new HashChangeEvent('hashchange'));
  } else {
    location.hash = target;
  }
}

/** The query with some values changed; an empty value takes one away. */
export function changed(query, changes) {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') {
      next.delete(name);
    } else {
      next.set(name, value);
    }
  }
  return next;
}

/** Matches a path such as /cases/:id; null if it is another one. */
export function match(pattern, path) {
  const parts = path.split('/');
  const wanted = pattern.split('/');
  if (parts.length !== wanted.length) {
    return null;
  }
  const found = {};
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i].startsWith(':')) {
      found[wanted[i].slice(1)] = decodeURIComponent(parts[i]);
    } else if (wanted[i] !== parts[i]) {
      return null;
    }
  }
  return found;
}
